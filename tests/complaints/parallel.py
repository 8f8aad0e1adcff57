"""Scenarios in which many threads do the same at once, on a real database; the fixture ``in_parallel`` plays them.

Each tells what it found; tests say what it should be.
"""

import datetime as dt
import json
import threading
from concurrent.futures import ThreadPoolExecutor

from django.core import mail
from django.db import connection, transaction
from django.db.models import Count
from django.test import override_settings

from complaints import actions, chain, codes, emails, limits
from complaints.calendar import CalendarChange
from complaints.models import Complaint, Event, OutgoingMail, Reminder
from complaints.rules.deadlines import Holiday, HolidayKind
from complaints.rules.workflow import Role
from tests.complaints.desk import make_staff
from tests.complaints.factories import NOW, make_complaint, make_filed


def at_once(jobs):
    """What each job returns, or the name of what it raises; all begin at the same moment."""
    ready = threading.Barrier(len(jobs))

    def run(job):
        ready.wait()
        try:
            return job()
        except Exception as error:  # the scenario tells of it
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


def same_form(times):
    """The same form, sent many times at once."""
    key = codes.new_form_key()

    def send():
        filed = make_filed(form_key=key)
        return [filed.complaint.number, filed.code, filed.is_new]

    answers = at_once([send] * times)
    complaint = Complaint.objects.get(form_digest=codes.form_digest(key))
    return {
        "answers": answers,
        "rows": [complaint.events.count(), complaint.mails.count(), complaint.attachments.count()],
    }


def wrong_codes(times):
    """Many wrong codes at once from one address; which were within the limit, and whether it is blocked then."""
    purpose, address = limits.Purpose.LOOK_UP, "198.51.100.7"
    within = at_once([lambda: limits.count_failure(purpose, address, now=NOW)] * times)
    return {"within": within.count(True), "beyond": within.count(False), "blocked": blocked()}


def blocked():
    """Whether the address of ``wrong_codes`` still is, asked by a process that has just started."""
    return limits.is_blocked(limits.Purpose.LOOK_UP, "198.51.100.7", now=NOW)


def two_officers(pairs):
    """Pairs of forms made from the same version, both sent: what became of them, and the events that stayed."""
    outcomes = []
    for _ in range(pairs):
        pk = make_complaint().pk
        read = [Complaint.objects.get(pk=pk) for _ in range(2)]
        review = [
            lambda complaint=complaint: actions.review(complaint, by=None, role=Role.OFFICER, now=NOW).state
            for complaint in read
        ]
        outcomes.append([*sorted(at_once(review)), Complaint.objects.get(pk=pk).events.count()])
    return outcomes


def senders(count, mails):
    """Several senders at once over one queue: how often each mail went out."""
    OutgoingMail.objects.all().delete()
    complaint = make_complaint()
    template = {"complaint": complaint, "notice": emails.Notice.RECEIVED.value, "queued_at": NOW, "not_before": NOW}
    OutgoingMail.objects.all().delete()
    OutgoingMail.objects.bulk_create(OutgoingMail(message_id=f"<{each}@uji>", **template) for each in range(mails))
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mail.outbox = []
        done = at_once([lambda: emails.deliver(now=NOW).sent] * count)
    sent = [each.extra_headers["Message-ID"] for each in mail.outbox]
    states = OutgoingMail.objects.values_list("state").annotate(Count("pk"))
    return {"sent": len(sent), "different": len(set(sent)), "told": sum(done), "states": dict(states)}


def apologies(times):
    """The daily job several times at once: how many apologies one overdue complaint gets."""
    pk = make_complaint(email="telat@example.com").pk
    later = NOW + dt.timedelta(days=60)
    at_once([lambda: actions.queue_overdue_apologies(later.date(), now=later)] * times)
    return OutgoingMail.objects.filter(complaint=pk, notice=emails.Notice.APOLOGY.value).count()


def reminders(times, cases):
    """The daily job several times at once: who was told how often, and whether the record is whole."""
    Complaint.objects.update(state="dicabut-pengadu")  # those of other scenarios
    staff = [make_staff(role, email=f"{role.value}@kantor.example") for role in (Role.OFFICER, Role.MANAGER)]
    pks = [make_complaint(email="", phone="nomor contoh").pk for _ in range(cases)]
    Complaint.objects.filter(pk__in=pks).update(assignee=staff[0])
    later = NOW + dt.timedelta(days=60)

    def daily():
        told = actions.remind(later.date(), now=later).reminders
        with transaction.atomic():
            chain.seal(now=later)
        return told

    told = at_once([daily] * times)
    return {
        "told": sum(told),
        "rows": Reminder.objects.filter(complaint__in=pks).count(),
        "digests": Reminder.objects.filter(complaint=None).count(),
        "mails": OutgoingMail.objects.filter(staff__in=staff).count(),
        "events": Event.objects.filter(complaint__in=pks, name=Event.REMINDED).count(),
        "flaws": len(list(chain.flaws())),
    }


def filing_while_a_holiday_is_stored(times):
    """Complaints filed while the calendar changes: the due dates that stay, however it went."""
    day = NOW.date() + dt.timedelta(days=3)
    holiday = Holiday(day, "Libur mendadak", HolidayKind.NATIONAL)
    change = CalendarChange(put=(holiday,))
    jobs = [lambda: make_complaint(email="").pk] * times
    found = at_once([*jobs, lambda: len(actions.change_calendar(change, by=None, now=NOW)), *jobs])
    filed = Complaint.objects.filter(pk__in=found[:times] + found[times + 1 :])
    due = list(filed.values_list("response_due_on", flat=True))
    actions.change_calendar(CalendarChange(remove=((day, HolidayKind.NATIONAL),)), by=None, now=NOW)
    return {"filed": len(due), "due": sorted({each.isoformat() for each in due})}


SCENARIOS = {
    scenario.__name__: scenario
    for scenario in (
        same_form,
        wrong_codes,
        blocked,
        two_officers,
        senders,
        apologies,
        reminders,
        filing_while_a_holiday_is_stored,
    )
}


def play(scenario, values):
    print(json.dumps(SCENARIOS[scenario](**values)))

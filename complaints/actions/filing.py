"""Filing: a complaint or suggestion is accepted when all of it is on disk."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, connection
from django.utils import timezone

from catalog.inserting import insert
from catalog.models import CancelledEdition, Edition, Standard
from complaints import codes, emails
from complaints.actions.changing import Refused, attach, due, record
from complaints.calendar import hold_calendar, kept_calendar, verify_due_on
from complaints.files import NewAttachment
from complaints.models import Complaint, Event, Reporter
from complaints.rules import intake
from complaints.rules.channels import Channel
from complaints.rules.workflow import Role
from complaints.turn import stored

# Of one standard the edition that was in force on a day, or the first ever for a day before.
MEASURING = f"""
    SELECT id FROM {Edition._meta.db_table} AS edition
    WHERE standard_id = %s
        AND NOT EXISTS (SELECT 1 FROM {CancelledEdition._meta.db_table} WHERE edition_id = edition.id)
    ORDER BY CASE WHEN effective_on <= %s THEN -number ELSE number END
    LIMIT 1
"""  # noqa: S608  names of tables; no QuerySet, because making its SQL costs more than all else that filing reads


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFiling:
    """What the reporter tells, cleaned by a form. Blank means: not told."""

    story: str = ""
    wish: str = ""
    standard: Standard | None = None  # None: tidak tahu
    service_note: str = ""  # the service in the reporter's words
    service_received_on: dt.date | None = None  # None: masih menunggu
    component: int | None = None  # 1–14
    name: str = ""
    email: str = ""
    phone: str = ""
    handle: str = ""  # the account or number on a channel such as Instagram
    address: str = ""  # of a letter
    conceals_identity: bool = False

    @property
    def has_identity(self) -> bool:
        return Reporter(**self.of_reporter()).is_identified

    @property
    def has_object(self) -> bool:
        """What is complained of (objek/materi, komponen 6 butir 5.a): a story, or a service and its component."""
        return bool(self.story or ((self.standard or self.service_note) and self.component))

    def of_complaint(self) -> dict[str, object]:
        """What is stored in Complaint; its kind, edition and dates are ours to say."""
        names = ("story", "wish", "standard", "service_note", "service_received_on", "component", "conceals_identity")
        return {name: getattr(self, name) for name in names}

    def of_reporter(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("name", *Reporter.WAYS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How a report that an officer logs had reached the office, apart from when and by whom it is logged."""

    at: dt.time | None = None
    received_by: str = ""
    witnessed_by: str = ""  # the second person at the opening of the box
    external_number: str = ""  # on the channel it came by: of a letter, or at SP4N-LAPOR!

    def of_complaint(self) -> dict[str, object]:
        return {
            "received_at": self.at,
            "received_by": self.received_by,
            "witnessed_by": self.witnessed_by,
            "external_number": self.external_number,
        }


@dataclass(frozen=True, slots=True)
class Filed:
    complaint: Complaint
    code: str  # as shown, "ABCD-EFGH-JKLM-NPQR-S"; known only now and by sending the same form again
    is_new: bool  # False: this form had been accepted before


def proposal(filing: NewFiling, *, received_on: dt.date) -> intake.Proposal:
    """Pengaduan or saran, and why (komponen 6 butir 3 and 5.b); what ``file_complaint`` will make of it.

    Raises Refused when the service was received after the filing, or a date lies outside 2000–2100.
    """
    asked = intake.Filing(
        service_received_on=filing.service_received_on,
        filed_on=received_on,
        has_identity=filing.has_identity,
        has_object=filing.has_object,
        days=settings.FILING_DAYS,
    )
    try:
        return intake.propose(asked)
    except ValueError as error:
        raise Refused(str(error)) from error


def file_complaint(  # noqa: PLR0913  each is a fact of the filing
    *,
    form_key: str,
    filing: NewFiling,
    files: Sequence[NewAttachment] = (),
    channel: Channel,
    received_on: dt.date,
    arrival: Arrival = Arrival(),
    now: dt.datetime,
    by=None,
    unless: Callable[[], None] = lambda: None,
) -> Filed:
    """Accept a filing: complaint, reporter, files, first event and the queued notice, durable when this returns.

    The same ``form_key`` (``codes.new_form_key()``) with the same contents gives the same complaint and code, also in
    parallel. ``received_on`` is the day it reached the office by its channel, not later than today; ``arrival`` says
    more of it. ``by`` is the officer who logs it, None when the reporter files it. ``unless`` is called first, in the
    same transaction: what it raises is raised here, and then nothing is stored. Raises Refused: a form key that we did
    not make, a day of receipt to come, a box opened by one alone, the errors of ``proposal``, or a form key already
    used for another text. Django's OperationalError (database busy or gone, disk full) leaves nothing stored: the same
    form may be sent again.
    """
    if not codes.is_form_key(form_key):
        raise Refused("Formulir ini sudah tidak berlaku. Muat ulang halaman, lalu kirim lagi.")
    if received_on > timezone.localdate(now):
        raise Refused("Tanggal laporan diterima belum tiba. Periksa kembali tanggalnya.")
    _refuse_unwitnessed(channel, arrival)
    code = codes.of_form(form_key)
    complaint = Complaint(
        form_digest=codes.form_digest(form_key),
        code_digest=codes.code_digest(code),
        year=timezone.localdate(now).year,
        channel=channel.value,
        received_on=received_on,
        logged_at=now,
        response_days=response_days(channel),
        **arrival.of_complaint(),
        **filing.of_complaint(),
    )
    proposed = proposal(filing, received_on=received_on)
    complaint.kind = proposed.kind.value
    # Editions never change, so this need not wait for the database's lock.
    complaint.edition_id = measured_edition_pk(filing.standard, filing.service_received_on or received_on)

    def store():
        unless()
        _store(complaint, proposed, filing, files, by)

    try:
        stored(store)
    except IntegrityError:
        return Filed(_filed_before(complaint.form_digest, filing, files), codes.shown(code), is_new=False)
    return Filed(complaint, codes.shown(code), is_new=True)


def _store(complaint: Complaint, proposed: intake.Proposal, filing: NewFiling, files, by) -> None:
    """Store it all. Raises IntegrityError when something was filed with this form before."""
    hold_calendar()
    calendar = kept_calendar()
    explained = due(complaint.received_on, calendar, complaint.response_days)
    complaint.response_due_on, complaint.due_is_provisional = explained.due_on, explained.provisional
    if complaint.channel == Channel.SP4N_LAPOR:
        complaint.verify_due_on = verify_due_on(complaint.received_on, calendar)
    insert(complaint)
    insert(Reporter(complaint=complaint, **filing.of_reporter()))
    if files:
        attach(complaint, files, is_from_reporter=True, now=complaint.logged_at)
    record(
        complaint,
        Event.FILED,
        is_first=True,
        by=by,
        role=Role.OFFICER if by else Role.COMPLAINANT,
        now=complaint.logged_at,
        data={
            "kind": complaint.kind,
            "reasons": [reason.code.value for reason in proposed.reasons],
            "due": complaint.response_due_on.isoformat(),
            "provisional": complaint.due_is_provisional,
            "files": len(files),
        },
    )
    emails.queue(complaint, emails.Notice.RECEIVED, email=filing.email, now=complaint.logged_at)


def _refuse_unwitnessed(channel: Channel, arrival: Arrival) -> None:
    """The box is opened by two people, so that nobody can make a letter disappear. The project's own rule."""
    names = {arrival.received_by.strip().casefold(), arrival.witnessed_by.strip().casefold()} - {""}
    if channel is Channel.BOX and len(names) < 2:
        raise Refused("Kotak pengaduan dibuka oleh dua orang: tuliskan nama pembuka dan nama saksinya.")


def response_days(channel: Channel) -> int:
    """Hari kerja to answer what came by this channel. Source: komponen 6 butir 4; SP4N-LAPOR! has its own."""
    return settings.LAPOR_RESPONSE_DAYS if channel is Channel.SP4N_LAPOR else settings.RESPONSE_DAYS


def measured_edition_pk(standard: Standard | None, on: dt.date) -> int | None:
    """The promise that a complaint about this day measures against: an edition's key."""
    if standard is None:
        return None
    with connection.cursor() as cursor:
        cursor.execute(MEASURING, [standard.pk, on])
        found = cursor.fetchone()
    return found[0] if found else None


def _filed_before(form_digest: str, filing: NewFiling, files: Sequence[NewAttachment]) -> Complaint:
    """What was filed with this form. Raises Refused if it was something else: showing it would lose this one."""
    complaint = Complaint.objects.select_related("reporter", "standard").filter(form_digest=form_digest).first()
    if complaint is None:
        raise RuntimeError("The filing broke a constraint other than that of its form key.")
    reporter = getattr(complaint, "reporter", None)  # may have been erased
    known_files = set(complaint.attachments.values_list("sha256", flat=True))
    is_the_same = (
        all(getattr(complaint, name) == value for name, value in filing.of_complaint().items())
        and all(getattr(reporter, name, None) == value for name, value in filing.of_reporter().items())
        and {file.sha256 for file in files} <= known_files
    )
    if not is_the_same:
        raise Refused(
            f"Formulir ini sudah dipakai untuk laporan {complaint.number}. "
            "Untuk laporan lain, buka formulir baru; untuk menambahkan keterangan, pakai halaman lacak."
        )
    return complaint

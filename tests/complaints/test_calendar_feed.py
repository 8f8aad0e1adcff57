"""The officers' due dates in their own calendar."""

import datetime as dt
import re

import pytest

from complaints import actions, calendar_feed
from complaints.models import CalendarFeed, Complaint, Cover
from complaints.rules.channels import Channel
from complaints.rules.workflow import Role
from tests.complaints.desk import enter, make_staff
from tests.complaints.factories import DUE, NOW, TODAY, make_answered, make_complaint, make_reviewed, officer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PAGE = "/petugas/kalender/"
MARKER = "XPENANDAX"
DAY = dt.timedelta(days=1)


@pytest.fixture
def petugas(client):
    return enter(client)


def address_in(answer) -> str:
    (found,) = set(re.findall(r"/petugas/kalender/[\w-]{43}\.ics", answer.content.decode()))
    return found


def own(user, **values) -> Complaint:
    return actions.assign(make_complaint(**values), to=user, **officer())


def feed_of(user) -> bytes:
    return calendar_feed.in_icalendar(user, now=NOW)


def parsed(feed: bytes) -> list[dict[str, str]]:
    """The entries, read as RFC 5545 says: lines end in CRLF, a line that begins with a blank goes on the one before."""
    assert feed.endswith(b"\r\n")
    assert feed.count(b"\n") == feed.count(b"\r") == feed.count(b"\r\n")
    assert max(len(line) for line in feed.split(b"\r\n")) <= 75
    lines = feed.replace(b"\r\n ", b"").decode().splitlines()
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    opened, entries = [], []
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            opened.append(value)
            entries += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert opened.pop() == value
        elif opened[-1] == "VEVENT":
            entries[-1][name] = re.sub(r"\\([\\;,])", r"\1", value.replace("\\n", "\n"))
    assert opened == []
    return entries


def numbers(user) -> list[str]:
    return [entry["SUMMARY"].partition(":")[0] for entry in parsed(feed_of(user))]


def test_an_entry_says_number_state_and_day(petugas, settings):
    settings.SITE_URL = "https://layanan.example.go.id"
    complaint = own(petugas)

    (entry,) = parsed(feed_of(petugas))

    assert entry == {
        "UID": f"{complaint.number}.jawaban@layanan.example.go.id",
        "DTSTAMP": "20261120T030000Z",
        "DTSTART;VALUE=DATE": f"{DUE:%Y%m%d}",
        "SUMMARY": f"{complaint.number}: batas jawaban (diterima; sementara)",
        "URL": f"https://layanan.example.go.id/petugas/kasus/{complaint.pk}/",
        "TRANSP": "TRANSPARENT",
    }


def test_it_names_no_person_and_tells_no_story(petugas):
    own(petugas, story=MARKER, wish=MARKER, service_note=MARKER, name=MARKER, phone=MARKER)

    assert MARKER not in feed_of(petugas).decode().replace("\r\n ", "")


def test_a_calendar_without_entries_is_valid_too(petugas):
    assert parsed(feed_of(petugas)) == []
    assert feed_of(petugas).count(b"BEGIN:") == 3  # a calendar must have a component: the time zone


def test_long_lines_are_folded_between_characters():
    line = "SUMMARY:" + "é–x" * 40

    pieces = list(calendar_feed._folded(line))

    assert max(map(len, pieces)) <= 77
    assert b"".join(pieces).replace(b"\r\n ", b"").decode() == f"{line}\r\n"
    assert all(piece.decode() for piece in pieces)


def test_it_holds_what_this_one_owes_and_nothing_else(petugas):
    mine = own(petugas)
    own(make_staff(username="rekan"))
    make_complaint()
    actions.assign(make_answered(), to=petugas, **officer())
    own(petugas, name="", email="")  # a saran is owed no answer by a day

    assert numbers(petugas) == [mine.number]


def test_a_substitute_has_the_cases_of_who_is_on_leave(petugas):
    substitute = make_staff(username="pengganti")
    complaint = own(petugas)
    cover = Cover.objects.create(officer=petugas, substitute=substitute, from_on=TODAY, until_on=TODAY)

    assert numbers(substitute) == [complaint.number]
    Cover.objects.filter(pk=cover.pk).update(until_on=TODAY + DAY, from_on=TODAY + DAY)
    assert numbers(substitute) == []


def test_a_superior_has_what_stands_on_their_level(petugas):
    complaint = own(petugas)
    manager = make_staff(Role.MANAGER)
    assert numbers(manager) == []

    actions.hand_up(complaint, report="Laporan.", **officer())

    assert numbers(manager) == [complaint.number]


def test_a_restricted_case_is_only_in_the_calendars_of_those_named(petugas):
    unit = make_staff(username="unit-teradu")
    complaint = actions.assign(make_reviewed(), to=unit, **officer())
    asked = actions.request_apip(complaint, reason="Menyangkut pegawai.", **officer())
    actions.decide_apip(asked, is_approved=True, reason="Setuju.", **officer(Role.HEAD))

    assert numbers(unit) == []


def test_a_member_of_the_technical_team_has_the_days_of_the_reports_asked_for(petugas):
    member = make_staff(Role.TECHNICAL_TEAM)
    complaint = make_reviewed()
    facts = {"agency": "Dinas Contoh", "request": "", "expected_on": TODAY + 5 * DAY}
    actions.refer(complaint, member=member, **facts, **officer())

    (entry,) = parsed(feed_of(member))

    assert entry["DTSTART;VALUE=DATE"] == "20261125"
    assert entry["SUMMARY"] == f"{complaint.number}: laporan tim teknis diharapkan"


def test_the_national_channel_has_a_day_of_its_own_until_verified(petugas):
    own(petugas)
    Complaint.objects.update(channel=Channel.SP4N_LAPOR.value, verify_due_on=TODAY + 3 * DAY)

    assert [entry["DTSTART;VALUE=DATE"] for entry in parsed(feed_of(petugas))] == ["20261210", "20261123"]


def test_the_address_is_shown_once_and_only_its_digest_is_kept(client, petugas):
    made = client.post(PAGE)

    address = address_in(made)
    token = address.removeprefix(PAGE).removesuffix(".ics")
    later = client.get(PAGE).content.decode()
    assert "2026" in later
    assert token not in later
    assert token not in str(CalendarFeed.objects.values())
    assert "no-store" in made["Cache-Control"]


def test_the_address_opens_the_calendar_without_a_login(client, petugas, client_of_nobody):
    complaint = own(petugas)
    address = address_in(client.post(PAGE))

    answer = client_of_nobody.get(address)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert complaint.number in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert client_of_nobody.post(address).status_code == 405


@pytest.fixture
def client_of_nobody():
    from django.test import Client

    return Client()


def test_a_renewed_address_closes_the_one_before(client, petugas, client_of_nobody):
    first, second = (address_in(client.post(PAGE)) for _ in range(2))

    assert client_of_nobody.get(first).status_code == 404
    assert client_of_nobody.get(second).status_code == 200
    assert CalendarFeed.objects.count() == 1


def test_wrong_addresses_are_all_the_same(client, petugas, client_of_nobody):
    """Threat 6: nothing tells a former address from one that never was."""
    first, _ = (address_in(client.post(PAGE)) for _ in range(2))
    wrong = [first, f"{PAGE}{'a' * 43}.ics", f"{PAGE}x.ics", f"{PAGE}{'z' * 2000}.ics", f"{PAGE}%00.ics"]

    answers = [client_of_nobody.get(address) for address in wrong]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


@pytest.mark.parametrize("change", ["left", "without role"])
def test_who_works_here_no_longer_has_no_calendar(client, petugas, client_of_nobody, change):
    address = address_in(client.post(PAGE))
    if change == "left":
        petugas.is_active = False
        petugas.save()
    else:
        petugas.groups.clear()

    assert client_of_nobody.get(address).status_code == 404


def test_looking_at_the_page_renews_nothing(client, petugas):
    client.get(PAGE)

    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize("cases", [3, 300])
def test_the_queries_do_not_grow_with_the_cases(petugas, cases, django_assert_num_queries):
    template = own(petugas)
    values = {field.attname: getattr(template, field.attname) for field in Complaint._meta.fields if field.name != "id"}
    Complaint.objects.bulk_create(Complaint(**{**values, "form_digest": str(number)}) for number in range(cases - 1))
    token = calendar_feed.renew(petugas, now=NOW)

    with django_assert_num_queries(7):
        feed = calendar_feed.in_icalendar(calendar_feed.owner(token), now=NOW)

    assert len(parsed(feed)) == cases

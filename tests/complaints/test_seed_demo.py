"""One example for every interesting place, relative to the day on which they are made."""

import datetime as dt
import re

import pytest
from django.core.management import CommandError, call_command

from complaints import chain, codes
from complaints.management.demo_cases import CASES
from complaints.models import Complaint, Event, Link, Reporter
from complaints.roles import STAFF
from complaints.rules.deadlines import working_days_late, working_days_left
from complaints.rules.workflow import Role, State
from tests.complaints.desk import make_staff
from tests.complaints.factories import JAKARTA, load_real_calendar

pytestmark = pytest.mark.django_db

FRIDAY, SUNDAY, AFTER_EID = dt.date(2026, 11, 20), dt.date(2026, 11, 22), dt.date(2026, 3, 30)
BEFORE_NEW_YEAR = dt.date(2026, 12, 15)


@pytest.fixture
def seed(time_machine, capsys):
    """Function that makes the examples as on that day, and gives what it printed by place."""
    load_real_calendar()
    for role in STAFF:
        make_staff(role)
    make_staff(username="petugas-kedua")

    def play(day=FRIDAY, hour=10):
        time_machine.move_to(dt.datetime.combine(day, dt.time(hour), tzinfo=JAKARTA), tick=False)
        call_command("seed_demo")
        return capsys.readouterr().out

    return play


def by_place(printed) -> dict[str, Complaint]:
    found = re.findall(r"^PGD-\d+-(\d+)  \S+  (.+)$", printed, re.MULTILINE)
    return {title: Complaint.objects.get(pk=int(pk)) for pk, title in found}


def test_every_example_stands_where_its_name_says(seed):
    cases = by_place(seed())

    states = {title: case.get_state() for title, case in cases.items()}
    assert states == {
        "baru masuk, belum ditugaskan": State.RECEIVED,
        "jatuh tempo pada hari kerja berikutnya": State.UNDER_REVIEW,
        "jatuh tempo hari ini": State.UNDER_REVIEW,
        "terlambat 2 hari kerja": State.FOLLOWED_UP,
        "disampaikan pada hari ke-30": State.RECEIVED,
        "disampaikan pada hari ke-31": State.RECEIVED,
        "tanpa identitas": State.RECEIVED,
        "tanpa objek": State.RECEIVED,
        "menunggu pelapor": State.AWAITING_COMPLETION,
        "sudah ditelaah": State.UNDER_REVIEW,
        "konsep jawaban menunggu diperiksa rekan": State.FOLLOWED_UP,
        "dinaikkan kepada pejabat pengelola": State.FOLLOWED_UP,
        "dinaikkan sampai kepala dinas": State.FOLLOWED_UP,
        "menunggu tim teknis": State.FOLLOWED_UP,
        "tim teknis lewat tanggal": State.FOLLOWED_UP,
        "menunggu persetujuan APIP": State.UNDER_REVIEW,
        "APIP disetujui, akses terbatas": State.FOLLOWED_UP,
        "APIP ditolak dengan alasan": State.UNDER_REVIEW,
        "dijawab, belum disampaikan": State.ANSWERED,
        "hasil sudah disampaikan": State.ANSWERED,
        "selesai": State.CLOSED,
        "dinilai belum menyelesaikan": State.ANSWERED,
        "dibuka kembali": State.REOPENED,
        "dialihkan menjadi saran": State.SUGGESTION,
        "bukan kewenangan": State.NOT_COMPETENT,
        "dicabut pelapor": State.WITHDRAWN,
        "dari kotak pengaduan": State.RECEIVED,
        "dari SP4N-LAPOR!": State.RECEIVED,
        "dari WA dengan akun": State.RECEIVED,
        "laporan ganda": State.RECEIVED,
        "terlambat dicatat": State.RECEIVED,
        "ditutup pelapor, belum dilaporkan": State.CLOSED,
    }
    suggestions = {title for title, case in cases.items() if not case.is_complaint}
    assert suggestions == {
        "disampaikan pada hari ke-31",
        "tanpa identitas",
        "tanpa objek",
        "dialihkan menjadi saran",
    }
    assert cases["dinaikkan sampai kepala dinas"].level == Role.HEAD
    assert cases["APIP disetujui, akses terbatas"].is_restricted
    assert cases["hasil sudah disampaikan"].informed_on
    assert cases["dinilai belum menyelesaikan"].is_settled is False
    assert cases["dari SP4N-LAPOR!"].verify_due_on
    assert (cases["terlambat dicatat"].received_on, cases["terlambat dicatat"].logged_at.date()) == (
        dt.date(2026, 11, 12),
        FRIDAY,
    )
    assert Link.objects.get().complaint.pk == cases["laporan ganda"].pk + 1


@pytest.mark.parametrize("day", [FRIDAY, SUNDAY, AFTER_EID])
def test_the_days_are_right_on_any_day(seed, day):
    from complaints.calendar import office_calendar

    cases = by_place(seed(day))

    calendar = office_calendar()
    tomorrow, late = cases["jatuh tempo pada hari kerja berikutnya"], cases["terlambat 2 hari kerja"]
    assert working_days_left(day, tomorrow.response_due_on, calendar) == 1
    assert working_days_late(day, late.response_due_on, calendar) == 2
    assert cases["jatuh tempo hari ini"].response_due_on == (FRIDAY if day == SUNDAY else day)
    assert Event.objects.filter(at__date__gt=day).count() == 0
    assert list(chain.flaws()) == []


def test_before_the_next_year_is_confirmed_there_is_a_provisional_one(seed):
    cases = by_place(seed(BEFORE_NEW_YEAR))

    assert cases["batas sementara"].due_is_provisional


def test_where_no_due_date_is_provisional_it_says_so(seed):
    assert "(tidak ada hari ini)  batas sementara" in seed()


def test_the_printed_code_opens_the_case(seed):
    number, code = re.search(r"^(PGD-\S+)  (\S+)  baru masuk", seed(), re.MULTILINE).groups()

    assert codes.find(number, code) is not None


def test_a_second_run_adds_nothing_and_says_so(seed):
    first = seed()
    before = Event.objects.count()

    second = seed()

    assert first.endswith("32 contoh dibuat.\n")
    assert second.endswith("Semua contoh sudah ada; tidak ada yang ditambahkan.\n")
    assert by_place(first) == by_place(second)
    assert Event.objects.count() == before


def test_what_happened_happened_in_order(seed):
    seed(hour=1)  # before the office opens

    for complaint in Complaint.objects.all():
        moments = list(complaint.events.order_by("sequence").values_list("at", flat=True))
        assert moments == sorted(moments)


def test_the_people_are_plainly_made_up(seed):
    seed()

    people = Reporter.objects.exclude(name="")
    assert all(re.fullmatch(r"Pelapor Contoh \d+", person.name) for person in people)
    assert all(person.email.endswith("@example.com") for person in people.exclude(email=""))
    assert not people.exclude(phone="").exists()


def test_in_production_nothing_is_made(seed, settings):
    settings.PRODUCTION = True

    with pytest.raises(CommandError, match="produksi"):
        seed()

    assert not Complaint.objects.exists()


def test_without_staff_it_says_what_to_do_and_makes_nothing(seed):
    make_staff(Role.HEAD).groups.clear()

    with pytest.raises(CommandError, match="kepala dinas"):
        seed()

    assert not Complaint.objects.exists()


def test_every_example_has_a_name_of_its_own():
    assert len(CASES) == len({title.casefold() for title in CASES}) == 33

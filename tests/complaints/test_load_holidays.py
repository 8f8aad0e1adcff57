import csv
import datetime as dt
import io
import json

import pytest
from django.conf import settings
from django.core.management import call_command

from complaints.holiday_csv import read_holidays
from complaints.models import Complaint, ConfirmedYear, Event, Holiday
from tests.complaints.factories import DUE, NOW, make_answered, make_complaint
from tests.rules.reference import DATA, real_holidays

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

REAL = DATA / "holidays_id.csv"
HEAD = "date,name,kind"
ROW = "2026-12-01,Libur mendadak,national"


@pytest.fixture
def write(tmp_path):
    """Function that writes a CSV file of these lines and gives its path."""

    def lines(*lines, head=HEAD):
        path = tmp_path / "libur.csv"
        path.write_text("\n".join([head, *lines]) + "\n")
        return path

    return lines


def refused(path, capsys, **options) -> str:
    """What the command complained of; it must have loaded nothing."""
    before = stored()
    with pytest.raises(SystemExit) as left:
        call_command("load_holidays", path, **options)
    assert left.value.code == 1
    assert stored() == before
    complaint = capsys.readouterr().err
    assert complaint.endswith("Tidak ada hari libur yang dimuat.\n")
    return complaint


def stored():
    return [*Holiday.objects.values_list("date", "kind", "name", "decree"), *ConfirmedYear.objects.values_list("year")]


def test_the_real_list_is_loaded_and_loading_it_again_changes_nothing(capsys):
    call_command("load_holidays", REAL)
    first = stored()
    assert len(first) == 108
    assert capsys.readouterr().out == "108 hari baru atau diperbarui, 0 dihapus; tahun dipastikan: tidak ada.\n"

    call_command("load_holidays", REAL)

    assert stored() == first
    assert capsys.readouterr().out.startswith("0 hari baru")


def test_it_is_read_as_the_rules_are_tested_with():
    assert [(each.date, each.kind) for each in read_holidays(REAL)] == [
        (each.date, each.kind) for each in real_holidays()
    ]


def test_a_decree_in_a_name_becomes_the_decree():
    assert [(each.name, each.decree) for each in read_holidays(REAL) if each.decree] == [
        ("Cuti Bersama Proklamasi Kemerdekaan", "SKB 933/2025")
    ]


def test_the_decree_is_that_of_the_row_or_else_that_of_the_command(write):
    path = write(f"{ROW},", "2026-12-02,Libur,cuti_bersama,SKB 2/2026", head=f"{HEAD},decree")

    call_command("load_holidays", path, decree="SKB 1/2026")

    assert list(Holiday.objects.values_list("decree", "kind")) == [
        ("SKB 1/2026", "libur-nasional"),
        ("SKB 2/2026", "cuti-bersama"),
    ]


def test_a_decree_on_record_is_not_erased_by_a_list_without_one(write):
    call_command("load_holidays", write(ROW), decree="SKB 1/2026")

    call_command("load_holidays", write("2026-12-01,Libur bernama lain,national"))

    assert Holiday.objects.values_list("name", "decree").get() == ("Libur bernama lain", "SKB 1/2026")


def test_loading_moves_what_awaits_an_answer_and_says_so(write, capsys):
    waiting, answered = make_complaint(), make_answered()

    call_command("load_holidays", write(ROW), dry_run=True)

    said = capsys.readouterr().out
    assert said.startswith("Akan berubah: 1 hari")
    assert f"{waiting.number}: batas jawaban 10 Desember 2026 → 11 Desember 2026" in said
    assert (stored(), Event.objects.filter(name=Event.DUE_MOVED).count()) == ([], 0)

    call_command("load_holidays", write(ROW))

    assert f"{waiting.number}: batas jawaban 10 Desember 2026 → 11 Desember 2026" in capsys.readouterr().out
    assert list(Complaint.objects.order_by("pk").values_list("response_due_on", flat=True)) == [
        DUE + dt.timedelta(1),
        DUE,
    ]
    assert Event.objects.filter(name=Event.DUE_MOVED).count() == 1
    assert answered.response_due_on == DUE


def test_a_year_is_confirmed_by_its_whole_list(write):
    """What was only an estimate goes; the office's own closures stay; other years are not concerned."""
    old = ["2027-03-10,Idul Fitri (perkiraan),national", "2027-03-09,Cuti,cuti_bersama", "2026-12-25,Natal,national"]
    call_command("load_holidays", write(*old, "2027-05-03,Pindah kantor,penutupan-kantor"))

    call_command("load_holidays", write("2027-03-11,Idul Fitri,national"), confirm=[2027], decree="SKB 9/2026")

    assert list(Holiday.objects.values_list("name", flat=True)) == ["Natal", "Idul Fitri", "Pindah kantor"]
    assert ConfirmedYear.objects.values_list("year", "decree").get() == (2027, "SKB 9/2026")


def test_a_year_that_the_file_does_not_name_is_not_confirmed(write, capsys):
    assert "tidak memuat hari libur tahun 2028" in refused(write(ROW), capsys, confirm=[2028])


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("2026-02-31,Libur,national", "'2026-02-31' tidak ada dalam kalender"),
        ("31-12-2026,Libur,national", "harus ditulis seperti 2027-01-31"),
        ("0001-01-01,Libur,national", "antara 1 Januari 2000 dan 31 Desember 2100"),
        ("9999-12-31,Libur,national", "antara 1 Januari 2000 dan 31 Desember 2100"),
        ("٢٠٢٦-12-01,Libur,national", "harus ditulis seperti"),
        (",Libur,national", "harus ditulis seperti"),
        ("2026-12-02, ,national", "nama kosong"),
        ("2026-12-02,Libur,nasional", "'nasional' tidak dikenal"),
        ("2026-12-02,Libur", "'' tidak dikenal"),
        (f"2026-12-02,{'a' * 151},national", "paling panjang 150 karakter, ditemukan 151"),
        ("2026-12-02,Li\0bur,national", "tidak tampak"),
        ("2026-12-02,Li\u202ebur,national", "tidak tampak"),
        (ROW, "sudah ada di baris sebelumnya"),
        ('2026-12-02,"Libur,national', "bukan baris CSV"),
    ],
)
def test_a_broken_row_is_named_and_nothing_is_loaded(write, capsys, row, complaint):
    said = refused(write(ROW, row), capsys)

    assert "libur.csv:3" in said
    assert complaint in said


def test_every_broken_row_is_named(write, capsys):
    said = refused(write("2026-02-31,Libur,national", ROW, "2026-12-02,,national"), capsys)

    assert ("csv:2" in said, "csv:3" in said, "csv:4" in said) == (True, False, True)


def test_a_file_that_is_no_list_of_holidays_is_refused(write, capsys, tmp_path):
    assert "baris pertama" in refused(write(ROW, head="tanggal,nama,jenis"), capsys)
    assert "tidak ada satu hari libur pun" in refused(write(), capsys)
    assert "tidak dapat dibaca" in refused(tmp_path / "tidak-ada.csv", capsys)
    binary = tmp_path / "biner.csv"
    binary.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in refused(binary, capsys)


def test_a_list_saved_by_a_spreadsheet_is_read(tmp_path):
    path = tmp_path / "libur.csv"
    path.write_bytes(f"{HEAD}\r\n{ROW}\r\n".encode("utf-8-sig"))

    assert [holiday.name for holiday in read_holidays(path)] == ["Libur mendadak"]


# The fixtures, and what fills an empty calendar


def fixture(name):
    path = settings.BASE_DIR / "fixtures" / name
    return [row["fields"] for row in json.loads(path.read_text())]


def test_the_fixture_is_the_reference_table():
    call_command("load_holidays", REAL)

    listed = [tuple(row[name] for name in ("date", "kind", "name", "decree")) for row in fixture("holidays.json")]

    assert listed == [
        (date.isoformat(), *rest) for date, *rest in Holiday.objects.values_list("date", "kind", "name", "decree")
    ]


def test_2027_is_loaded_as_an_estimate():
    assert [row["year"] for row in fixture("confirmed_years.json")] == [2024, 2025, 2026]
    assert {row["date"][:4] for row in fixture("holidays.json")} == {"2024", "2025", "2026", "2027"}


def test_an_empty_calendar_is_filled_once(capsys):
    complaint = make_complaint(service_received_on=None, now=dt.datetime(2026, 12, 10, 9, tzinfo=NOW.tzinfo))

    call_command("load_office_calendar")

    assert "108 hari libur" in capsys.readouterr().out
    assert list(ConfirmedYear.objects.values_list("year", flat=True)) == [2024, 2025, 2026]
    complaint.refresh_from_db()
    assert complaint.response_due_on == dt.date(2027, 1, 4)  # 24 and 25 December, 1 January
    Holiday.objects.filter(date__year=2024).delete()
    call_command("load_office_calendar")
    assert capsys.readouterr().out == ""
    assert not Holiday.objects.filter(date__year=2024).exists()


def test_loading_the_fixtures_twice_adds_nothing():
    for _ in range(2):
        call_command("loaddata", "holidays", "confirmed_years", verbosity=0)

    assert (Holiday.objects.count(), ConfirmedYear.objects.count()) == (108, 3)


# What the package suggests


def suggestion(year, capsys):
    call_command("suggest_holidays", year)
    said = capsys.readouterr()
    return said.out, said.err


def test_a_suggestion_is_what_load_holidays_reads(capsys, write):
    out, err = suggestion(2026, capsys)

    assert "belum tentu benar" in err
    assert stored() == []
    suggested = {(row["date"], row["kind"]) for row in csv.DictReader(io.StringIO(out))}
    listed = {(row["date"], row["kind"]) for row in csv.DictReader(REAL.open()) if row["date"].startswith("2026")}
    assert suggested == listed
    assert read_holidays(write(*out.splitlines()[1:]))


@pytest.mark.parametrize("year", [2000, 2100])
def test_years_of_which_the_package_knows_little_are_no_error(capsys, year):
    assert suggestion(year, capsys)[0].startswith(HEAD)

import datetime as dt

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission

from complaints.models import Complaint, ConfirmedYear, Event, Holiday
from tests.catalog.html_page import read
from tests.complaints.factories import DUE, NOW, make_answered, make_complaint

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

ADD = "/admin/complaints/holiday/add/"
ADD_YEAR = "/admin/complaints/confirmedyear/add/"
ON_THE_WAY = {"date": "2026-12-01", "name": "Libur <mendadak>", "kind": "libur-nasional", "decree": "SKB 1/2026"}
MOVED = DUE + dt.timedelta(1)


@pytest.fixture
def staff(client, django_user_model):
    """A logged-in client of somebody who may change the calendar and nothing else."""
    user = django_user_model.objects.create_user("kepegawaian", is_staff=True)
    allowed = Permission.objects.filter(content_type__model__in=["holiday", "confirmedyear"])
    user.user_permissions.set(allowed)
    client.force_login(user)
    return client


def due_dates():
    return list(Complaint.objects.order_by("pk").values_list("response_due_on", flat=True))


def confirmed(staff, address, shown, **button):
    """Send the form of the page that showed the moves, by another button than its first."""
    return staff.post(address, {**read(shown).hidden, **button})


def test_a_new_holiday_first_shows_what_moves_and_then_moves_it(staff):
    waiting, answered = make_complaint(), make_answered()

    shown = staff.post(ADD, ON_THE_WAY)

    page = shown.content.decode()
    assert shown.status_code == 200
    assert waiting.number in page
    assert answered.number not in page
    assert ("Kamis, 10 Desember 2026" in page, "Jumat, 11 Desember 2026" in page) == (True, True)
    assert "<mendadak>" not in page
    assert (Holiday.objects.count(), due_dates()) == (0, [DUE, DUE])

    answer = confirmed(staff, ADD, shown)

    assert answer.status_code == 302
    assert Holiday.objects.get().name == "Libur <mendadak>"
    assert due_dates() == [MOVED, DUE]
    assert Event.objects.get(name=Event.DUE_MOVED).actor.username == "kepegawaian"
    assert LogEntry.objects.get().object_id == str(Holiday.objects.get().pk)


def test_what_moves_nothing_is_stored_at_once(staff):
    make_answered()

    assert staff.post(ADD, ON_THE_WAY).status_code == 302

    assert Holiday.objects.count() == 1


def test_what_changed_since_it_was_shown_is_shown_again(staff):
    make_complaint()
    shown = staff.post(ADD, ON_THE_WAY)
    late_comer = make_complaint()

    again = confirmed(staff, ADD, shown)

    assert late_comer.number in again.content.decode()
    assert (Holiday.objects.count(), due_dates()) == (0, [DUE, DUE])
    assert confirmed(staff, ADD, again).status_code == 302
    assert due_dates() == [MOVED, MOVED]


def test_the_way_back_from_the_moves_leads_to_the_form_with_all_that_was_typed(staff):
    make_complaint()
    shown = staff.post(ADD, ON_THE_WAY)
    back = read(shown).one("input", name="_kembali")

    form = read(confirmed(staff, ADD, shown, **{back["name"]: back["value"]}))

    assert {name: form.one("input", name=name)["value"] for name in ("name", "decree")} == {
        "name": "Libur <mendadak>",
        "decree": "SKB 1/2026",
    }
    assert (form.all("ul", class_="errorlist"), form.all("input", name="_kembali")) == ([], [])
    assert (Holiday.objects.count(), due_dates()) == (0, [DUE])


def test_moving_a_holiday_away_moves_back(staff):
    staff.post(ADD, ON_THE_WAY)
    holiday = Holiday.objects.get()
    make_complaint()
    address = f"/admin/complaints/holiday/{holiday.pk}/change/"

    shown = staff.post(address, {**ON_THE_WAY, "date": "2026-12-12"})
    assert "11 Desember 2026" in shown.content.decode()
    assert confirmed(staff, address, shown).status_code == 302

    assert Holiday.objects.get().date == dt.date(2026, 12, 12)
    assert due_dates() == [DUE]


def test_a_new_name_keeps_the_row(staff):
    staff.post(ADD, ON_THE_WAY)
    holiday = Holiday.objects.get()

    staff.post(f"/admin/complaints/holiday/{holiday.pk}/change/", {**ON_THE_WAY, "name": "Hari Raya"})

    assert Holiday.objects.values_list("pk", "name").get() == (holiday.pk, "Hari Raya")


def test_deleting_shows_what_moves_before_it_does(staff, time_machine, django_user_model):
    staff.post(ADD, ON_THE_WAY)
    complaint = make_complaint()
    address = f"/admin/complaints/holiday/{Holiday.objects.get().pk}/delete/"
    time_machine.move_to(dt.datetime(2026, 12, 11, 9, tzinfo=NOW.tzinfo), tick=False)
    staff.force_login(django_user_model.objects.get(username="kepegawaian"))  # three weeks end every session

    page = staff.get(address).content.decode()
    assert complaint.number in page
    assert "sudah lewat" in page
    assert due_dates() == [MOVED]

    staff.post(address, {"post": "yes"})

    assert (Holiday.objects.count(), due_dates()) == (0, [DUE])


def test_many_are_not_deleted_at_once(staff):
    staff.post(ADD, ON_THE_WAY)

    listed = staff.get("/admin/complaints/holiday/")

    assert "delete_selected" not in listed.content.decode()


@pytest.mark.parametrize(
    "wrong", [{"date": "2026-02-31"}, {"date": "0001-01-01"}, {"date": "9999-12-31"}, {"name": ""}, {"kind": "lain"}]
)
def test_a_wrong_holiday_is_told_at_its_field(staff, wrong):
    make_complaint()

    answer = staff.post(ADD, {**ON_THE_WAY, **wrong})

    assert answer.context["adminform"].form.errors
    assert Holiday.objects.count() == 0


def test_the_same_day_twice_is_refused(staff):
    staff.post(ADD, ON_THE_WAY)

    answer = staff.post(ADD, ON_THE_WAY)

    assert "sudah ada" in answer.content.decode()
    assert Holiday.objects.count() == 1


def test_confirming_a_year_makes_due_dates_certain_and_says_who_did(staff):
    complaint = make_complaint()

    staff.post(ADD_YEAR, {"year": "2026", "decree": "SKB 1/2025"})

    year = ConfirmedYear.objects.get()
    assert (year.year, year.decree, year.confirmed_by.username) == (2026, "SKB 1/2025", "kepegawaian")
    complaint.refresh_from_db()
    assert not complaint.due_is_provisional

    staff.post(f"/admin/complaints/confirmedyear/{year.pk}/delete/", {"post": "yes"})
    complaint.refresh_from_db()
    assert complaint.due_is_provisional


def test_the_decree_of_a_confirmed_year_can_be_corrected(staff):
    staff.post(ADD_YEAR, {"year": "2026"})
    year = ConfirmedYear.objects.get()

    staff.post(f"/admin/complaints/confirmedyear/{year.pk}/change/", {"year": "2025", "decree": "SKB 1/2025"})

    assert ConfirmedYear.objects.values_list("pk", "year", "decree").get() == (year.pk, 2026, "SKB 1/2025")


def test_who_may_not_change_the_calendar_is_shown_nothing(client, django_user_model):
    make_complaint()
    client.force_login(django_user_model.objects.create_user("penyunting", is_staff=True))

    for address in (ADD, ADD_YEAR, "/admin/complaints/holiday/"):
        assert client.post(address, ON_THE_WAY).status_code == 403
    assert (Holiday.objects.count(), due_dates()) == (0, [DUE])


def test_an_unknown_holiday_is_nowhere(staff):
    for action in ("change", "delete"):
        assert staff.post(f"/admin/complaints/holiday/999999/{action}/", ON_THE_WAY).status_code == 302


def test_complaints_are_not_in_the_admin():
    """Threat 46."""
    names = {model._meta.model_name for model in admin.site._registry if model._meta.app_label == "complaints"}

    assert names == {"holiday", "confirmedyear", "preparedtext", "cover"}

"""Two officers at once: the second is told, is shown both texts, and loses nothing (row 51)."""

import pytest
from django.test import Client

from complaints import actions
from complaints.models import Event
from complaints.rules.workflow import State
from tests.catalog.html_page import read
from tests.complaints.desk import enter
from tests.complaints.desk_case import address_of, opened
from tests.complaints.factories import events_of, make_complaint, make_followed_up, make_studied, officer
from tests.complaints.pages import problem_of, values_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def two():
    """Two browsers: of Rina and of Budi."""
    clients = Client(), Client()
    for client, name in zip(clients, ("Rina", "Budi"), strict=True):
        enter(client, username=name.lower(), first_name=name)
    return clients


def both_open(two, complaint, step):
    return [opened(client, complaint, step) for client in two]


def test_lost_update(two):
    rina, budi = two
    complaint = make_followed_up()
    first, second = both_open(two, complaint, "jawab")
    facts = {"verdict": "diperbaiki"}
    assert rina.post(address_of(complaint, "jawab"), {**first, **facts, "text": "Jawaban Rina."}).status_code == 302

    answer = budi.post(address_of(complaint, "jawab"), {**second, **facts, "text": "Jawaban Budi."})

    page = read(answer)
    assert answer.status_code == 409
    assert "Rekan Anda baru saja mengubah laporan ini" in problem_of(page)
    stored = page.one("section", class_="just-changed").text
    assert "Jawaban Rina." in stored
    assert "Petugas pengaduan, Rina" in stored
    assert values_of(page.one("form", action=address_of(complaint, "jawab")))["text"] == "Jawaban Budi."
    assert page.one("main").all("button", class_="button") == []
    assert [letter.text for letter in complaint.messages.filter(kind="jawaban")] == ["Jawaban Rina."]
    assert events_of(complaint).count("jawab") == 1


def test_two_studies_are_shown_side_by_side_and_the_second_can_be_sent_again(two):
    rina, budi = two
    complaint = make_studied()
    first, second = both_open(two, complaint, "penelaahan")
    rina.post(address_of(complaint, "penelaahan"), {**first, "core": "Menurut Rina.", "points": "Pokok Rina."})

    answer = budi.post(address_of(complaint, "penelaahan"), {**second, "core": "Menurut Budi.", "plan": "Rencana."})

    page = read(answer)
    assert answer.status_code == 409
    stored = page.one("section", class_="just-changed").text
    assert "Menurut Rina." in stored
    assert "Pokok Rina." in stored
    again = values_of(page.one("form", action=address_of(complaint, "penelaahan")))
    assert (again["core"], again["plan"]) == ("Menurut Budi.", "Rencana.")
    assert budi.post(address_of(complaint, "penelaahan"), again).status_code == 302
    complaint.study.refresh_from_db()
    assert complaint.study.core == "Menurut Budi."
    assert events_of(complaint).count(Event.STUDIED) == 3


def test_an_answer_to_a_point_that_is_gone_is_not_lost(two):
    rina, budi = two
    complaint = make_studied(points=["Satu.", "Dua."])
    first, second = opened(rina, complaint, "penelaahan"), opened(budi, complaint, "konsep")
    rina.post(address_of(complaint, "penelaahan"), {**first, "points": "Satu."})

    answer = budi.post(address_of(complaint, "konsep"), {**second, "point_1": "Ke satu.", "point_2": "Ke dua."})

    page = read(answer)
    assert answer.status_code == 409
    assert values_of(page.one("form", action=address_of(complaint, "konsep")))["point_1"] == "Ke satu."
    assert "Ke dua." in page.one("main").text


def test_only_what_is_newer_than_the_form_is_shown(two):
    rina, budi = two
    complaint = make_studied()
    first, second = both_open(two, complaint, "tugaskan")
    rina.post(address_of(complaint, "tugaskan"), first)

    page = read(budi.post(address_of(complaint, "tugaskan"), second))

    stored = page.one("section", class_="just-changed")
    assert [item.one("strong").text for item in stored.all("li")] == ["Ditugaskan"]


def test_a_note_disturbs_nobody(two):
    rina, budi = two
    complaint = make_followed_up()
    first, second = opened(rina, complaint, "catatan"), opened(budi, complaint, "jawab")
    rina.post(address_of(complaint, "catatan"), {**first, "text": "Sudah ditelepon."})

    answer = budi.post(address_of(complaint, "jawab"), {**second, "text": "Sudah terbit.", "verdict": "diperbaiki"})

    assert answer.status_code == 302
    complaint.refresh_from_db()
    assert complaint.get_state() is State.ANSWERED


def test_a_change_between_reading_and_writing_is_found_too(two, monkeypatch):
    rina, _ = two
    complaint = make_studied()
    form = opened(rina, complaint, "penelaahan")

    def overtaken(read_before, *, version):
        """The check passes, and then somebody is faster."""
        actions.assign(type(complaint).objects.get(pk=complaint.pk), to=None, **officer())

    monkeypatch.setattr(actions, "refuse_stale", overtaken)

    answer = rina.post(address_of(complaint, "penelaahan"), {**form, "core": "Menurut Rina."})

    assert answer.status_code == 409
    assert values_of(read(answer).one("form", action=address_of(complaint, "penelaahan")))["core"] == "Menurut Rina."


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_with_both_texts_costs_the_same_queries_however_much_changed(two, number, django_assert_num_queries):
    rina, _ = two
    complaint = make_followed_up()
    form = opened(rina, complaint, "jawab")
    for _ in range(number):
        actions.draft_answer(complaint, text="Konsep rekan.", **officer())

    with django_assert_num_queries(11):
        rina.post(address_of(complaint, "jawab"), form)


@pytest.mark.parametrize("version", ["", "x", "0", "9" * 5_000, "-1"])
def test_a_form_without_a_version_stores_nothing(client, version):
    enter(client)
    complaint = make_complaint()

    answer = client.post(address_of(complaint, "telaah"), {"version": version})

    assert answer.status_code == 409
    assert events_of(complaint) == [Event.FILED]

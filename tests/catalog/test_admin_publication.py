"""The pages on a draft's way to the public, as staff use them."""

from functools import partial

import pytest
from django.contrib.admin.models import LogEntry

from catalog import draft_links, editing
from catalog.models import Edition, Standard, Submission
from catalog.publishing import publish
from tests.catalog.editing_factories import NOTE, edited, log_in_as, page_of, submitted
from tests.catalog.factories import answered, edit, make_draft, make_published, make_user
from tests.catalog.html_page import read
from tests.catalog.test_admin import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def log_in(client):
    """Function that logs one of a group in, and returns the user."""
    return partial(log_in_as, client)


def step(client, standard, name, **data):
    page = client.get(page_of(standard, "publication"))
    waiting = page.context["waiting"]
    known = {"langkah": name, "seen": page.context["seen"], "pengajuan": waiting.pk if waiting else ""}
    return client.post(page_of(standard, "publication"), {**known, **data})


def test_one_hands_in_and_another_publishes(client, log_in):
    standard = make_published()
    edited(standard, log_in("penyunting katalog"))
    page = read(client.get(page_of(standard, "publication")))
    assert "Syarat baru." in page.one(class_="difference").text
    assert step(client, standard, "ajukan", change_note=NOTE).status_code == 302
    assert Edition.objects.count() == 1

    log_in("penerbit katalog")
    assert step(client, standard, "setujui").status_code == 302

    standard.refresh_from_db()
    assert (standard.current.number, standard.current.change_note) == (2, NOTE)
    assert LogEntry.objects.filter(object_id=str(standard.pk)).count() == 2


def test_an_editor_may_not_publish_and_a_publisher_not_what_he_edited(client, log_in):
    standard = make_published()
    publisher = log_in("penerbit katalog")
    edited(standard, publisher)
    step(client, standard, "ajukan", change_note=NOTE)

    page = read(client.get(page_of(standard, "publication")))
    assert page.all("input", value="Setujui dan terbitkan") == []
    assert step(client, standard, "setujui").status_code == 200
    assert step(client, standard, "paksa", **{"paksa-reason": "Mendesak."}).status_code == 403
    log_in("penyunting katalog")
    assert step(client, standard, "setujui").status_code == 403

    assert Edition.objects.count() == 1


def test_forcing_takes_the_right_and_a_reason_and_is_counted_on_the_page(client, log_in):
    standard = make_published()
    edited(standard, log_in("admin katalog"))
    step(client, standard, "ajukan", change_note=NOTE)

    refused = step(client, standard, "paksa", **{"paksa-reason": " "})
    done = step(client, standard, "paksa", **{"paksa-reason": "Semua cuti."})

    assert (refused.status_code, done.status_code) == (200, 302)
    assert "pernah diterbitkan 1 kali" in client.get(page_of(standard, "publication")).content.decode()
    listing = client.get("/admin/catalog/submission/", {"tanpa_orang_kedua": "ya"})
    assert "ya (1)" in listing.content.decode()


def test_what_was_decided_meanwhile_is_not_decided_again(client, log_in):
    standard = make_published()
    submission = submitted(edited(standard, make_user("lain")), make_user("lagi"))
    log_in("penerbit katalog")
    data = {"langkah": "setujui", "pengajuan": submission.pk}
    editing.take_back(submission, by=submission.submitted_by)

    response = client.post(page_of(standard, "publication"), data)

    assert "sudah diputuskan" in response.content.decode()
    assert Edition.objects.count() == 1


def test_a_draft_is_returned_and_the_editor_reads_why(client, log_in):
    standard = make_published()
    submission = submitted(edited(standard, make_user("lain")), make_user("lagi"))
    log_in("penerbit katalog")

    assert step(client, standard, "kembalikan", **{"kembalikan-reason": ""}).status_code == 200
    step(client, standard, "kembalikan", **{"kembalikan-reason": "Butir 2 kurang."})

    submission.refresh_from_db()
    assert submission.state == "dikembalikan"
    assert "Butir 2 kurang." in client.get(page_of(standard, "publication")).content.decode()


def test_a_change_of_a_draft_in_waiting_is_told(client, log_in):
    standard = make_published()
    submitted(edited(standard, make_user("lain")), make_user("lagi"))
    log_in("penyunting katalog")
    data = {**form_of(client.get(page_of(standard))), "fees": "Rp5"}

    response = client.post(page_of(standard), data, follow=True)

    assert "Pengajuan ditarik karena naskah diubah" in response.content.decode()


def test_words_of_gambling_are_told_on_saving_and_on_the_page(client, log_in):
    standard = make_published()
    log_in("admin katalog")
    data = {**form_of(client.get(page_of(standard))), "fees": "slot gacor"}

    saved = client.post(page_of(standard), data, follow=True)
    answered(standard)
    step(client, standard, "ajukan", change_note=NOTE)
    forced = step(client, standard, "paksa", **{"paksa-reason": "Mendesak."})

    assert "judi daring (slot, gacor)" in saved.content.decode()
    assert "selalu perlu orang kedua" in forced.content.decode()
    assert Edition.objects.count() == 1


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"langkah": "zzz"},
        {"langkah": "ajukan"},
        {"langkah": "ajukan", "effective_on": "31-31-9999", "change_note": "x"},
        {"langkah": "ajukan", "effective_on": "2001-01-01", "change_note": "x"},
        {"langkah": "setujui", "pengajuan": "x" * 500},
        {"langkah": "batalkan", "batalkan-reason": "x"},
        {"langkah": "cabut", "cabut-reason": "x", "cabut-replaced_by": "zzz"},
        {"langkah": "kembalikan", "kembalikan-reason": "a\x00b"},
    ],
)
def test_what_no_form_of_ours_sends_changes_nothing(client, log_in, data):
    standard = make_published()
    edited(standard, make_user("lain"))
    log_in("admin katalog")

    assert client.post(page_of(standard, "publication"), data).status_code == 200
    assert not Submission.objects.exists()
    assert Standard.objects.get().withdrawn_on is None


def test_a_schedule_is_cancelled_and_a_standard_withdrawn(client, log_in):
    standard, successor = make_published(), make_published()
    submitted(edited(standard, make_user("lain")), make_user("lagi"), effective_on=None)
    log_in("penerbit katalog")
    Submission.objects.update(effective_on="2099-01-01")
    step(client, standard, "setujui")
    assert "Terjadwal" in client.get(page_of(standard, "publication")).content.decode()

    step(client, standard, "batalkan", **{"batalkan-reason": "Ditunda."})
    step(
        client,
        standard,
        "cabut",
        **{"cabut-reason": "Tidak berlaku.", "cabut-replaced_by": successor.get_absolute_url()},
    )

    standard.refresh_from_db()
    assert standard.replaced_by == successor
    assert standard.withdrawn_reason == "Tidak berlaku."
    assert standard.editions.uncancelled().count() == 1


def test_an_old_edition_is_copied_into_the_draft_after_its_difference_was_shown(client, log_in):
    standard = make_published()
    publish(edit(standard, fees="Rp5"), by=None, change_note=NOTE)
    log_in("penyunting katalog")
    address = page_of(standard, "revert", 1)

    page = client.get(address)
    response = client.post(address, {"seen": page.context["seen"]})

    assert "Rp5" in read(page).one(class_="difference").text
    assert response.status_code == 302
    standard.refresh_from_db()
    assert standard.fees == "Teks sendiri komponen 4."
    assert standard.current.fees == "Rp5"
    assert client.get(page_of(standard, "revert", 99)).status_code == 404


@pytest.mark.parametrize("number", [3, 30])
def test_the_pages_cost_the_same_queries_however_long_the_history(client, log_in, number, django_assert_num_queries):
    standard = make_published()
    user = log_in("penerbit katalog")
    link, _ = draft_links.make_link(standard, by=user, reader="Dinas", days=7)
    for place in range(number):
        publish(edit(standard), by=None, change_note=NOTE)
        draft_links.write_remark(link, component=1, text="Halo")
        submission = submitted(edited(standard, user, fees=f"Rp{place}"), user)
        editing.send_back(submission, by=user, remarks="Kurang.")

    with django_assert_num_queries(20):
        client.get(page_of(standard, "publication"))
    with django_assert_num_queries(13):
        client.get(page_of(standard))
    with django_assert_num_queries(7):
        client.get(page_of(standard, "readers"))


@pytest.mark.parametrize("number", [3, 30])
def test_the_lists_cost_the_same_queries_however_many_standards(client, log_in, number, django_assert_num_queries):
    user = log_in("penyunting katalog")
    for _ in range(number):
        submitted(edited(make_published(), user), user)

    with django_assert_num_queries(8):
        client.get("/admin/catalog/standard/")
    with django_assert_num_queries(8):
        client.get("/admin/catalog/submission/")


@pytest.mark.parametrize("state", [*(each.value for each in editing.Standing), "berubah", "zzz"])
def test_the_list_is_narrowed_by_standing(client, log_in, state):
    make_draft()
    edited(make_published(), log_in("penyunting katalog"))

    response = client.get("/admin/catalog/standard/", {"keadaan": state})

    found = response.context["cl"].result_count
    assert found == {"naskah": 1, "terbit": 1, "berubah": 1, "zzz": 2}.get(state, 0)

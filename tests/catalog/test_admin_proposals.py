"""The page of a changed shared text that waits for its second person, as staff use it."""

from functools import partial

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from catalog import editing, proposals
from catalog.admin import republishing
from catalog.models import Edition, SharedText, Submission
from tests.catalog.editing_factories import log_in_as
from tests.catalog.factories import make_published, make_shared_text, make_user
from tests.catalog.html_page import read

pytestmark = pytest.mark.django_db

OLD, NEW, NOTE = "1. Inspektorat.", "1. Inspektorat Daerah.", "Nama resmi."


@pytest.fixture
def log_in(client):
    """Function that logs one of a group in, and returns the user."""
    return partial(log_in_as, client)


@pytest.fixture
def shared():
    return make_shared_text(10, OLD)


def form_of(shared) -> str:
    return reverse("admin:catalog_sharedtext_change", args=[shared.pk])


def hand_in(client, shared, text=NEW):
    """From the form over the question to the page of the proposal."""
    data = {"text": text, "change_note": NOTE}
    seen = client.post(form_of(shared), data).context["seen"]
    return client.post(form_of(shared), {**data, "_seen": seen})["Location"]


def proposed(by, text=NEW) -> str:
    """The page of a change that was handed in by somebody."""
    proposal = proposals.propose(10, text=text, by=by, change_note=NOTE)
    return reverse("admin:catalog_sharedtext_submission", args=[proposal.pk])


def step(client, page, name, **data):
    """Press a button of the page as it now stands."""
    return client.post(page, {"langkah": name, "seen": client.get(page).context.get("seen", ""), **data})


def history(shared) -> list[str]:
    entries = LogEntry.objects.filter(object_id=str(shared.pk), content_type__model="sharedtext")
    return [entry.get_change_message() for entry in entries.order_by("pk")]


def buttons(page) -> list[str]:
    return [button["value"] for button in page.all("input", type="submit")]


def test_one_hands_in_and_another_sees_the_same_and_publishes(client, log_in, shared):
    standard = make_published(inherits=[10])
    log_in("penyunting katalog")
    page = hand_in(client, shared)
    assert buttons(read(client.get(page)))[-2:] == ["Ubah pengajuan", "Tarik kembali pengajuan"]

    log_in("penerbit katalog")
    shown = read(client.get(page))
    assert "1 standar memakai teks baku ini" in shown.text
    assert [row.all("td")[0].text for row in shown.one("tbody").all("tr")] == ["1"]
    assert shown.one("div", class_="difference").text.endswith("dihapus: Inspektorat. ditambah: Inspektorat Daerah.")
    assert NOTE in shown.text
    assert "penyunting" in shown.one("dl", class_="editing-facts").text
    assert "Setujui dan terbitkan 1 standar" in buttons(shown)
    assert step(client, page, "setujui").status_code == 302

    standard.refresh_from_db()
    assert (standard.current.number, standard.current.supervision) == (2, NEW)
    assert history(shared) == [
        f"Perubahan teks baku diajukan. Catatan: {NOTE}",
        f"Teks baku diubah. Catatan: {NOTE}",
    ]
    assert "disetujui oleh penerbit" in read(client.get(page)).text


def test_a_publisher_does_not_publish_an_own_change_and_forces_nothing(client, log_in, shared):
    make_published(inherits=[10])
    log_in("penerbit katalog")
    page = hand_in(client, shared)

    assert not [each for each in buttons(read(client.get(page))) if "erbitkan" in each]
    assert "Anda sendiri yang mengajukan" in step(client, page, "setujui").content.decode()
    assert step(client, page, "paksa", **{"paksa-reason": "Mendesak."}).status_code == 403

    assert (SharedText.objects.get().text, Edition.objects.count()) == (OLD, 1)


def test_forcing_takes_the_right_and_a_reason_and_is_counted_and_told(client, log_in, shared):
    make_published(inherits=[10])
    log_in("admin katalog")
    page = hand_in(client, shared)

    refused = step(client, page, "paksa", **{"paksa-reason": " "})
    assert SharedText.objects.get().text == OLD
    done = step(client, page, "paksa", **{"paksa-reason": "Semua cuti."})

    assert (refused.status_code, done.status_code) == (200, 302)
    assert "pernah diterbitkan 1 kali" in client.get(page).content.decode()
    listing = client.get("/admin/catalog/submission/", {"tanpa_orang_kedua": "ya"})
    assert "ya (1)" in listing.content.decode()
    assert "Teks baku komponen 10" in listing.content.decode()
    assert history(shared)[-1] == f"Teks baku diubah. Catatan: {NOTE} Tanpa orang kedua: Semua cuti."


def test_a_change_is_returned_and_the_editor_goes_on_from_it(client, log_in, shared):
    editor = log_in("penyunting katalog")
    page = proposed(editor)
    log_in("penerbit katalog")

    assert step(client, page, "kembalikan", **{"kembalikan-reason": ""}).status_code == 200
    step(client, page, "kembalikan", **{"kembalikan-reason": "Sebut juga pasalnya."})

    client.force_login(editor)
    form = read(client.get(form_of(shared))).one("p", class_="editing-note").text
    assert form.endswith("dikembalikan oleh penerbit: Sebut juga pasalnya.")
    again = read(client.get(page)).one("input", name="_kembali")
    assert again["value"] == "Sunting dan ajukan lagi"
    assert history(shared) == ["Perubahan dikembalikan kepada penyunting. Catatan: Sebut juga pasalnya."]


def test_who_proposed_it_changes_it_in_the_form_and_the_new_one_takes_its_place(client, log_in, shared):
    page = proposed(log_in("penyunting katalog"))
    edit = next(form for form in read(client.get(page)).all("form") if form.all("input", name="_kembali"))

    sent = {field["name"]: field["value"] for field in edit.all("input")}
    form = read(client.post(edit["action"], sent))
    assert form.one("textarea", name="text").text == NEW
    assert "menggantikannya" in form.text
    hand_in(client, shared, "1. Inspektorat Kabupaten.")

    states = dict(Submission.objects.values_list("text", "state"))
    assert states == {NEW: "ditarik", "1. Inspektorat Kabupaten.": "menunggu"}


def test_only_who_proposed_it_takes_it_back(client, log_in, shared):
    editor = log_in("penyunting katalog")
    page = proposed(editor)
    log_in("penerbit katalog")
    assert step(client, page, "tarik").status_code == 403

    client.force_login(editor)
    assert step(client, page, "tarik").status_code == 302

    assert Submission.objects.get().state == "ditarik"
    assert history(shared) == ["Pengajuan ditarik kembali."]


def test_another_editor_is_told_on_the_form_and_keeps_what_he_typed(client, log_in, shared):
    proposed(make_user("lain"))
    log_in("penyunting katalog")
    note = read(client.get(form_of(shared))).one("p", class_="editing-note").text
    assert note == "Perubahan yang diajukan lain menunggu pemeriksaan."

    form = read(client.post(form_of(shared), {"text": "1. Tulisan saya.", "change_note": NOTE}))

    assert "sudah diajukan oleh lain dan masih menunggu" in form.one("ul", class_="errorlist").text
    assert form.one("textarea", name="text").text == "1. Tulisan saya."
    assert Submission.objects.count() == 1


def test_what_changed_since_the_page_was_opened_is_shown_anew(client, log_in, shared):
    make_published(inherits=[10])
    page = proposed(make_user("lain"))
    log_in("penerbit katalog")
    seen = client.get(page).context["seen"]
    make_published(inherits=[10])

    answer = client.post(page, {"langkah": "setujui", "seen": seen})

    assert "Sementara itu ada perubahan lain." in answer.content.decode()
    assert answer.context["standards"] == 2
    assert SharedText.objects.get().text == OLD


def test_a_text_that_changed_since_it_was_handed_in_can_only_be_returned(client, log_in, shared):
    page = proposed(make_user("lain"))
    SharedText.objects.update(text="1. Bupati.")
    log_in("admin katalog")

    shown = read(client.get(page))

    assert "sudah berubah sejak perubahan diajukan" in shown.one("p", class_="errornote").text
    assert "dihapus: Bupati." in shown.one("div", class_="difference").text
    assert [each for each in buttons(shown) if each != "Keluar"] == ["Kembalikan"]
    assert "sudah berubah" in step(client, page, "setujui").content.decode()
    assert SharedText.objects.get().text == "1. Bupati."


def test_what_was_decided_meanwhile_is_not_decided_again(client, log_in, shared):
    page = proposed(make_user("lain"))
    log_in("penerbit katalog")
    seen = client.get(page).context["seen"]
    proposal = Submission.objects.get()
    editing.take_back(proposal, by=proposal.submitted_by)

    answer = client.post(page, {"langkah": "setujui", "seen": seen})

    assert "sudah diputuskan" in answer.content.decode()
    assert SharedText.objects.get().text == OLD


def test_past_a_hundred_the_second_person_sees_how_far_it_is(client, log_in, shared, monkeypatch):
    monkeypatch.setattr(republishing, "MANY", 1)
    for _ in range(2):
        make_published(inherits=[10])
    page = proposed(make_user("lain"))
    log_in("penerbit katalog")

    answer = step(client, page, "setujui")

    assert answer["X-Accel-Buffering"] == "no"
    told = b"".join(answer.streaming_content).decode()
    assert "40 persen: 2 dari 2 edisi baru tersimpan" in told
    assert "Edisi baru yang diterbitkan: 2." in told
    assert history(shared) == [f"Teks baku diubah. Catatan: {NOTE}"]


@pytest.mark.parametrize("data", [{}, {"langkah": "zzz"}, {"langkah": "setujui"}, {"langkah": "kembalikan"}])
def test_what_no_form_of_ours_sends_changes_nothing(client, log_in, shared, data):
    page = proposed(make_user("lain"))
    log_in("admin katalog")

    assert client.post(page, data).status_code == 200
    assert Submission.objects.get().state == "menunggu"
    assert client.get(page.replace("pengajuan/", "pengajuan/9")).status_code == 404


def test_what_waits_stands_in_the_list_of_shared_texts_with_the_way_to_it(client, log_in, shared):
    page = proposed(make_user("lain"))
    log_in("penerbit katalog")

    listing = read(client.get("/admin/catalog/sharedtext/"))

    assert listing.one("td", class_="field-standing").one("a")["href"] == page


@pytest.mark.parametrize("count", [3, 30])
def test_the_page_costs_the_same_queries_however_much_it_touches(
    client, log_in, shared, count, django_assert_num_queries
):
    editor = make_user("lain")
    for number in range(count):
        make_published(inherits=[10])
        page = proposed(editor, f"1. Inspektorat {number}.")
    log_in("penerbit katalog")

    with django_assert_num_queries(12):
        client.get(page)

"""The editors' form of a draft: texts, previews, pastes, and two editors at once."""

from functools import partial

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from catalog import quality
from catalog.admin.drafting import LONGEST
from catalog.models import DraftEdit, Finding, Standard
from tests.catalog.editing_factories import edited, log_in_as, page_of, row_of, submitted
from tests.catalog.factories import make_draft, make_published, make_shared_text, make_user
from tests.catalog.html_page import read
from tests.catalog.test_admin import form_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def log_in(client):
    """Function that logs one of a group in, and returns the user."""
    return partial(log_in_as, client)


PREVIEW, TIDY = "/admin/catalog/standard/pratinjau/", "/admin/catalog/standard/rapikan/"


# The form


def test_each_component_stands_with_its_preview_and_blank_ones_with_the_shared_text(client, log_in):
    make_shared_text(4, "1. Gratis <b>selalu</b>.")
    standard = make_draft(inherits=[4], requirements="A. Umum:\n  1. Akun.")
    log_in("penyunting katalog")

    page = read(client.get(page_of(standard)))

    assert len(page.all("textarea", class_="outline-editor")) == 14
    preview = row_of(page, 1).one("section", class_="preview")
    assert [node.text for node in preview.all("span", class_="marker")] == ["A.", "1."]
    assert (
        row_of(page, 4).one("section", class_="preview").text
        == "Kosong, jadi teks baku yang dipakai: 1. Gratis <b>selalu</b>."
    )


def test_a_component_with_its_own_text_shows_the_shared_text_folded(client, log_in):
    make_shared_text(4, "Gratis selalu.")
    standard = make_draft(fees="Rp5")
    log_in("penyunting katalog")

    row = row_of(read(client.get(page_of(standard))), 4)

    assert "Gratis selalu." in row.one("details").text


def test_the_preview_is_what_the_public_page_shows_and_changes_nothing(client, log_in):
    standard = make_draft()
    log_in("penyunting katalog")

    answer = client.post(PREVIEW, {"komponen": "requirements", "teks": "1. <script>x</script>\r\n  a. *dua*"})

    html = answer.content.decode()
    assert "<script>" not in html
    assert '<span class="marker">a.</span> <i>dua</i>' in html
    assert Standard.objects.get().content() == standard.content()


@pytest.mark.parametrize(
    ("data", "tidy"),
    [
        ({}, ""),
        ({"teks": "x", "komponen": "zzz"}, "x"),
        ({"teks": "\x00 1. a"}, "\x00 1. a"),
        ({"teks": "(" * 300_000, "komponen": "fees"}, "(" * LONGEST),
    ],
)
def test_a_preview_of_anything_is_answered(client, log_in, data, tidy):
    log_in("penyunting katalog")

    preview = client.post(PREVIEW, data)
    assert (preview.status_code, tidy in read(preview).text) == (200, True)
    assert client.post(TIDY, data).content.decode() == tidy


@pytest.mark.parametrize("address", [PREVIEW, TIDY])
def test_only_who_edits_is_helped_to_write(client, address):
    assert client.post(address, {"teks": "x"}).status_code == 302
    client.force_login(make_user(is_staff=True))

    assert client.post(address, {"teks": "x"}).status_code == 403
    assert client.get(address).status_code == 405


def test_a_pasted_text_comes_back_nested(client, log_in):
    log_in("penyunting katalog")

    answer = client.post(TIDY, {"teks": "1.\tSatu:\r\n\ta.\tdua;\r\n2.\tTiga."})

    assert answer.content.decode() == "1. Satu:\n  a. dua;\n2. Tiga."


def test_without_scripts_a_button_shows_all_previews_and_saves_nothing(client, log_in):
    standard = make_draft()
    log_in("penyunting katalog")
    data = {**form_of(client.get(page_of(standard))), "fees": "1. Rp5", "kbli_title": "Baru", "_preview": "1"}

    page = read(client.post(page_of(standard), data))

    assert row_of(page, 4).one("section", class_="preview").text == "1. Rp5"
    assert page.one("input", name="kbli_title")["value"] == "Baru"
    assert Standard.objects.get().fees == standard.fees


def test_without_scripts_a_button_tidies_one_text_and_keeps_the_raw_one(client, log_in):
    standard = make_draft()
    log_in("penyunting katalog")
    raw = "1.\tSatu:\r\n\ta.\tdua."
    data = {**form_of(client.get(page_of(standard))), "fees": raw, "_tidy": "fees"}

    form = client.post(page_of(standard), data).context["adminform"].form

    assert form["fees"].value() == "1. Satu:\n  a. dua."
    assert form.untidied == {"fees": raw}
    assert Standard.objects.get().fees == standard.fees


def test_a_save_is_noted_with_its_editor_only_when_the_contents_change(client, log_in):
    standard = make_published()
    user = log_in("penyunting katalog")
    data = form_of(client.get(page_of(standard)))

    client.post(page_of(standard), data)
    assert not DraftEdit.objects.exists()
    client.post(page_of(standard), {**data, "fees": "Rp5"})

    assert DraftEdit.objects.get().by == user


def test_enter_in_a_field_of_one_line_saves_and_nothing_else(client, log_in):
    log_in("penyunting katalog")

    page = read(client.get(page_of(make_draft())))

    buttons = [each for each in page.one("form", id="standard_form").walk() if each.attributes.get("type") == "submit"]
    assert buttons[0]["name"] == "_continue"


def test_a_new_draft_can_be_written(client, log_in):
    log_in("penyunting katalog")
    data = form_of(client.get(reverse("admin:catalog_standard_add")))
    given = {
        "kbli_code": "14120",
        "kbli_title": "Jahit",
        "licence_kind": "izin",
        "risk_level": "tinggi",
        "slug": "jahit",
    }

    response = client.post(reverse("admin:catalog_standard_add"), {**data, **given, "fees": "1. Gratis"})

    assert response.status_code == 302
    assert Standard.objects.get().fees == "1. Gratis"


def test_who_may_only_look_sees_the_texts_and_no_fields(client, log_in):
    log_in("penyunting katalog")
    user = make_user("tamu", is_staff=True)
    user.user_permissions.set(Group.objects.get(name="penyunting katalog").permissions.filter(codename="view_standard"))
    client.force_login(user)

    page = read(client.get(page_of(make_draft())))

    assert page.all("textarea") == []
    assert "Teks sendiri komponen 14." in row_of(page, 14).text


def test_a_draft_with_findings_and_submissions_can_still_be_deleted(client, log_in):
    user = log_in("admin katalog")
    standard = edited(make_draft(), user)
    submitted(standard, user)
    quality.check(standard)

    assert Finding.objects.exists()
    assert client.post(page_of(standard, "delete"), {"post": "yes"}).status_code == 302
    assert not Standard.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_page_that_saves_nothing_needs_no_transaction(client, log_in):
    standard = make_draft()
    log_in("penyunting katalog")

    assert client.post(page_of(standard, "history")).status_code == 200


# Two editors at once


def test_what_only_the_other_changed_is_taken_over_and_told(client, log_in):
    standard = make_draft()
    log_in("penyunting katalog")
    mine = {**form_of(client.get(page_of(standard))), "fees": "Punya saya"}
    edited(standard, make_user("lain"), products="Punya orang lain")

    form = client.post(page_of(standard), mine).context["adminform"].form

    assert Standard.objects.get().fees == standard.fees
    assert (form["fees"].value(), form["products"].value()) == ("Punya saya", "Punya orang lain")
    assert form.taken_over == ["5. Produk Layanan"]
    again = {**mine, "products": form["products"].value(), "base": form["base"].value()}
    assert client.post(page_of(standard), again).status_code == 302
    stored = Standard.objects.get()
    assert (stored.fees, stored.products) == ("Punya saya", "Punya orang lain")


def test_where_both_changed_the_same_the_second_gets_both_texts(client, log_in):
    standard = make_draft()
    log_in("penyunting katalog")
    mine = {**form_of(client.get(page_of(standard))), "fees": "Punya saya", "kbli_title": "Judul saya"}
    edited(standard, make_user("lain"), fees="Punya orang lain", kbli_title="Judul orang lain")

    response = client.post(page_of(standard), mine)

    row = row_of(read(response), 4)
    assert Standard.objects.get().fees == "Punya orang lain"
    assert row.one("textarea", name="fees").text == "Punya saya"
    assert [each.text for each in row.all("textarea")] == ["Punya orang lain", "Punya saya"]
    assert "Judul orang lain" in response.content.decode()
    assert response.context["adminform"].form["kbli_title"].value() == "Judul saya"


def test_who_changed_nothing_that_the_other_did_is_not_bothered(client, log_in):
    standard = make_draft()
    log_in("penyunting katalog")
    mine = {**form_of(client.get(page_of(standard))), "fees": "Sama"}
    edited(standard, make_user("lain"), fees="Sama")

    assert client.post(page_of(standard), mine).status_code == 302
    assert Standard.objects.get().fees == "Sama"


@pytest.mark.parametrize(
    ("base", "is_stored"),
    [("", True), ("x", True), ("[]", True), ("null", True), ("9" * 5000, True), ('{"fees": 1}', False)],
)
def test_a_broken_version_never_breaks_the_form(client, log_in, base, is_stored):
    """What says nothing stands in nobody's way; what says that somebody else wrote is asked about."""
    standard = make_draft()
    log_in("penyunting katalog")
    data = {**form_of(client.get(page_of(standard))), "fees": "Baru", "base": base}

    response = client.post(page_of(standard), data)

    assert response.status_code == (302 if is_stored else 200)
    assert Standard.objects.get().fees == ("Baru" if is_stored else standard.fees)
    assert is_stored or row_of(read(response), 4).one("textarea", name="fees").text == "Baru"

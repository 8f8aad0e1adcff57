import json

import pytest
from django.contrib.auth.models import Group
from django.core import serializers
from django.urls import reverse

from catalog import quality
from catalog.management.commands.make_fixtures import GROUPS, groups
from catalog.models import Finding, FindingAnswer, Standard
from tests.catalog.factories import TODAY, make_sector, make_shared_text, make_user
from tests.catalog.quality_factories import GAP, checked

pytestmark = pytest.mark.django_db

LIST, DATA = "/admin/catalog/temuan/", "/admin/catalog/temuan.json"


@pytest.fixture
def editor(client):
    """A client logged in as one of the editors' group."""
    return log_in(client, "penyunting katalog")


def log_in(client, group=""):
    user = make_user(group.split()[0] if group else "tamu", is_staff=True)
    if group:
        for row in serializers.deserialize("python", json.loads(groups())):
            row.save()
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


def the_finding(rule="penomoran") -> Finding:
    return Finding.objects.get(rule=rule)


def change_url(standard):
    return reverse("admin:catalog_standard_change", args=[standard.pk])


# Who may


@pytest.mark.parametrize("address", [LIST, DATA])
def test_visitors_are_asked_to_log_in_and_staff_without_the_right_are_refused(client, address):
    assert client.get(address).status_code == 302

    assert log_in(client).get(address).status_code == 403


@pytest.mark.parametrize("group", sorted(GROUPS))
def test_all_who_edit_may_see_and_answer(client, group):
    checked(requirements=GAP)

    response = log_in(client, group).post(the_finding().answer_url, {"reason": "Begitu tercetak."})

    assert response.status_code == 302
    assert the_finding().answer.answered_by.username == group.split()[0]


# The list


@pytest.mark.parametrize("count", [1, 40])
def test_the_list_takes_the_same_queries_however_much_is_found(editor, django_assert_num_queries, count):
    make_shared_text(8, "1. Mushola")
    for _ in range(count):
        checked(requirements=GAP, sector=make_sector())
    quality.check_shared_text(8, today=TODAY)

    with django_assert_num_queries(9):
        editor.get(LIST)
    with django_assert_num_queries(7):
        editor.get(DATA)


def test_the_list_says_where_each_finding_is_and_leads_to_its_field(editor):
    standard = checked(requirements=GAP)

    page = editor.get(LIST, {"aturan": "penomoran"}).content.decode()

    assert "<strong>1 temuan</strong>" in page
    assert f'<a href="{change_url(standard)}#id_requirements">14120 Penjahitan</a>, komponen 1 butir 3.' in page
    assert "Nomor “3.” tidak berurutan sesudah “1.”. Periksa urutannya." in page
    assert '<option value="penomoran" selected>Penomoran (1)</option>' in page


def test_the_json_is_one_address_away_and_says_the_same(editor):
    checked(requirements=GAP)

    page = editor.get(LIST, {"aturan": "penomoran"}).content.decode()
    data = editor.get(DATA, {"aturan": "penomoran"}).json()

    assert f"{DATA}?aturan=penomoran&amp;keadaan=terbuka" in page
    assert (data["count"], data["pages"]) == (1, 1)
    assert [row["words"] for row in data["results"]] == ["tiga."]


def test_several_are_answered_at_once(editor):
    for _ in range(3):
        checked(requirements=GAP)
    one, two, _ = Finding.objects.filter(rule="penomoran")

    response = editor.post(f"{LIST}?aturan=penomoran", {"temuan": [one.pk, two.pk], "reason": "Begitu tercetak."})

    assert response["Location"] == f"{LIST}?aturan=penomoran&keadaan=terbuka"
    assert Finding.objects.filter(rule="penomoran").unresolved().count() == 1


def test_all_that_the_address_leaves_are_answered_at_once_and_nothing_else(editor):
    for _ in range(60):
        checked(requirements=GAP)
    checked(requirements="1. Mushola")

    editor.post(f"{LIST}?aturan=penomoran", {"semua": "1", "reason": "Begitu tercetak."})

    assert FindingAnswer.objects.count() == 60
    assert the_finding("ejaan").answer is None


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"temuan": ["1"], "reason": " "}, "Tuliskan jawabannya: mengapa teks ini tetap seperti ini?"),
        ({"reason": "Tanpa pilihan."}, "Pilih dulu temuan yang dijawab."),
        ({"temuan": ["9" * 30, "x", "-1"], "reason": "Aneh."}, "Pilih dulu temuan yang dijawab."),
    ],
)
def test_an_answer_to_nothing_or_without_words_is_asked_for_again_and_nothing_is_lost(editor, form, sentence):
    checked(requirements=GAP)

    response = editor.post(LIST, form)

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert form["reason"] in response.content.decode()
    assert not FindingAnswer.objects.exists()


# One finding


def test_one_finding_is_shown_with_the_words_marked_in_their_line(editor):
    checked(requirements="1. satu\n2. Sediakan Mushola <b>besar</b> di lantai 1\n3. tiga")

    page = editor.get(the_finding("ejaan").answer_url).content.decode()

    assert "2. Sediakan <mark>Mushola</mark> &lt;b&gt;besar&lt;/b&gt; di lantai 1</blockquote>" in page


def test_after_its_answer_the_way_leads_back_to_the_field(editor):
    standard = checked(requirements=GAP)

    response = editor.post(the_finding().answer_url, {"reason": "Begitu tercetak."})

    assert response["Location"] == f"{change_url(standard)}#id_requirements"
    assert the_finding().answer.reason == "Begitu tercetak."


def test_a_finding_that_is_no_more_leads_to_the_form(editor):
    standard = checked(requirements=GAP)
    address = the_finding().answer_url
    Standard.objects.update(requirements="1. satu.")
    quality.check(standard, today=TODAY)

    response = editor.get(address, follow=True)

    assert response.redirect_chain == [(change_url(standard), 302)]
    assert "Temuan ini sudah tidak ada: teksnya sudah berubah." in response.content.decode()


@pytest.mark.parametrize("tail", ["standar/9999/x/", "lain/1/x/", "teks-baku/1/x/", f"standar/{'9' * 25}/x/"])
def test_an_address_of_nothing_is_not_found(editor, tail):
    assert editor.get(LIST + tail).status_code == 404


def test_what_blocks_cannot_be_answered(editor):
    checked(requirements="1. XX")
    address = the_finding("teks-sementara").answer_url

    page = editor.get(address).content.decode()
    editor.post(address, {"reason": "Biar saja."})

    assert "menghalangi penerbitan" in page
    assert 'name="reason"' not in page
    assert not FindingAnswer.objects.exists()


# Beside the fields


def test_findings_stand_beside_their_field_and_are_read_with_it(editor):
    make_shared_text(8, "1. Mushola")
    standard = checked(requirements=GAP, inherits=[8])
    quality.check_shared_text(8, today=TODAY)

    page = editor.get(change_url(standard)).content.decode()

    for field, words in (("requirements", "tidak berurutan"), ("facilities", "“Mushola” lazimnya ditulis “Musala”")):
        assert f'aria-describedby="id_{field}_helptext"' in page
        assert words in page.partition(f'id="id_{field}_helptext"')[2].partition("</textarea>")[0]
    assert "Yang belum ditangani: 1 wajib dijawab, 2 saran." in page


def test_who_may_only_look_sees_the_findings_too(client):
    standard = checked(requirements=GAP)
    log_in(client, "penyunting katalog")
    Group.objects.get(name="penyunting katalog").permissions.filter(codename="change_standard").delete()

    page = client.get(change_url(standard)).content.decode()

    assert "Nomor “3.” tidak berurutan sesudah “1.”" in page


def test_no_text_becomes_part_of_the_page(editor):
    standard = checked(requirements="1. <script>alert(1)</script> Mushola/ dan <img src=x>")

    for address in (LIST, change_url(standard), the_finding("spasi").answer_url):
        page = editor.get(address).content.decode()
        assert "<script>alert(1)" not in page
        assert "<img src=x>" not in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_form_takes_the_same_queries_however_much_is_found(editor, django_assert_num_queries, count):
    text = "\n".join(f"{number}. Mushola {number};" for number in range(1, count + 1))
    standard = checked(requirements=text)

    with django_assert_num_queries(12):
        editor.get(change_url(standard))


def test_a_saved_draft_is_checked_at_once(editor):
    standard = checked()
    form = editor.get(change_url(standard)).context["adminform"].form
    values = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    values = {name: value for name, value in values.items() if value is not None}

    response = editor.post(change_url(standard), {**values, "requirements": GAP}, follow=True)

    assert "Pemeriksaan mutu: 1 wajib dijawab, 1 saran." in response.content.decode()
    assert the_finding().words == "tiga."


def test_the_list_of_the_model_is_the_list_of_findings(editor):
    response = editor.get(reverse("admin:catalog_finding_changelist"))

    assert response["Location"] == LIST

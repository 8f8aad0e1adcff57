"""The index is in step with what is published, whoever changes it, and can be made anew."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection

from catalog.models import KbliCode, SearchEntry, SearchWord, Standard, Synonym
from catalog.publishing import activate_scheduled, change_shared_text, publish, withdraw
from catalog.search import find
from catalog.search.index import is_complete
from tests.catalog.factories import TODAY, edit, make_published, make_shared_text, make_user
from tests.catalog.search_factories import titles

pytestmark = pytest.mark.django_db

LATER = TODAY + dt.timedelta(days=30)


def everything():
    entries = list(SearchEntry.objects.order_by("pk").values())
    return entries, list(SearchWord.objects.order_by("pk").values())


def test_a_draft_is_not_found_until_it_is_published():
    standard = make_published(kbli_title="Penjahitan")
    edit(standard, kbli_title="Perajutan")

    assert (titles("jahit"), titles("rajut")) == (["Penjahitan"], [])
    publish(standard, by=None, change_note="Judul.", today=TODAY)
    assert (titles("jahit"), titles("rajut")) == ([], ["Perajutan"])


def test_on_postgresql_nothing_waits_to_be_put_into_the_index():
    if connection.vendor != "postgresql":
        pytest.skip("antrean indeks GIN hanya ada di PostgreSQL")
    make_published(kbli_title="Penjahitan")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, gin_clean_pending_list(oid) FROM pg_class WHERE relname LIKE 'catalog_search%_vector'"
        )
        pages = dict(cursor.fetchall())

    assert pages == {"catalog_search_names_vector": 0, "catalog_search_words_vector": 0}


def test_a_scheduled_edition_is_found_from_its_day_on():
    standard = edit(make_published(kbli_title="Penjahitan"), kbli_title="Perajutan")
    publish(standard, by=None, change_note="Judul.", effective_on=LATER, today=TODAY)

    assert titles("rajut") == []
    activate_scheduled(today=LATER)
    assert (titles("jahit"), titles("rajut")) == ([], ["Perajutan"])


def test_a_withdrawn_standard_is_found_again_when_it_is_reinstated():
    standard = make_published(kbli_title="Penjahitan")

    withdraw(standard, by=None, reason="Kewenangan beralih.", today=TODAY)
    assert titles("jahit") == []
    publish(standard, by=None, change_note="Kembali.", reinstate=True, today=TODAY)
    assert titles("jahit") == ["Penjahitan"]


def test_a_changed_shared_text_is_found_in_every_standard_that_inherits_it():
    make_shared_text(8, "1. Ruang tunggu.")
    for title in ("Penjahitan", "Perajutan"):
        make_published(kbli_title=title, inherits=[8])

    change_shared_text(8, text="1. Ruang laktasi.", by=None, change_note="Ruang baru.", today=TODAY)

    assert (titles("laktasi"), titles("tunggu")) == (["Penjahitan", "Perajutan"], [])


def test_what_was_not_published_after_all_is_not_found(transactional_db):
    standard = make_published(kbli_title="Penjahitan")
    edit(standard, kbli_title="Perajutan", requirements=" ")

    with pytest.raises(Exception, match="belum lengkap"):
        publish(standard, by=None, change_note="Judul.", today=TODAY)

    assert (titles("jahit"), titles("rajut")) == (["Penjahitan"], [])


@pytest.mark.parametrize("turn", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_an_emptied_database_has_an_empty_index(turn):
    assert find("jahit").editions == ()

    make_published(kbli_title="Penjahitan")

    assert len(find("jahit").editions) == 1


def test_the_index_follows_its_table_even_past_publishing():
    make_published(kbli_title="Penjahitan")

    SearchEntry.objects.update(title="rajut")
    assert (len(find("jahit").editions), len(find("rajut").editions)) == (0, 1)
    SearchEntry.objects.all().delete()
    assert find("rajut").editions == ()
    if connection.vendor == "sqlite":  # where nothing but our triggers keeps the two together
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO catalog_searchindex(catalog_searchindex, rank) VALUES ('integrity-check', 1)")


def test_made_anew_the_index_is_the_same(capsys):
    call_command("loaddata", "kbli", "synonyms", verbosity=0)
    for code in ("14120", "01622"):
        make_published(kbli_code=code, kbli_title=f"Usaha {code}")
    call_command("reindex")
    before = everything()
    SearchEntry.objects.update(title="lain")
    SearchWord.objects.all().delete()

    call_command("reindex")

    assert everything() == before
    assert capsys.readouterr().out == "Indeks pencarian dibuat ulang: 2 standar.\n" * 2


def test_starting_the_site_mends_an_index_that_lacks_entries():
    make_published(kbli_title="Penjahitan")
    SearchEntry.objects.all().delete()

    call_command("bootstrap")

    assert is_complete()
    assert titles("jahit") == ["Penjahitan"]


def test_the_four_standards_are_found_by_what_people_call_them():
    call_command("bootstrap", verbosity=0)
    titles_of = dict(Standard.objects.values_list("kbli_code", "kbli_title"))

    asked = {"tukang jahit": "14120", "les komputer": "78422", "kawin suntik": "01622", "riksa uji": "71204"}

    assert {words: titles(words) for words in asked} == {words: [titles_of[code]] for words, code in asked.items()}


def test_a_loaded_code_tree_is_found(tmp_path):
    make_published(kbli_code="14120", kbli_title="Penjahitan")
    tree = tmp_path / "kbli.csv"
    tree.write_text(
        "code,title,level,parent,section,description\nC,Industri,kategori,,C,\n14,Pakaian,golongan_pokok,C,C,\n"
        "141,Pakaian,golongan,14,C,\n1412,Pakaian,subgolongan,141,C,\n14120,Jahit,kelompok,1412,C,Menyulam kebaya\n"
    )

    call_command("load_kbli", str(tree), verbosity=0)

    assert titles("kebaya") == ["Penjahitan"]


class TestSynonyms:
    @pytest.fixture
    def editor(self, client):
        user = make_user(is_staff=True)
        user.user_permissions.set(Permission.objects.filter(content_type__model="synonym"))
        client.force_login(user)
        return client

    def test_new_words_are_found_at_once(self, editor):
        make_published(kbli_code="14120", kbli_title="Penjahitan")
        make_published(kbli_code="15121", kbli_title="Barang Kulit")

        answer = editor.post("/admin/catalog/synonym/add/", self.form(kbli_code="14", words="tailor, modiste"))

        assert answer.status_code == 302
        assert titles("modiste") == ["Penjahitan"]
        assert find("modist").mended == ()  # known as the beginning of a word

    def test_words_of_one_standard_are_found_there_only(self, editor):
        standard, _ = (make_published(kbli_title=title) for title in ("Penjahitan", "Penjahitan Lain"))

        editor.post("/admin/catalog/synonym/add/", self.form(standard=standard.pk, words="modiste"))

        assert titles("modiste") == ["Penjahitan"]

    def test_changed_and_deleted_words_are_found_no_longer(self, editor):
        make_published(kbli_code="14120", kbli_title="Penjahitan")
        make_published(kbli_code="15121", kbli_title="Barang Kulit")
        editor.post("/admin/catalog/synonym/add/", self.form(kbli_code="14120", words="modiste"))
        synonym = Synonym.objects.get()

        editor.post(f"/admin/catalog/synonym/{synonym.pk}/change/", self.form(kbli_code="15", words="modiste"))
        assert titles("modiste") == ["Barang Kulit"]
        editor.post(f"/admin/catalog/synonym/{synonym.pk}/delete/", {"post": "yes"})
        assert titles("modiste") == []

    def test_several_can_be_deleted_at_once(self, editor):
        make_published(kbli_code="14120", kbli_title="Penjahitan")
        editor.post("/admin/catalog/synonym/add/", self.form(kbli_code="14120", words="modiste"))

        editor.post(
            "/admin/catalog/synonym/",
            {"action": "delete_selected", "_selected_action": [Synonym.objects.get().pk], "post": "yes"},
        )

        assert (Synonym.objects.count(), titles("modiste")) == (0, [])

    @pytest.mark.parametrize(
        "wrong",
        [{"kbli_code": "1"}, {"kbli_code": "1412x"}, {"kbli_code": ""}, {"words": " "}, {"kbli_edition": "2009"}],
    )
    def test_what_makes_no_sense_is_refused(self, editor, wrong):
        answer = editor.post("/admin/catalog/synonym/add/", {**self.form(kbli_code="14", words="tailor"), **wrong})

        assert answer.status_code == 200
        assert Synonym.objects.count() == 0

    def form(self, **values):
        return {"kbli_edition": "2020", "source": "bahasa sehari-hari", **values}


def test_every_synonym_of_the_fixture_is_about_a_code_and_stands_once():
    call_command("loaddata", "synonyms", verbosity=0)

    assert Synonym.objects.count() > 500
    for synonym in Synonym.objects.all():
        synonym.full_clean()
        phrases = [phrase.casefold() for phrase in synonym.phrases()]
        assert len(set(phrases)) == len(phrases), synonym
    assert {code[:2] for code in Synonym.objects.values_list("kbli_code", flat=True)} >= {"01", "10", "47", "56", "96"}


def test_loading_the_synonyms_again_adds_nothing_and_keeps_those_of_the_office():
    call_command("loaddata", "synonyms", verbosity=0)
    own = Synonym.objects.create(kbli_code="14120", source="kata yang dicari", words="modiste")
    before = list(Synonym.objects.order_by("pk").values())

    call_command("loaddata", "synonyms", verbosity=0)

    assert list(Synonym.objects.order_by("pk").values()) == before
    assert Synonym.objects.filter(pk=own.pk).exists()


def test_codes_of_another_edition_lend_no_words():
    KbliCode.objects.create(
        edition=2025, code="14120", title="Lain", level="kelompok", section="C", description="sulam"
    )
    Synonym.objects.create(kbli_edition=2025, kbli_code="14120", words="modiste")

    make_published(kbli_code="14120", kbli_title="Penjahitan")

    assert (titles("sulam"), titles("modiste")) == ([], [])


def test_what_a_title_says_it_is_not_is_no_name_of_it():
    make_published(kbli_title="Pengolahan Es (Bukan Es Batu)")
    make_published(kbli_title="Penggalian Batu Hias dan Batu Bangunan Lainnya")

    assert titles("batu") == ["Penggalian Batu Hias dan Batu Bangunan Lainnya", "Pengolahan Es (Bukan Es Batu)"]
    assert titles("pengolahan es bukan es batu") == ["Pengolahan Es (Bukan Es Batu)"]

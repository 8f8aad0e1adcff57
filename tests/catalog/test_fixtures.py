import json
from collections import Counter

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from catalog.annex import read_file
from catalog.management.commands.bootstrap import FIXTURES
from catalog.management.commands.make_fixtures import FOLDER, REFERENCE, from_documents, from_reference
from catalog.models import KbliCode, Regulation, Sector, SharedText, Standard
from catalog.rules.components import COMPONENTS


def stored(name):
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.fixture
def loaded(db):
    call_command("loaddata", *FIXTURES, verbosity=0)


@pytest.mark.parametrize("name", ["sectors.json", "shared_texts.json", "standards.json", "groups.json"])
def test_made_afresh_from_the_documents_a_fixture_is_the_same(name):
    assert from_documents()[name] == stored(name)


@pytest.mark.parametrize("name", ["kbli.json", "regulations.json", "words.txt"])
def test_made_afresh_from_the_reference_tables_a_fixture_is_the_same(name):
    if not REFERENCE.is_dir():
        pytest.skip(f"{REFERENCE} tidak ada")

    assert from_reference(REFERENCE)[name] == stored(name)


def test_every_fixture_is_loaded_by_bootstrap():
    assert {path.stem for path in FOLDER.glob("*.json")} >= set(FIXTURES)


@pytest.mark.usefixtures("loaded")
def test_loading_twice_adds_nothing():
    def rows():
        return [list(model.objects.order_by("pk").values()) for model in (Sector, KbliCode, Regulation, SharedText)]

    before = rows(), list(Standard.objects.order_by("pk").values())
    call_command("loaddata", *FIXTURES, verbosity=0)

    assert (rows(), list(Standard.objects.order_by("pk").values())) == before


@pytest.mark.usefixtures("loaded")
def test_the_fixtures_do_not_collide_with_a_code_tree_loaded_before():
    KbliCode.objects.all().delete()
    KbliCode.objects.create(edition=2020, code="01622", title="Lama", level="kelompok", section="A")

    call_command("loaddata", "kbli", verbosity=0)

    assert KbliCode.objects.count() == 37
    assert KbliCode.objects.get(code="01622").title == "Jasa Perkawinan Ternak"


@pytest.mark.usefixtures("loaded")
def test_every_word_of_a_document_is_in_its_draft_or_the_shared_text_it_inherits():
    shared = SharedText.objects.by_component()

    for path in (FOLDER / "annex").glob("*.txt"):
        (parsed,) = read_file(path)
        draft = Standard.objects.get(annex_number=parsed.annex_number)
        for component in COMPONENTS:
            text = draft.text_of(component) or shared[component.number]
            assert text == parsed.text_of(component.number), (path.name, component.number)


@pytest.mark.usefixtures("loaded")
def test_a_document_keeps_its_own_wording_where_it_differs_from_the_shared_text():
    own = {
        draft.kbli_code: [each.number for each in COMPONENTS if draft.text_of(each)] for draft in Standard.objects.all()
    }

    assert own == {
        "01622": [1, 2, 3, 5, 7],
        "14120": [1, 2, 3, 5, 6, 7],
        "71204": [1, 2, 3, 5, 6, 7, 8],
        "78422": [1, 2, 3, 5, 6, 7, 8],
    }


@pytest.mark.usefixtures("loaded")
def test_each_standard_has_the_sector_of_its_annex():
    sectors = dict(Standard.objects.values_list("annex_number", "sector__name"))

    assert sectors == {17: "Perindustrian", 44: "Ketenagakerjaan", 2: "Ketenagakerjaan", 20: "Pertanian"}


@pytest.mark.usefixtures("loaded")
def test_the_codes_are_the_sections_and_those_of_the_documents_with_all_above_them():
    codes = KbliCode.objects.all()
    levels = Counter(codes.values_list("level", flat=True))

    assert levels == {"kategori": 21, "golongan_pokok": 4, "golongan": 4, "subgolongan": 4, "kelompok": 4}
    known = set(codes.values_list("code", flat=True))
    assert known >= set(codes.exclude(parent_code="").values_list("parent_code", flat=True))
    assert known >= set(Standard.objects.values_list("kbli_code", flat=True))


@pytest.mark.usefixtures("loaded")
def test_a_regulation_whose_title_was_not_read_has_none_and_says_so():
    (unread,) = Regulation.objects.filter(title="")

    assert unread.slug == "permeninvestasi-bkpm-5-2025"
    assert unread.note == "Perlu diperiksa: judulnya belum dibaca dari Berita Negara."


@pytest.mark.usefixtures("loaded")
def test_the_regulations_have_readable_addresses_and_their_status():
    statuses = dict(Regulation.objects.values_list("slug", "status"))

    assert len(statuses) == 14
    assert statuses["uu-11-2020"] == statuses["pp-5-2021"] == statuses["perka-bkpm-3-2021"] == "dicabut"
    assert statuses["permenperin-9-2021"] == "perlu diperiksa"
    assert statuses["pp-28-2025"] == "berlaku"


@pytest.mark.usefixtures("loaded")
def test_editors_propose_shared_texts_without_publishing_and_nobody_may_change_an_edition():
    rights = {group.name: set(group.permissions.values_list("codename", flat=True)) for group in Group.objects.all()}

    assert set(rights) >= {"penyunting katalog", "penerbit katalog", "admin katalog"}
    assert {"change_standard", "change_sharedtext"} <= rights["penyunting katalog"]
    assert {"add_edition", "force_submission"} & rights["penyunting katalog"] == set()
    assert {"add_edition", "change_sharedtext"} <= rights["penerbit katalog"] < rights["admin katalog"]
    for codenames in rights.values():
        assert {"change_edition", "delete_edition", "delete_sharedtext"} & codenames == set()


def test_the_fixtures_hold_no_moment_of_their_own_making():
    for name in ("standards.json", "shared_texts.json"):
        moments = {row["fields"]["updated_at"] for row in json.loads(stored(name))}
        assert moments == {"2026-11-20T00:00:00+07:00"}

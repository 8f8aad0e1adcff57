import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalog.models import Edition, KbliCode, Regulation, Sector, SharedText, Standard
from tests.catalog.factories import make_draft, make_published, make_sector, make_shared_text

pytestmark = pytest.mark.django_db

REGULATION = {"slug": "uu-25-2009", "kind": "Undang-Undang", "number": 25, "year": 2009, "status": "berlaku"}
SECTION = {"edition": 2020, "code": "A", "title": "Pertanian", "level": "kategori", "section": "A"}


def violates(constraint, model, **values):
    """Whether the database itself refuses such a row by this constraint."""
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        model.objects.create(**values)


def refuses_draft(constraint, **values):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_draft(**values)


def messages(row) -> list[str]:
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.messages


@pytest.mark.parametrize("code", ["", "1412", "1412\n", "1412O", "١٤١٢٠", "14 20", "-1412"])
def test_a_kbli_code_is_five_ascii_digits(code):
    refuses_draft("standard_kbli_code_five_digits", kbli_code=code)


@pytest.mark.parametrize(
    ("constraint", "values"),
    [
        ("standard_kbli_edition_known", {"kbli_edition": 2017}),
        ("standard_kind_and_risk_known", {"licence_kind": "iup"}),
        ("standard_kind_and_risk_known", {"risk_level": "Tinggi"}),
        ("standard_days_not_negative|processing_days", {"processing_days": -1}),
        ("standard_withdrawn_with_reason", {"withdrawn_on": "2026-11-20"}),
    ],
)
def test_a_draft_keeps_to_what_is_known(constraint, values):
    refuses_draft(constraint, **values)


def test_an_edition_keeps_to_the_same_rules_as_a_draft():
    edition = make_published().current
    common = {"standard_id": edition.standard_id, "number": 2, "effective_on": "2026-11-20", "is_minor": True}

    for constraint, wrong in [
        ("edition_kbli_code_five_digits", {"kbli_code": "1412"}),
        ("edition_kbli_edition_known", {"kbli_edition": 2017}),
        ("edition_kind_and_risk_known", {"risk_level": "besar"}),
        ("edition_days_not_negative|processing_days", {"processing_days": -1}),
        ("edition_change_noted", {"is_minor": False}),
    ]:
        values = {**edition.content(), **common, "published_at": edition.published_at, **wrong}
        violates(constraint, Edition, **values)


def test_a_standard_stands_once_in_its_sector_even_without_number_or_sector():
    same = {"annex_number": None, "sector": None}
    make_draft(**same)
    make_draft(**{**same, "sector": make_sector()})

    refuses_draft("standard_once", **same)
    refuses_draft("standard_once", **{**same, "sector": make_sector()})
    make_draft(**{**same, "kbli_edition": 2025})
    make_draft(**{**same, "risk_level": "rendah"})


def test_two_standards_cannot_share_a_current_edition_or_an_address():
    standard = make_published()

    refuses_draft("slug|unique", slug=standard.slug)
    with pytest.raises(IntegrityError), transaction.atomic():
        Standard.objects.filter(pk=make_draft().pk).update(current=standard.current)


@pytest.mark.parametrize("values", [{"component": 0}, {"component": 15}, {"component": 3, "text": ""}])
def test_a_shared_text_is_the_text_of_one_of_the_14_components(values):
    violates("shared_text_of_a_component", SharedText, **{"text": "Gratis", **values})


def test_a_component_has_one_shared_text():
    make_shared_text(4)

    violates("component", SharedText, component=4, text="Lain")


def test_a_kbli_code_stands_once_in_its_edition_with_a_title_and_a_known_level():
    KbliCode.objects.create(**SECTION)

    violates("edition", KbliCode, **SECTION)
    KbliCode.objects.create(**{**SECTION, "edition": 2025})
    violates("kbli_code_complete", KbliCode, **{**SECTION, "code": "B", "title": ""})
    violates("kbli_code_complete", KbliCode, **{**SECTION, "code": "B", "level": "seksi"})


def test_a_regulation_stands_once_with_a_known_status():
    Regulation.objects.create(**REGULATION)

    violates("kind|regulation_once", Regulation, **{**REGULATION, "slug": "lain"})
    violates("regulation_status_known", Regulation, **{**REGULATION, "slug": "lain", "number": 26, "status": "mati"})


def test_broken_constraints_are_told_in_indonesian():
    draft = make_draft(sector=make_sector())
    twin = Standard(**{**draft.content(), "slug": "kembar"})
    wrong = Standard(**{**draft.content(), "slug": "salah", "annex_number": 99, "kbli_code": "1412O"})

    assert messages(twin) == ["Standar dengan sektor, nomor, KBLI, jenis, dan risiko ini sudah ada."]
    assert messages(wrong) == ["Kode KBLI harus terdiri atas lima angka 0–9, mis. 14120."]


def test_content_is_every_column_that_draft_and_edition_share():
    draft = make_draft(sector=make_sector())

    columns = {field.attname for field in Edition._meta.local_fields} & {
        field.attname for field in Standard._meta.local_fields
    }

    assert set(draft.content()) == columns - {"id"}


def test_published_and_in_force_differ_by_the_withdrawn():
    make_draft()
    standard, withdrawn = make_published(), make_published()
    Standard.objects.filter(pk=withdrawn.pk).update(withdrawn_on="2026-11-20", withdrawn_reason="Dicabut.")

    assert set(Standard.objects.published()) == {standard, withdrawn}
    assert list(Standard.objects.in_force()) == [standard]
    assert list(Edition.objects.current()) == [standard.current]


def test_rows_are_found_by_the_keys_that_fixtures_use():
    sector, text = make_sector(), make_shared_text(4)
    code, regulation = KbliCode.objects.create(**SECTION), Regulation.objects.create(**REGULATION)

    for row in (sector, text, code, regulation, make_draft()):
        assert type(row).objects.get_by_natural_key(*row.natural_key()) == row
    assert Sector.objects.get_by_natural_key("perindustrian") == sector

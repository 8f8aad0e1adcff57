import pytest
from django.core.exceptions import ValidationError

from catalog.drafts import Status, slugs, take_over
from catalog.models import Edition, Standard
from catalog.publishing import change_shared_text
from catalog.rules.risk import LicenceKind, RiskLevel
from tests.catalog.factories import TEXTS, edit, make_draft, make_parsed, make_published, make_sector, make_shared_text

pytestmark = pytest.mark.django_db


def test_a_new_standard_becomes_a_draft_with_the_documents_words_and_facts():
    sector = make_sector()

    outcome = take_over(make_parsed(), sector=sector)

    draft = Standard.objects.get()
    assert (outcome.status, outcome.standard, outcome.differences) == (Status.CREATED, draft, [])
    assert (draft.sector, draft.annex_number, draft.kbli_edition, draft.kbli_code) == (sector, 17, 2020, "14120")
    assert (draft.licence_kind, draft.risk_level, draft.kbli_title) == ("izin", "tinggi", "Penjahitan")
    assert (draft.processing_days, draft.fee, draft.fee_rupiah, draft.product) == (7, "Gratis", 0, "NIB")
    assert (draft.executor_count, draft.slug, draft.current) == (30, "14120-penjahitan", None)
    assert {key: getattr(draft, key) for key in TEXTS} == TEXTS


def test_a_component_equal_to_the_shared_text_is_left_blank():
    make_shared_text(4, "Gratis")
    make_shared_text(14, "Teks baku yang lain.")

    draft = take_over(make_parsed(texts={4: "Gratis"})).standard

    assert (draft.fees, draft.evaluation) == ("", TEXTS["evaluation"])


def test_the_same_document_again_changes_nothing():
    first = take_over(make_parsed()).standard

    outcome = take_over(make_parsed())

    assert (outcome.status, outcome.differences) == (Status.UNCHANGED, [])
    assert Standard.objects.get().updated_at == first.updated_at


def test_the_same_document_changes_nothing_after_a_shared_text_has_changed():
    make_shared_text(4, "Gratis")
    take_over(make_parsed(texts={4: "Gratis"}))
    change_shared_text(4, text="Tidak dipungut biaya", by=None, change_note="Istilah disamakan.")

    outcome = take_over(make_parsed(texts={4: "Gratis"}))

    assert outcome.status == Status.UNCHANGED
    assert Standard.objects.get().fees == ""


def test_a_changed_document_updates_a_draft_that_nobody_has_edited():
    take_over(make_parsed())

    outcome = take_over(make_parsed(texts={1: "Syarat baru."}))

    assert outcome.status == Status.UPDATED
    assert Standard.objects.get().requirements == "Syarat baru."
    assert take_over(make_parsed(texts={1: "Syarat baru."})).status == Status.UNCHANGED


def test_an_edited_draft_is_left_alone_and_the_difference_shown():
    take_over(make_parsed(texts={1: "A. Umum:\n  1. Skala kecil;"}))
    edit(Standard.objects.get(), requirements="A. Umum:\n  1. Skala menengah;", processing_days=5, fee="")

    outcome = take_over(make_parsed(texts={1: "A. Umum:\n  1. Skala kecil;"}))

    assert outcome.status == Status.EDITED
    assert outcome.differences == [
        "--- naskah: hari kerja penyelesaian",
        "+++ lampiran: hari kerja penyelesaian",
        "@@ -1 +1 @@",
        "-5",
        "+7",
        "--- naskah: biaya",
        "+++ lampiran: biaya",
        "@@ -0,0 +1 @@",
        "+Gratis",
        "--- naskah: 1. Persyaratan",
        "+++ lampiran: 1. Persyaratan",
        "@@ -1,2 +1,2 @@",
        " A. Umum:",
        "-  1. Skala menengah;",
        "+  1. Skala kecil;",
    ]
    assert Standard.objects.get().processing_days == 5


def test_an_edited_draft_is_replaced_when_asked_to():
    take_over(make_parsed())
    edit(Standard.objects.get(), requirements="Disunting.")

    outcome = take_over(make_parsed(), overwrite=True)

    assert (outcome.status, bool(outcome.differences)) == (Status.UPDATED, True)
    assert Standard.objects.get().requirements == TEXTS["requirements"]
    assert take_over(make_parsed(), overwrite=True).status == Status.UNCHANGED


def test_an_edit_that_says_what_the_document_says_is_no_difference():
    take_over(make_parsed())
    edit(Standard.objects.get(), requirements="Syarat baru.")

    assert take_over(make_parsed(texts={1: "Syarat baru."})).status == Status.UNCHANGED


def test_a_draft_made_by_hand_counts_as_edited():
    make_draft(annex_number=17, requirements="Ditulis tangan.")

    outcome = take_over(make_parsed())

    assert outcome.status == Status.EDITED


def test_sector_and_business_scale_belong_to_the_editor():
    take_over(make_parsed())
    edit(Standard.objects.get(), sector=make_sector(), business_scale="kecil")

    outcome = take_over(make_parsed(texts={1: "Syarat baru."}))

    draft = Standard.objects.get()
    assert (outcome.status, draft.sector.slug, draft.business_scale) == (Status.UPDATED, "perindustrian", "kecil")


def test_a_published_edition_is_never_touched():
    standard = make_published(annex_number=17)

    take_over(make_parsed(texts={1: "Syarat baru."}), overwrite=True)

    assert Edition.objects.get().requirements == standard.current.requirements != "Syarat baru."


# Which standard is meant


def test_number_code_kind_and_risk_tell_standards_apart():
    for values in [
        {},
        {"annex_number": 18},
        {"licence_kind": LicenceKind.STANDARD_CERTIFICATE},
        {"risk_level": RiskLevel.LOW},
        {"kbli_code": "14131"},
    ]:
        assert take_over(make_parsed(**values)).status == Status.CREATED
    assert take_over(make_parsed(), kbli_edition=2025).status == Status.CREATED
    assert Standard.objects.count() == 6


def test_the_sector_tells_standards_apart_when_it_is_given():
    industry, farming = make_sector(), make_sector("pertanian")
    take_over(make_parsed(), sector=industry)

    assert take_over(make_parsed(), sector=farming).status == Status.CREATED
    assert take_over(make_parsed(), sector=industry).status == Status.UNCHANGED


def test_without_a_sector_the_standard_of_any_sector_is_recognised():
    take_over(make_parsed(), sector=make_sector())

    assert take_over(make_parsed()).status == Status.UNCHANGED


def test_without_a_sector_several_standards_that_could_be_meant_are_refused():
    take_over(make_parsed(), sector=make_sector())
    take_over(make_parsed(), sector=make_sector("pertanian"))

    with pytest.raises(ValidationError, match="Ada 2 standar nomor 17 KBLI 14120"):
        take_over(make_parsed())


def test_another_standard_of_the_same_code_is_noticed():
    take_over(make_parsed(), sector=make_sector())

    outcome = take_over(make_parsed(annex_number=20))

    assert outcome.notices == ["KBLI 14120 sudah dipakai standar nomor 17, sektor Perindustrian: 14120-penjahitan."]


def test_a_value_that_does_not_fit_its_column_is_refused():
    with pytest.raises(ValidationError) as caught:
        take_over(make_parsed(kbli_title="x" * 256))

    assert list(caught.value.error_dict) == ["kbli_title"]
    assert not Standard.objects.exists()


# Addresses


def test_addresses_get_more_particular_until_one_is_free():
    candidates = slugs(make_parsed())

    assert [next(candidates) for _ in range(6)] == [
        "14120-penjahitan",
        "14120-penjahitan-izin",
        "14120-penjahitan-izin-tinggi",
        "14120-penjahitan-izin-tinggi-17",
        "14120-penjahitan-izin-tinggi-17-2",
        "14120-penjahitan-izin-tinggi-17-3",
    ]


def test_an_address_that_is_taken_is_not_used_again():
    make_draft(slug="14120-penjahitan")
    make_draft(slug="14120-penjahitan-izin")

    assert take_over(make_parsed()).standard.slug == "14120-penjahitan-izin-tinggi"


def test_a_long_title_is_cut_at_a_word():
    words = next(slugs(make_parsed(kbli_title="Penjahitan dan pembuatan pakaian " * 5)))
    one_word = next(slugs(make_parsed(kbli_title="x" * 200)))

    assert words == "14120-penjahitan-dan-pembuatan-pakaian-penjahitan-dan-pembuatan"
    assert one_word == "14120"


@pytest.mark.parametrize("title", ["Kafé & Rumah Makan", "مقهى"])
def test_an_address_is_plain_ascii(title):
    slug = take_over(make_parsed(kbli_title=title)).standard.slug

    assert slug.isascii()
    assert slug.startswith("14120")


def test_the_longest_address_fits():
    parsed = make_parsed(
        kbli_title="ab " * 80,
        licence_kind=LicenceKind.STANDARD_CERTIFICATE,
        risk_level=RiskLevel.MEDIUM_LOW,
        annex_number=32767,
    )

    assert max(len(slug) for slug in slugs(parsed)) <= Standard._meta.get_field("slug").max_length

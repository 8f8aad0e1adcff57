import datetime as dt

import pytest
from django.core.management import call_command
from django.http import QueryDict

from catalog import law, publishing, quality
from catalog.models import Finding, KbliCode, KbliCrosswalk, Regulation
from catalog.quality.listing import FindingList, as_json
from tests.catalog.factories import TODAY, make_draft, make_sector, make_shared_text
from tests.catalog.quality_factories import GAP, checked, save

pytestmark = pytest.mark.django_db

REVOKED = "1. Undang-Undang Nomor 11 Tahun 2020 tentang Cipta Kerja."


def rules_of(**owner) -> list[str]:
    """What was found, but for the hint that the table of KBLI is not loaded."""
    found = Finding.objects.filter(**owner).exclude(rule="kbli-belum-dimuat").in_order()
    return list(found.values_list("rule", flat=True))


def make_regulation(status="berlaku", **values):
    facts = {"slug": "uu-11-2020", "kind": "Undang-Undang", "number": 11, "year": 2020, "title": "Cipta Kerja"}
    return Regulation.objects.create(**{**facts, "status": status, "checked_on": TODAY, **values})


# Checking


def test_what_is_found_is_kept_with_its_place():
    standard = checked(requirements=GAP)

    finding = Finding.objects.get(standard=standard, rule="penomoran")
    assert (finding.grade, finding.component, finding.field) == ("wajib-dijawab", 1, "requirements")
    assert (finding.path, finding.place) == ("3.", "komponen 1 butir 3.")
    assert standard.requirements[finding.start : finding.end] == finding.words == "tiga."


def test_what_is_mended_is_found_no_more():
    standard = checked(requirements=GAP)

    save(standard, requirements="1. satu;\n2. dua.")

    assert rules_of(standard=standard) == []


def test_checked_again_the_rows_are_the_same():
    standard = checked(requirements=GAP)
    before = list(Finding.objects.order_by("pk").values())

    quality.check(standard, today=TODAY)

    assert list(Finding.objects.order_by("pk").values()) == before


def test_findings_in_a_shared_text_are_kept_once_and_stand_on_the_form_of_all_who_use_it():
    shared = make_shared_text(8, "1. Mushola.")
    standards = [make_draft(inherits=[8]) for _ in range(3)]
    with_own_text = make_draft(facilities="1. Musala.")

    quality.check_all(today=TODAY)

    assert Finding.objects.filter(rule="ejaan").count() == 1
    assert rules_of(shared_text=shared) == ["ejaan"]
    assert all(Finding.objects.on_form(standard).filter(rule="ejaan").exists() for standard in standards)
    assert not Finding.objects.on_form(with_own_text).filter(rule="ejaan").exists()


def test_a_changed_shared_text_is_checked_and_so_is_what_is_near_it():
    make_shared_text(14, "Evaluasi dilakukan secara rutin dan teratur oleh atasan.")
    near = checked(evaluation="Evaluasi dilakukan secara rutin dan teartur oleh atasan.")
    assert rules_of(standard=near, rule="mirip-teks-baku") == ["mirip-teks-baku"]

    publishing.change_shared_text(14, text="Evaluasi berupa survey.", by=None, change_note="Baru.", today=TODAY)

    assert rules_of(standard=near, rule="mirip-teks-baku") == []
    assert rules_of(shared_text__component=14) == ["ejaan"]


def test_a_component_left_blank_is_found_until_there_is_a_shared_text():
    standard = checked(inherits=[9])
    assert rules_of(standard=standard) == ["komponen-kosong"]

    publishing.change_shared_text(9, text="Sarjana.", by=None, change_note="Baru.", today=TODAY)

    assert rules_of(standard=standard) == []


def test_a_regulation_that_is_revoked_is_found_in_all_that_cite_it():
    shared = make_shared_text(12, "Sesuai UU Nomor 11 Tahun 2020.")
    regulation = make_regulation()
    citing, other = checked(legal_basis=REVOKED), checked()
    quality.check_shared_text(12, today=TODAY)
    assert rules_of(standard=citing) == rules_of(shared_text=shared) == []

    regulation.status = "dicabut"
    law.save_regulation(regulation)

    assert rules_of(standard=citing) == rules_of(shared_text=shared) == ["peraturan-dicabut"]
    assert rules_of(standard=other) == []


def test_a_code_is_compared_with_kbli_and_with_what_becomes_of_it():
    KbliCode.objects.create(edition=2020, code="14120", title="Penjahitan Baju", level="kelompok", section="C")
    KbliCrosswalk.objects.create(old_code="14120", new_code="", relation="hapus")

    standard = checked(kbli_title="Penjahitan")

    assert sorted(rules_of(standard=standard)) == ["judul-kbli", "peralihan-kbli"]


def test_a_text_that_several_standards_have_shows_who_has_it_a_little_otherwise():
    usual = "Prosedur: Klasifikasi 3, 7, atau 16 dalam Lampiran."
    standards = [make_draft(procedure=usual), make_draft(procedure=usual), make_draft(procedure=usual.replace(":", ""))]

    quality.check_all(today=TODAY)

    found = Finding.objects.filter(rule="mirip-standar-lain")
    assert list(found.values_list("standard", "words")) == [(standards[2].pk, "Prosedur")]


@pytest.mark.parametrize("count", [1, 20])
def test_checking_all_takes_the_same_queries_however_many_there_are(django_assert_num_queries, count):
    for _ in range(count):
        make_draft(requirements=GAP, sector=make_sector())

    with django_assert_num_queries(16):
        quality.check_all(today=TODAY)


def test_the_command_says_what_is_open(capsys):
    make_draft(requirements=GAP)

    call_command("check_quality")

    assert capsys.readouterr().out == (
        "1 standar diperiksa. Temuan yang terbuka: 0 menghalangi penerbitan, 1 wajib dijawab, 1 saran.\n"
    )


# The list


def listing(**query):
    address = QueryDict(mutable=True)
    address.update(query)
    return FindingList(address)


def test_the_list_is_narrowed_by_grade_rule_sector_and_state():
    checked(requirements=GAP, sector=make_sector("pertanian"))
    checked(requirements="1. Mushola", sector=make_sector("perindustrian"))
    make_shared_text(8, "1. survey")
    quality.check_shared_text(8, today=TODAY)
    quality.answer(Finding.objects.filter(words="Mushola"), by=None, reason="Nama.")

    def words(**query):
        return [finding.words for finding in listing(**query).findings() if finding.rule != "kbli-belum-dimuat"]

    assert words() == ["tiga.", "survey"]
    assert words(keadaan="semua") == ["tiga.", "Mushola", "survey"]
    assert words(keadaan="dijawab") == ["Mushola"]
    assert words(tingkat="wajib-dijawab") == ["tiga."]
    assert words(aturan="ejaan", keadaan="semua") == ["Mushola", "survey"]
    assert words(sektor="pertanian") == ["tiga."]
    assert words(sektor="teks-baku") == ["survey"]


def test_values_that_are_unknown_are_named_and_narrow_nothing():
    checked(requirements=GAP)

    narrowed = listing(tingkat="berat", aturan="'; DROP", sektor="x" * 900, keadaan="?", hal="-9")

    assert narrowed.ignored == ["tingkat=berat", "aturan='; DROP", f"sektor={'x' * 40}", "keadaan=?"]
    assert narrowed.page().paginator.count == 2


def test_a_finding_tells_machines_all_that_it_tells_people():
    standard = checked(requirements=GAP, sector=make_sector("pertanian"))
    quality.answer(Finding.objects.filter(rule="penomoran"), by=None, reason="Begitu.")

    told = as_json(Finding.objects.get(rule="penomoran"))

    assert dt.datetime.fromisoformat(told.pop("answer")["answered_at"])
    assert told == {
        "standard": standard.slug,
        "shared_text": None,
        "sector": "pertanian",
        "grade": "wajib-dijawab",
        "rule": "penomoran",
        "source": "ketelitian redaksi",
        "component": 1,
        "field": "requirements",
        "path": "3.",
        "start": 12,
        "end": 17,
        "words": "tiga.",
        "message": "Nomor “3.” tidak berurutan sesudah “1.”. Periksa urutannya.",
    }

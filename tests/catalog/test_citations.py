"""Where drafts and editions name a regulation, as rows."""

import pytest
from django.core.management import call_command

from catalog import citations, law
from catalog.models import Citation, Edition, Regulation, Standard
from catalog.publishing import change_shared_text, publish
from tests.catalog.factories import TODAY, edit, make_draft, make_published, make_shared_text

pytestmark = pytest.mark.django_db

BASIS = "1. Undang-Undang Nomor 11 Tahun 2020 tentang Cipta Kerja;\n2. PP Nomor 5 Tahun 2021."


def regulation(kind="Peraturan Pemerintah", number=5, year=2021, status="berlaku", **facts):
    made = Regulation(slug=f"r-{number}-{year}", kind=kind, number=number, year=year, status=status, **facts)
    law.save_regulation(made)
    return made


def rows(**owner):
    found = Citation.objects.filter(**owner).order_by("component", "start")
    return [(each.component, each.kind, each.number, each.year, each.article) for each in found]


def test_publishing_reads_what_every_component_cites():
    standard = make_published(legal_basis=BASIS, requirements="1. Akun menurut Pasal 65 PP Nomor 5 Tahun 2021.")

    assert rows(edition=standard.current) == [
        (1, "Peraturan Pemerintah", 5, 2021, "Pasal 65"),
        (7, "Undang-Undang", 11, 2020, ""),
        (7, "Peraturan Pemerintah", 5, 2021, ""),
    ]
    basis = Citation.objects.filter(edition=standard.current, number=11).get()
    assert (basis.title, basis.raw) == ("Cipta Kerja", "Undang-Undang Nomor 11 Tahun 2020 tentang Cipta Kerja")


def test_a_citation_leads_to_its_regulation_however_the_text_writes_its_kind():
    on_record = regulation(kind="peraturan pemerintah")

    edition = make_published(legal_basis=BASIS).current

    assert [each.regulation for each in edition.citations.all()] == [None, on_record]


def test_an_earlier_edition_keeps_what_it_cited():
    standard = make_published(legal_basis=BASIS)
    publish(edit(standard, legal_basis="1. PP Nomor 28 Tahun 2025."), by=None, change_note="Dasar baru.", today=TODAY)

    first, second = standard.editions.order_by("number")
    assert [row[2] for row in rows(edition=first)] == [11, 5]
    assert [row[2] for row in rows(edition=second)] == [28]


def test_a_changed_shared_text_is_read_in_the_new_editions_and_in_the_drafts_that_use_it():
    make_shared_text(10, "Menurut PP Nomor 5 Tahun 2021.")
    standard = make_published(inherits=[10])
    citations.write_for_drafts([standard.pk])

    change_shared_text(10, text="Menurut PP Nomor 28 Tahun 2025.", by=None, change_note="Dasar baru.", today=TODAY)

    standard.refresh_from_db()
    assert [row[2] for row in rows(edition=standard.current)] == [28]
    assert [row[2] for row in rows(standard=standard)] == [28]


def test_a_regulation_put_on_record_or_renumbered_is_linked_with_what_names_it():
    edition = make_published(legal_basis=BASIS).current
    on_record = regulation()

    assert edition.citations.get(number=5).regulation == on_record
    on_record.number, on_record.kind, on_record.year = 11, "Undang-Undang", 2020
    law.save_regulation(on_record)
    assert [each.regulation for each in edition.citations.all()] == [on_record, None]


def test_a_regulation_taken_off_the_record_leaves_its_citations_unknown():
    edition = make_published(legal_basis=BASIS).current
    on_record = regulation()

    law.delete_regulation(on_record)

    assert [each.regulation for each in edition.citations.all()] == [None, None]


def test_the_standards_that_cite_a_regulation_are_those_in_public_and_those_in_the_making():
    on_record = regulation()
    public, replaced = make_published(legal_basis=BASIS), make_published(legal_basis=BASIS)
    publish(edit(replaced, legal_basis="1. Tidak ada."), by=None, change_note="Dasar baru.", today=TODAY)
    draft, other = make_draft(legal_basis=BASIS), make_published()
    citations.write_for_drafts([draft.pk, other.pk])

    found = {each.pk: (each.cites_in_public, each.cites_in_draft) for each in citations.standards_citing(on_record)}

    assert found == {public.pk: (True, False), draft.pk: (False, True)}


def test_what_is_unknown_counts_what_is_in_force_and_the_drafts_but_no_past_edition():
    standard = make_published(legal_basis="1. PP Nomor 5 Tahun 2021.")
    publish(edit(standard, legal_basis="1. PP Nomor 6 Tahun 2021."), by=None, change_note="Baru.", today=TODAY)
    citations.write_for_drafts([make_draft(legal_basis="1. PP Nomor 7 Tahun 2021.").pk])

    assert sorted(Citation.objects.unknown().values_list("number", flat=True)) == [6, 7]


def test_recording_an_unknown_regulation_takes_kind_number_year_and_title_from_the_text():
    make_published(legal_basis=BASIS)

    made = law.record_unknown("Undang-Undang", 11, 2020)

    assert (made.slug, made.title, made.status) == ("uu-11-2020", "Cipta Kerja", "perlu diperiksa")
    assert law.record_unknown("Undang-Undang", 11, 2020) == made
    with pytest.raises(Citation.DoesNotExist):
        law.record_unknown("Undang-Undang", 12, 2020)


def test_an_address_that_is_taken_gets_a_number():
    Regulation.objects.create(slug="pp-5-2021", kind="Lain", number=1, year=2000, status="berlaku")

    assert law.free_slug("Peraturan Pemerintah", 5, 2021) == "pp-5-2021-2"
    assert len(law.free_slug("Peraturan " * 60, 5, 2021)) <= 150


def test_reading_everything_anew_gives_the_same_rows(capsys):
    regulation()
    standard = make_published(legal_basis=BASIS)
    citations.write_for_drafts([standard.pk])
    before = rows(), sorted(Citation.objects.values_list("regulation", flat=True), key=str)

    call_command("read_citations")

    assert (rows(), sorted(Citation.objects.values_list("regulation", flat=True), key=str)) == before
    assert capsys.readouterr().out == "Sitiran peraturan yang tercatat: 4.\n"


def test_the_offices_own_standards_cite_only_regulations_on_record_and_one_names_an_article():
    call_command("bootstrap", verbosity=0)

    cited = Citation.objects.in_force().filter(regulation__slug="pp-5-2021")
    assert sorted(cited.values_list("component", "article")) == [(1, "Pasal 65"), (7, ""), (7, ""), (7, ""), (7, "")]
    assert not Citation.objects.unknown().exists()


def test_a_catalogue_from_before_there_were_citations_gets_them_at_the_next_start():
    call_command("bootstrap", verbosity=0)
    before = Citation.objects.count()
    Citation.objects.all().delete()

    call_command("bootstrap", verbosity=0)

    assert Citation.objects.count() == before > 0


@pytest.mark.parametrize("count", [3, 30])
def test_reading_drafts_costs_the_same_queries_however_many_there_are(django_assert_num_queries, count):
    drafts = [make_draft(legal_basis=BASIS) for _ in range(3)]
    Standard.objects.bulk_create(
        Standard(**{**drafts[0].content(), "slug": f"lagi-{n}", "annex_number": 1000 + n}) for n in range(count - 3)
    )
    keys = list(Standard.objects.values_list("pk", flat=True))

    with django_assert_num_queries(7):  # two of them begin and end the transaction
        citations.write_for_drafts(keys)

    assert Citation.objects.count() == 2 * count
    assert not Edition.objects.exists()

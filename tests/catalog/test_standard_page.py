import datetime as dt
from itertools import pairwise

import pytest
import time_machine
from django.conf import settings

from catalog import publishing
from catalog.models import Regulation, Standard
from catalog.rules.components import COMPONENTS
from tests.catalog.factories import TODAY, edit, make_draft, make_sector
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC), tick=False):
        yield


def page_of(client, standard):
    return read(client.get(f"/layanan/{standard.slug}/"))


def revise(standard, note="Syarat diperbarui.", on=TODAY):
    publishing.publish(edit(standard), by=None, change_note=note, effective_on=on, today=TODAY)
    return Standard.objects.get(pk=standard.pk)


def regulation(kind, number, year, status, **facts):
    return Regulation.objects.create(
        slug=f"{number}-{year}-{status[:3]}", kind=kind, number=number, year=year, status=status, **facts
    )


def notices(page):
    return [notice.text for notice in page.all("div", class_="notice")]


def test_the_key_facts_come_before_the_components(client):
    page = page_of(client, published(sector=make_sector()))

    facts = page.one("dl", class_="facts")
    assert [(row.one("dt").text, row.one("dd").text) for row in facts.all("div")] == [
        ("Risiko", "Menengah Tinggi"),
        ("Waktu", "7 hari kerja"),
        ("Biaya", "Gratis"),
        ("Hasil", "NIB dan Sertifikat Standar"),
    ]
    everything = list(page.walk())
    assert everything.index(facts) < everything.index(page.one("section", id="komponen-1"))
    assert page.one("hgroup").text == "Sertifikat Standar KBLI 2020 14120 Sektor Perindustrian Penjahitan Pakaian"


@pytest.mark.parametrize(
    ("level", "word", "bars"),
    [("rendah", "Rendah", 1), ("menengah-rendah", "Menengah Rendah", 2), ("tinggi", "Tinggi", 4)],
)
def test_the_risk_is_a_word_beside_its_bars(client, level, word, bars):
    page = page_of(client, published(risk_level=level))

    mark = page.one("span", class_=f"risk-{bars}")
    assert mark.text == word
    assert mark.one("span", class_="risk-bars")["aria-hidden"] == "true"


@pytest.mark.parametrize(
    ("facts", "printed"),
    [
        ({"fee": "Rp0", "fee_rupiah": 0}, "Gratis"),
        ({"fee": "Rp. 150.000,-", "fee_rupiah": 150_000}, "Rp150.000"),
        ({"fee": "Sesuai Perda", "fee_rupiah": None}, "Sesuai Perda"),
        ({"fee": "", "fee_rupiah": None}, "Lihat komponen 4"),
    ],
)
def test_the_fee_is_the_amount_or_else_the_printed_words(client, facts, printed):
    page = page_of(client, published(**facts))

    assert page.one("dl", class_="facts").all("dd")[2].text == printed


def test_a_fact_that_is_not_known_leads_to_its_component(client):
    page = page_of(client, published(processing_days=None, fee="", fee_rupiah=None, product=""))

    links = page.one("dl", class_="facts").all("a")
    assert [link["href"] for link in links] == ["#komponen-3", "#komponen-4", "#komponen-5"]


def test_all_14_components_stand_in_their_two_groups(client):
    page = page_of(client, published())

    sections = page.all("section", class_="component")
    assert [section["id"] for section in sections] == [f"komponen-{number}" for number in range(1, 15)]
    assert [section.one("h3").text for section in sections] == [f"{each.number} {each.name}" for each in COMPONENTS]
    assert [section.one("div").text for section in sections] == [f"1. Isi komponen {n}." for n in range(1, 15)]
    groups = page.all("div", class_="group")
    assert [len(group.all("section")) for group in groups] == [6, 8]
    assert [group.one("h2").text for group in groups] == [
        "A. Proses Penyampaian Pelayanan (Service Delivery) meliputi:",
        "B. Proses Pengelolaan Pelayanan di Internal Organisasi (Manufacturing) meliputi:",
    ]


def test_every_component_offers_to_complain_of_it(client):
    page = page_of(client, published(slug="jahit"))

    links = page.all("a", class_="complain")
    assert [link["href"] for link in links] == [
        f"/pengaduan/buat/?layanan=jahit&komponen={number}" for number in range(1, 15)
    ]
    assert [link.text for link in links] == [f"Adukan {each.name}" for each in COMPONENTS]
    assert all("screen-only" in link["class"] for link in links)  # the print stays the annex
    button = page.one("section", id="komponen-6").one("a", class_="button")
    assert (button.text, button["href"]) == ("Ajukan pengaduan", "/pengaduan/buat/?layanan=jahit")


def test_the_table_of_contents_leads_to_every_component(client):
    page = page_of(client, published())

    contents = page.one("nav", class_="toc")
    assert [link["href"] for link in contents.all("a")] == [f"#komponen-{number}" for number in range(1, 15)]


def test_the_page_has_one_main_heading_and_skips_no_level(client):
    page = page_of(client, published())

    levels = [int(node.tag[1]) for node in page.walk() if node.tag in ("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_whatever_is_typed_into_a_component_is_shown_as_text(client):
    snippets = [
        "<script>alert(1)</script>",
        '<a href="//slot.example">gacor</a>',
        "<img src=x onerror=alert(1)>",
        "[slot](https://slot.example)",
        "</div></section></main>",
        "&lt;b&gt; javascript:alert(1) https://slot.example",
        '"><svg onload=alert(1)>',
    ]
    plain = page_of(client, published(slug="jahit"))
    texts = {component.key: "\n".join(snippets) for component in COMPONENTS}
    pasted = page_of(client, published(slug="lain", kbli_title="<b>Judul</b>", **texts))

    assert {node.tag for node in pasted.walk()} <= {node.tag for node in plain.walk()} | {"p"}
    links = [link["href"].replace("=lain", "=jahit").replace("/lain.", "/jahit.") for link in pasted.all("a")]
    assert links == [link["href"] for link in plain.all("a")]
    assert pasted.one("h1").text == "<b>Judul</b>"
    assert pasted.one("section", id="komponen-7").one("div").text == " ".join(snippets)


def test_regulations_no_longer_in_force_are_named_beside_component_7_as_they_are_cited(client):
    regulation("Undang-Undang", 11, 2020, "dicabut", status_since=dt.date(2022, 12, 30), replaced_by="UU 6/2023")
    regulation("Peraturan Pemerintah", 5, 2021, "dicabut")
    regulation("Peraturan Pemerintah", 6, 2021, "berlaku")
    regulation("Peraturan Menteri Perindustrian", 9, 2021, "perlu diperiksa")
    cited = [
        "1. Peraturan Menteri Perindustrian Nomor 9 Tahun 2021;",
        "2. Peraturan Pemerintah Nomor 5 Tahun 2021;",
        "3. Peraturan Pemerintah Nomor 6 Tahun 2021;",
        "4. Undang-Undang Nomor 11 Tahun 2020.",
    ]

    page = page_of(client, published(legal_basis="\n".join(cited)))

    note = page.one("section", id="komponen-7").one("div", class_="notice")
    assert [item.text for item in note.all("li")] == [
        "Peraturan Pemerintah Nomor 5 Tahun 2021 dicabut",
        "Undang-Undang Nomor 11 Tahun 2020 dicabut sejak 30 Desember 2022, diganti UU 6/2023",
        "Peraturan Menteri Perindustrian Nomor 9 Tahun 2021 perlu diperiksa",
    ]
    (summary,) = [p.text for p in page.one("header", class_="page-head").all("p") if "peraturan yang" in p.text]
    assert summary == (
        "2 peraturan yang disebut standar ini sudah dicabut, dan 1 lagi perlu diperiksa. Lihat dasar hukum"
    )


def test_nothing_is_noted_while_all_regulations_are_in_force(client):
    regulation("Peraturan Pemerintah", 6, 2021, "berlaku")

    page = page_of(client, published(legal_basis="1. Peraturan Pemerintah Nomor 6 Tahun 2021."))

    assert notices(page) == []


def test_the_page_shows_its_edition_its_date_and_its_change_note(client):
    standard = revise(published())

    editions = page_of(client, standard).one("ol", class_="editions").all("li")

    assert [item.text for item in editions] == [
        "Edisi 2 , berlaku sejak Jumat, 20 November 2026 berlaku Syarat diperbarui.",
        "Edisi 1 , berlaku sejak Senin, 5 Januari 2026 Edisi pertama.",
    ]
    assert [link["href"] for item in editions for link in item.all("a")] == [f"/layanan/{standard.slug}/edisi/1/"]


def test_an_earlier_edition_keeps_its_words_and_says_that_it_is_over(client):
    standard = revise(published())

    page = read(client.get(f"/layanan/{standard.slug}/edisi/1/"))

    assert notices(page) == ["Edisi 1 ini sudah tidak berlaku. Lihat edisi 2, berlaku sejak 20 November 2026"]
    assert page.one("div", class_="notice").one("a")["href"] == f"/layanan/{standard.slug}/"
    assert page.one("section", id="komponen-1").one("div").text == "1. Isi komponen 1."
    assert page.one("link", rel="canonical")["href"] == f"{settings.SITE_URL}/layanan/{standard.slug}/edisi/1/"
    assert page.one("title").text.startswith("Penjahitan Pakaian (14120), edisi 1 –")


def test_the_current_edition_is_the_same_page_under_its_number(client):
    standard = revise(published())

    by_number, by_name = (client.get(f"/layanan/{standard.slug}/{rest}") for rest in ("edisi/2/", ""))

    assert by_number.content == by_name.content
    assert read(by_number).one("link", rel="canonical")["href"] == f"{settings.SITE_URL}/layanan/{standard.slug}/"


def test_a_scheduled_edition_is_not_public_before_its_day(client):
    standard = revise(published(), on=TODAY + dt.timedelta(days=1))
    address = f"/layanan/{standard.slug}/edisi/2/"

    assert client.get(address).status_code == 404
    assert len(page_of(client, standard).one("ol", class_="editions").all("li")) == 1

    with time_machine.travel(dt.datetime(2026, 11, 20, 18, tzinfo=dt.UTC)):  # the 21st in Jakarta
        assert client.get(address).status_code == 404  # before the daily job
        publishing.activate_scheduled(today=dt.date(2026, 11, 21))
        assert client.get(address).status_code == 200


def test_a_cancelled_edition_is_never_public(client):
    standard = revise(published(), on=TODAY + dt.timedelta(days=1))
    publishing.cancel_scheduled(standard.editions.get(number=2), by=None, reason="Belum disepakati.")
    revise(standard, on=TODAY + dt.timedelta(days=2))

    with time_machine.travel(dt.datetime(2026, 11, 25, 3, tzinfo=dt.UTC)):
        publishing.activate_scheduled(today=dt.date(2026, 11, 25))
        statuses = [client.get(f"/layanan/{standard.slug}/edisi/{n}/").status_code for n in (1, 2, 3)]

    assert statuses == [200, 404, 200]


def test_a_withdrawn_standard_stays_and_says_since_when_why_and_what_replaces_it(client):
    successor = published(kbli_code="14111", kbli_title="Pakaian Jadi")
    standard = publishing.withdraw(published(), by=None, reason="Kewenangan beralih.", replaced_by=successor)

    page = page_of(client, standard)

    assert notices(page) == [
        "Standar pelayanan ini dicabut pada Jumat, 20 November 2026. "
        "Alasan: Kewenangan beralih. Penggantinya: 14111 Pakaian Jadi"
    ]
    assert page.one("div", class_="notice").one("a")["href"] == f"/layanan/{successor.slug}/"
    assert len(page.all("section", class_="component")) == 14
    assert page.one("ol", class_="editions").all("span", class_="status") == []


def test_a_draft_that_was_never_published_has_no_page(client):
    standard = make_draft()

    assert client.get(f"/layanan/{standard.slug}/").status_code == 404
    assert client.get(f"/layanan/{standard.slug}/edisi/1/").status_code == 404


@pytest.mark.parametrize("rest", ["edisi/2/", "edisi/0/", "edisi/99999999999999999999/", f"edisi/{'9' * 4000}/"])
def test_an_edition_that_does_not_exist_is_not_found(client, rest):
    assert client.get(f"/layanan/{published().slug}/{rest}").status_code == 404


@pytest.mark.parametrize("editions", [1, 3])
def test_the_page_costs_the_same_queries_however_many_editions_there_are(client, editions, django_assert_num_queries):
    standard = published(legal_basis="1. Peraturan Pemerintah Nomor 5 Tahun 2021.")
    for _ in range(editions - 1):
        standard = revise(standard)

    with django_assert_num_queries(3):
        client.get(f"/layanan/{standard.slug}/")
    with django_assert_num_queries(4):
        client.get(f"/layanan/{standard.slug}/edisi/1/")

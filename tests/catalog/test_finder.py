"""The finder (/pandu/): a few questions, their answers in the address, one standard at the end."""

from urllib.parse import urlencode

import pytest
from django.core.management import call_command

from catalog.models import Standard
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published

pytestmark = pytest.mark.django_db


def look(client, query=""):
    answer = client.get(f"/pandu/{query}")
    assert answer.status_code == 200
    return read(answer)


def heading(page):
    return page.one("h1").text


def options(page):
    """What can be answered now: the words on each button, and the address that it asks for."""
    forms = page.all("form", class_="question")
    found = {}
    for button in forms[0].all("button") if forms else []:
        hidden = [(field["name"], field["value"]) for field in forms[0].all("input", type="hidden")]
        found[button.text] = "?" + urlencode([*hidden, (button["name"], button["value"])])
    return found


def given(page):
    """What has been answered, and the address that asks it again."""
    items = page.one("ul", class_="answers").all("li") if page.all("ul", class_="answers") else []
    return {
        item.one("p").text: "?" + urlencode([(field["name"], field["value"]) for field in item.all("input")])
        for item in items
    }


def results(page):
    return [result.one("a")["href"] for result in page.all("li", class_="result")]


def addresses(*standards):
    return [standard.get_absolute_url() for standard in standards]


@pytest.fixture
def tailor(db):
    """Three standards of one activity that differ in scale and risk."""
    common = {"kbli_code": "14120", "kbli_title": "Penjahitan Pakaian"}
    return [
        published(**common, business_scale="Mikro", risk_level="rendah", licence_kind="nib"),
        published(**common, business_scale="Besar", risk_level="menengah-tinggi"),
        published(**common, business_scale="Besar", risk_level="tinggi", licence_kind="izin"),
    ]


@pytest.fixture
def breeder(db):
    return published(kbli_code="01622", kbli_title="Perkawinan Ternak")


def test_the_first_question_takes_free_words_or_a_choice(client, tailor, breeder):
    call_command("loaddata", "kbli", verbosity=0)

    page = look(client)

    assert heading(page) == "Apa usaha Anda?"
    assert page.one("input", id="q")["value"] == ""
    assert [words.partition(" KBLI ")[0] for words in options(page)] == [
        "Perkawinan Ternak",
        "Penjahitan Pakaian",
        "Tidak ada yang sesuai",
    ]
    assert "KBLI 2020 14120. Usaha penjahitan" in list(options(page))[1]


def test_words_that_fit_one_activity_need_no_choice(client, tailor, breeder):
    page = look(client, "?q=ternak")

    assert heading(page) == "Ini standar pelayanannya"
    assert results(page) == addresses(breeder)
    assert given(page) == {"Kegiatan Perkawinan Ternak": "?"}


def test_words_that_fit_several_activities_ask_which(client, tailor, breeder):
    published(kbli_code="14111", kbli_title="Industri Pakaian Jadi")

    page = look(client, "?q=pakaian")

    assert heading(page) == "Yang mana kegiatan usaha Anda?"
    offered = {words.partition(" KBLI ")[0]: address for words, address in options(page).items()}
    assert offered.keys() == {"Industri Pakaian Jadi", "Penjahitan Pakaian", "Tidak ada yang sesuai"}
    assert page.one("input", id="q")["value"] == "pakaian"
    chosen = look(client, offered["Penjahitan Pakaian"])
    assert heading(chosen) == "Seberapa besar usaha Anda?"
    assert given(chosen) == {"Kegiatan Penjahitan Pakaian": "?q=pakaian"}


def test_words_of_which_only_some_fit_are_asked_about(client, tailor, breeder):
    page = look(client, "?q=ternak+zamrud")

    assert heading(page) == "Yang mana kegiatan usaha Anda?"
    assert [words.partition(" KBLI ")[0] for words in options(page)] == ["Perkawinan Ternak", "Tidak ada yang sesuai"]


def test_words_that_fit_nothing_say_so_and_leave_the_choice(client, tailor, breeder):
    page = look(client, "?q=helikopter")

    assert heading(page) == "Tidak ada standar yang cocok dengan kata itu"
    assert len(options(page)) == 3
    assert options(page)["Tidak ada yang sesuai"] == "?kegiatan=lain"


def test_the_questions_go_on_to_scale_and_risk_where_standards_differ_by_them(client, tailor, breeder):
    scale = look(client, "?kegiatan=2020-14120")
    risk = look(client, options(scale)["Besar"])
    end = look(client, options(risk)["Tinggi Izin"])

    assert (heading(scale), list(options(scale))) == ("Seberapa besar usaha Anda?", ["Mikro", "Besar", "Belum tahu"])
    assert heading(risk) == "Apa tingkat risiko usaha Anda?"
    assert list(options(risk)) == ["Menengah Tinggi Sertifikat Standar", "Tinggi Izin", "Belum tahu"]
    assert heading(end) == "Ini standar pelayanannya"
    assert results(end) == addresses(tailor[2])
    assert given(end) == {
        "Kegiatan Penjahitan Pakaian": "?",
        "Skala usaha Besar": "?kegiatan=2020-14120",
        "Tingkat risiko Tinggi": "?kegiatan=2020-14120&skala=Besar",
    }


def test_a_question_with_one_answer_is_not_asked(client, tailor, breeder):
    assert results(look(client, "?kegiatan=2020-01622")) == addresses(breeder)
    assert results(look(client, "?kegiatan=2020-14120&skala=Mikro")) == addresses(tailor[0])


def test_who_does_not_know_sees_all_that_may_be_and_can_compare_them(client, tailor, breeder):
    page = look(client, "?kegiatan=2020-14120&skala=belum-tahu&risiko=belum-tahu")

    assert heading(page) == "Ada 3 standar yang mungkin"
    assert results(page) == addresses(tailor[1], tailor[0], tailor[2])
    (compare,) = page.one("main").all("a", class_="button")
    assert compare["href"] == "/layanan/banding/?" + urlencode([("s", tailor[n].slug) for n in (1, 0, 2)])


def test_nothing_of_this_office_fits(client, tailor, breeder):
    page = look(client, "?kegiatan=lain")

    assert heading(page) == "Tidak ada standar kami untuk usaha itu"
    assert "Telepon (0264) 8224794" in page.one("main").one("address").text
    assert given(page) == {"Kegiatan Tidak ada yang sesuai": "?"}
    assert options(page) == {}


def test_an_empty_catalogue_asks_nothing_useless(client):
    page = look(client)

    assert heading(page) == "Apa usaha Anda?"
    assert options(page) == {}


def test_many_activities_are_asked_for_group_by_group(client, tailor):
    call_command("loaddata", "kbli", verbosity=0)
    for number in range(9):
        published(kbli_code=f"7842{number}", kbli_title=f"Pelatihan {number}")

    page = look(client)
    assert list(options(page)) == [
        "Industri Pengolahan",
        "Aktivitas Penyewaan dan Sewa Guna Usaha Tanpa Hak Opsi, Ketenagakerjaan, "
        "Agen Perjalanan dan Penunjang Usaha Lainnya",
        "Tidak ada yang sesuai",
    ]
    group = look(client, list(options(page).values())[1])

    assert len(options(group)) == 10
    assert list(given(group).values()) == ["?"]
    training = look(client, next(iter(options(group).values())))
    assert list(given(training).values()) == ["?", "?kegiatan=2020-N"]


def test_the_same_number_of_two_editions_is_two_activities(client, tailor):
    new = published(kbli_code="14120", kbli_edition=2025, kbli_title="Usaha baru")

    assert list(options(look(client))) == [
        "Penjahitan Pakaian KBLI 2020 14120.",
        "Usaha baru KBLI 2025 14120.",
        "Tidak ada yang sesuai",
    ]
    assert results(look(client, "?kegiatan=2025-14120")) == addresses(new)


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("kegiatan=2020-99999", "kegiatan usaha"),
        ("kegiatan=x", "kegiatan usaha"),
        ("kegiatan=2020-14120&skala=Raksasa", "skala usaha"),
        ("kegiatan=2020-14120&skala=Besar&risiko=sedang", "tingkat risiko"),
        ("kegiatan=2020-14120&skala=Besar&risiko=rendah", "tingkat risiko"),
        ("q=%00", "kata pencarian"),
        ("kegiatan=2020-14120%00&risiko=%00", "kegiatan usaha, tingkat risiko"),
    ],
)
def test_an_answer_that_makes_no_sense_is_asked_again_with_a_note(client, tailor, breeder, query, named):
    page = look(client, f"?{query}")

    assert page.one("div", class_="notice").text == f"Ada isian yang tidak kami kenali, jadi kami abaikan: {named}."
    assert options(page)


def test_every_path_ends_and_every_standard_is_at_the_end_of_one(client, tailor, breeder):
    call_command("loaddata", "kbli", verbosity=0)
    for number in range(9):
        published(kbli_code=f"7842{number}", kbli_title=f"Pelatihan {number}")

    reached, ends, seen, unread = set(), set(), set(), [""]
    while unread:
        query = unread.pop()
        page = look(client, query)
        answers = options(page)
        assert len(answers) != 1
        assert len(results(page)) != 1 or "Lihat syarat dan caranya" in page.one("main").text
        if not answers:
            ends.add(heading(page))
        reached |= set(results(page))
        new = {*answers.values(), *given(page).values()} - seen
        seen |= new
        unread += new

    assert reached == set(addresses(*Standard.objects.all()))
    assert ends == {
        "Ini standar pelayanannya",
        "Ada 2 standar yang mungkin",
        "Ada 3 standar yang mungkin",
        "Tidak ada standar kami untuk usaha itu",
    }


def test_the_words_stand_in_form_fields_and_nowhere_else(client, tailor, breeder):
    for more in ("", "&kegiatan=2020-14120", "&kegiatan=2020-14120&skala=Besar", "&kegiatan=lain", "&kegiatan=x"):
        answer = client.get(f"/pandu/?q=JERUKQQ+penjahitan{more}")
        html = answer.content.decode()
        assert html.replace('value="JERUKQQ penjahitan"', "").count("JERUKQQ") == 0
        assert answer["X-Robots-Tag"] == "noindex"


def test_only_the_first_question_is_for_search_engines(client, tailor):
    assert "X-Robots-Tag" not in client.get("/pandu/")
    assert client.get("/pandu/?kegiatan=2020-14120")["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("number", [9, 30])
def test_the_finder_costs_the_same_queries_however_many_standards_there_are(client, number, django_assert_num_queries):
    call_command("loaddata", "kbli", verbosity=0)
    for count in range(number):
        published(kbli_code="14120", kbli_title="Penjahitan", business_scale=f"Skala {count}")
        published(kbli_code=f"784{count:02}", kbli_title=f"Pelatihan {count}")

    for query, queries in (("", 5), ("?q=pelatihan", 5), ("?kegiatan=2020-14120", 2), ("?kegiatan=2020-78401", 2)):
        with django_assert_num_queries(queries):
            client.get(f"/pandu/{query}")

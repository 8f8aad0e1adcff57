"""/pengaduan/lacak/: the way to a case, which tells nobody else anything (rows A2, A5–A8, A12, A13)."""

import time

import pytest
from django.contrib.sessions.models import Session

from complaints import codes
from complaints.models import Complaint
from tests.catalog.html_page import read
from tests.complaints.factories import NOW, make_filed
from tests.complaints.pages import CASE, TRACK, look_up, masked, problem_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(clock):
    return make_filed(now=NOW)


def wrong_code(code):
    """Another well-formed one."""
    return codes.shown(codes.of_form(codes.new_form_key()))


def test_the_right_number_and_code_lead_to_the_case(client, filed):
    answer = look_up(client, filed.complaint.number, filed.code)

    assert (answer.status_code, answer["Location"]) == (302, CASE)
    assert filed.complaint.number in client.get(CASE).content.decode()


@pytest.mark.parametrize("change", [str.lower, lambda code: code.replace("-", ""), lambda code: f"  {code} "])
def test_the_code_may_be_typed_as_people_do(client, filed, change):
    assert look_up(client, filed.complaint.number.lower(), change(filed.code)).status_code == 302


def test_code_oracle(client, filed):
    number = filed.complaint.number
    erased = make_filed(now=NOW)
    Complaint.objects.filter(pk=erased.complaint.pk).update(code_digest="-" * 64)
    tries = [
        (number, wrong_code(filed.code)),
        ("PGD-2026-999999", filed.code),
        ("PGD-1999-000001", filed.code),
        (number, filed.code[:-1] + "2" if filed.code[-1] != "2" else "3"),
        (number, "x"),
        ("", ""),
        ("\x00", "\x00"),
        (erased.complaint.number, erased.code),
        (number, "A" * 1_000_000),
    ]

    answers = [look_up(client, *typed) for typed in tries]

    assert {answer.status_code for answer in answers} == {400}
    assert len({masked(answer) for answer in answers}) == 1
    assert len({tuple(sorted(answer.headers.items())) for answer in answers}) == 1
    assert "tidak cocok" in problem_of(read(answers[0]))


def test_a_wrong_code_and_an_unknown_number_take_the_same_time(client, filed):
    number, code = filed.complaint.number, wrong_code(filed.code)

    def median(typed):
        times = []
        for _ in range(51):
            start = time.perf_counter()
            codes.find(*typed)
            times.append(time.perf_counter() - start)
        return sorted(times)[25]

    with_number, without = median((number, code)), median(("PGD-2026-999999", code))
    assert abs(with_number - without) < 0.005


def test_code_long(client, filed, monkeypatch):
    monkeypatch.setattr(codes, "code_digest", lambda code: pytest.fail("hashed"))

    start = time.perf_counter()
    answer = look_up(client, filed.complaint.number, "A" * 1_000_000)

    assert answer.status_code == 400
    assert time.perf_counter() - start < 0.5  # 50 ms where nothing else runs


def test_code_guess(client, filed, clock):
    number = filed.complaint.number

    statuses = [look_up(client, number, wrong_code(filed.code)).status_code for _ in range(12)]
    right = look_up(client, number, filed.code)
    wrong = look_up(client, number, "x")

    assert statuses == [400] * 10 + [429] * 2
    assert right.status_code == wrong.status_code == 429
    assert right["Retry-After"] == "600"
    assert masked(right) == masked(wrong)
    clock.shift(601)
    assert look_up(client, number, filed.code).status_code == 302


def test_limit_cgnat(client, filed):
    statuses = {look_up(client, filed.complaint.number, filed.code).status_code for _ in range(60)}

    assert statuses == {302}


def test_limit_xff(client, filed):
    statuses = [
        client.post(TRACK, {"number": "x", "code": "x"}, headers={"x-forwarded-for": f"203.0.113.{n}"}).status_code
        for n in range(12)
    ]

    assert statuses == [400] * 10 + [429] * 2


def test_session_fix(client, filed):
    client.cookies["sessionid"] = "a" * 32
    look_up(client, filed.complaint.number, filed.code)
    first = client.cookies["sessionid"].value
    assert first != "a" * 32

    look_up(client, filed.complaint.number, filed.code)

    assert client.cookies["sessionid"].value != first
    assert not Session.objects.filter(pk=first).exists()
    client.cookies["sessionid"] = first
    assert client.get(CASE).status_code == 302


def test_code_leak(client, filed, caplog):
    answer = look_up(client, filed.complaint.number, filed.code)
    page = client.get(CASE)
    wrong = look_up(client, "PGD-2026-999999", filed.code)

    (session,) = Session.objects.all()
    places = [
        answer["Location"],
        page.content.decode(),
        wrong.content.decode(),
        str(session.get_decoded()),
        caplog.text,
    ]
    for form in (filed.code, filed.code.replace("-", "")):
        assert not any(form in place for place in places)


@pytest.mark.parametrize("address", [TRACK, CASE])
def test_the_pages_are_kept_by_nobody_and_found_by_no_search_engine(client, filed, address):
    look_up(client, filed.complaint.number, filed.code)

    answer = client.get(address)

    assert "no-store" in answer["Cache-Control"]
    assert read(answer).one("meta", name="robots")["content"] == "noindex"
    assert answer["Referrer-Policy"] == "same-origin"


def test_after_half_an_hour_of_silence_the_code_is_asked_for_again(client, filed, clock):
    look_up(client, filed.complaint.number, filed.code)
    for _ in range(3):
        clock.shift(29 * 60)
        assert client.get(CASE).status_code == 200

    clock.shift(30 * 60 + 1)

    assert (client.get(CASE).status_code, client.get(CASE)["Location"]) == (302, TRACK)


def test_what_was_typed_when_the_visit_ended_is_shown_to_be_copied(client, filed, clock):
    look_up(client, filed.complaint.number, filed.code)
    clock.shift(31 * 60)

    answer = client.post(f"{CASE}tanggapan/", {"version": "1", "text": "Nomor OSS saya 123."})

    assert answer.status_code == 403
    assert read(answer).one("textarea").text == "Nomor OSS saya 123."
    assert "30 menit" in problem_of(read(answer))
    assert filed.complaint.events.count() == 1


def test_leaving_closes_the_case(client, filed):
    look_up(client, filed.complaint.number, filed.code)

    assert client.post("/pengaduan/lacak/keluar/")["Location"] == TRACK

    assert client.get(CASE).status_code == 302


def test_a_lost_code_is_never_mailed_and_the_page_says_what_to_do(client):
    # Row 13 does not apply: no page takes a number or an address to send a code to.
    page = read(client.get(TRACK))

    assert "Kode hilang? Kami tidak menyimpannya" in page.one("main").text
    assert [field["name"] for field in page.one("main").all("input")] == ["csrfmiddlewaretoken", "number", "code"]


def test_looking_up_costs_the_same_queries_whatever_was_typed(client, filed, django_assert_num_queries):
    for typed in [(filed.complaint.number, "x"), ("x", "x"), ("", "")]:
        with django_assert_num_queries(3):
            look_up(client, *typed)

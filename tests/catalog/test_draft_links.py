"""Somebody outside reads a draft by a link, without an account, and remarks on it."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalog import draft_links
from catalog.draft_links import MOST_REMARKS, RemarkError, make_link, opened, revoke, write_remark
from catalog.models import LONGEST_REMARK, DraftLink, Remark
from tests.catalog.factories import make_draft, make_shared_text, make_user
from tests.catalog.html_page import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard():
    return make_draft(requirements="1. Syarat <b>rahasia</b>.")


@pytest.fixture
def link_and_token(standard):
    return make_link(standard, by=make_user(), reader="Dinas Pertanian", days=7)


def address(token) -> str:
    return reverse("catalog:draft", args=[token])


def test_the_secret_is_not_stored(link_and_token):
    link, token = link_and_token

    values = DraftLink.objects.filter(pk=link.pk).values().get().values()

    assert not any(token in str(value) for value in values)
    assert opened(token) == link


def test_the_draft_is_read_without_a_login_and_kept_nowhere(client, link_and_token):
    make_shared_text(4, "Gratis dari teks baku")

    response = client.get(address(link_and_token[1]))

    page = read(response)
    assert "Syarat <b>rahasia</b>." in page.one("section", id="komponen-1").text
    assert "Ini naskah, belum berlaku." in page.text
    assert len(page.all("section", class_="component")) == 14
    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert page.one("meta", name="robots")["content"] == "noindex, nofollow"


def test_wrong_ended_and_revoked_links_answer_alike(client, standard, link_and_token):
    link, revoked = link_and_token
    revoke(link)
    past = timezone.now() - dt.timedelta(days=8)
    _, ended = make_link(standard, by=link.made_by, reader="Dinas", days=7, now=past)
    tokens = [revoked, ended, "x" * 43, "x" * 5000, "%00", "ñ"]

    answers = [client.get(address(token)) for token in tokens]
    posts = [client.post(address(token), {"komponen": "1", "catatan": "Halo"}) for token in tokens]

    assert {answer.status_code for answer in [*answers, *posts]} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert not Remark.objects.exists()


def test_a_link_ends_at_its_moment(link_and_token, time_machine):
    link, token = link_and_token

    time_machine.move_to(link.ends_at - dt.timedelta(seconds=1), tick=False)
    assert opened(token)
    time_machine.move_to(link.ends_at, tick=False)
    assert opened(token) is None


def test_a_remark_stands_below_its_component(client, link_and_token):
    token = link_and_token[1]

    response = client.post(address(token), {"komponen": "7", "catatan": "Dicabut, <i>lihat</i> PP 28."})

    assert response["Location"].endswith("#komponen-7")
    shown = read(client.get(address(token))).one("section", id="komponen-7")
    assert "Dicabut, <i>lihat</i> PP 28." in shown.text


def test_a_remark_on_the_whole_draft(client, link_and_token):
    token = link_and_token[1]

    response = client.post(address(token), {"komponen": "0", "catatan": "Bagus."})

    assert response["Location"].endswith("#catatan-naskah")
    assert Remark.objects.get().place == "naskah"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"komponen": "1", "catatan": " "}, "Tuliskan catatan Anda."),
        ({"komponen": "1"}, "Tuliskan catatan Anda."),
        ({"komponen": "1", "catatan": "x" * (LONGEST_REMARK + 1)}, "terlalu panjang"),
        ({"komponen": "99", "catatan": "Halo"}, "Halo"),
        ({"komponen": "x" * 5000, "catatan": "Halo"}, "Halo"),
        ({"catatan": "Halo"}, "Halo"),
        ({"komponen": "1", "catatan": "a\x00b"}, "a"),
    ],
)
def test_a_remark_that_cannot_be_taken_comes_back_with_its_reason(client, link_and_token, data, message):
    response = client.post(address(link_and_token[1]), data)

    assert response.status_code == 200
    assert message in response.content.decode()
    assert "Ada yang perlu diperbaiki" in response.content.decode()
    assert not Remark.objects.exists()


def test_a_link_takes_no_more_remarks_than_its_limit(client, link_and_token):
    link, token = link_and_token
    for _ in range(MOST_REMARKS):
        write_remark(link, component=1, text="Halo")

    response = client.post(address(token), {"komponen": "1", "catatan": "Satu lagi, jangan hilang"})

    assert "Satu lagi, jangan hilang" in response.content.decode()
    assert f"sudah memuat {MOST_REMARKS} catatan" in response.content.decode()
    assert Remark.objects.count() == MOST_REMARKS
    with pytest.raises(RemarkError):
        write_remark(link, component=1, text="Halo")


def test_a_remark_comes_from_the_page_itself_and_from_no_other_site(link_and_token):
    client = Client(enforce_csrf_checks=True)
    data = {"komponen": "1", "catatan": "Halo"}

    refused = client.post(address(link_and_token[1]), data)
    token = read(client.get(address(link_and_token[1]))).all("input", name="csrfmiddlewaretoken")[0]["value"]
    taken = client.post(address(link_and_token[1]), {**data, "csrfmiddlewaretoken": token})

    assert (refused.status_code, taken.status_code) == (403, 302)
    assert Remark.objects.count() == 1


@pytest.mark.parametrize("number", [3, 40])
def test_the_page_costs_the_same_queries_however_many_remarks(
    client, link_and_token, number, django_assert_num_queries
):
    link, token = link_and_token
    for place in range(number):
        write_remark(link, component=place % 15, text="Halo")

    with django_assert_num_queries(3):
        client.get(address(token))


def test_what_was_dealt_with_is_marked_once(link_and_token):
    remark = write_remark(link_and_token[0], component=1, text="Halo")
    first, second = make_user("a"), make_user("b")

    draft_links.settle(remark, by=first)
    draft_links.settle(remark, by=second)

    remark.refresh_from_db()
    assert remark.settled_by == first

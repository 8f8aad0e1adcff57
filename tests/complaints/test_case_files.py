"""The files of a case: downloads for the one who holds its code (rows 10, 11, 34, 39)."""

import pytest

from complaints.models import Attachment
from tests.complaints.factories import JPEG, NOW, PDF, make_attachment, make_filed
from tests.complaints.pages import CASE, look_up

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def enter(client):
    def visit(filed):
        assert look_up(client, filed.complaint.number, filed.code).status_code == 302

    return visit


def address_of(attachment):
    return f"/pengaduan/lacak/berkas/{attachment.pk}/"


def test_a_file_is_only_ever_a_download_under_a_name_of_ours(client, enter):
    filed = make_filed(now=NOW, files=[make_attachment('"><script>.pdf'), make_attachment("x.jpg", JPEG)])
    enter(filed)
    first, second = filed.complaint.attachments.all()

    got = [client.get(address_of(each)) for each in (first, second)]

    assert [answer.content for answer in got] == [PDF, JPEG]
    assert [answer["Content-Disposition"] for answer in got] == [
        f'attachment; filename="{filed.complaint.number}-berkas-1.pdf"',
        f'attachment; filename="{filed.complaint.number}-berkas-2.jpg"',
    ]
    for header, value in {
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Frame-Options": "DENY",
    }.items():
        assert got[0][header] == value
    assert "no-store" in got[0]["Cache-Control"]
    assert "<script>" not in client.get(CASE).content.decode()


def test_idor_matrix(client, enter):
    mine = make_filed(now=NOW)
    other = make_filed(now=NOW, files=[make_attachment()])
    enter(mine)

    theirs = client.get(address_of(other.complaint.attachments.get()))
    none = client.get("/pengaduan/lacak/berkas/999999/")

    assert theirs.status_code == none.status_code == 404
    assert theirs.content == none.content
    assert client.get("/pengaduan/lacak/berkas/" + "9" * 5000 + "/").status_code == 404
    assert other.complaint.number not in client.get(CASE).content.decode()


def test_attachment_replay(client, enter, clock):
    filed = make_filed(now=NOW, files=[make_attachment()])
    address = address_of(Attachment.objects.get())
    assert client.get(address).status_code == 404
    enter(filed)
    assert client.get(address).status_code == 200

    clock.shift(30 * 60 + 1)

    assert client.get(address).status_code == 404
    enter(filed)
    client.post("/pengaduan/lacak/keluar/")
    assert client.get(address).status_code == 404

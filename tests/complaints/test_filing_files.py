"""Files sent with a report: all stored, or a word on each that is not, and no text is lost (rows 38, 43)."""

import pytest

from complaints.models import Complaint
from tests.catalog.html_page import read
from tests.complaints.factories import JPEG, PDF, make_upload, png
from tests.complaints.pages import ANSWERS, FILE, answered, is_receipt, send, values_to_send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_files_are_stored_with_the_report(client, clock):
    files = [make_upload("a.pdf", PDF), make_upload("b.jpg", JPEG), make_upload("c.png", png())]

    answer = send(client, answered(client), clock, berkas=files)

    assert is_receipt(answer)
    assert list(Complaint.objects.get().attachments.values_list("label", flat=True)) == ["a.pdf", "b.jpg", "c.png"]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([("virus.exe", b"MZ")], "tidak dapat diterima"),
        ([("foto.png", PDF)], "bukan PNG"),
        ([("kosong.pdf", b"")], "kosong"),
        ([("besar.pdf", PDF + b" " * 5 * 1024 * 1024)], "paling besar 5 MB"),
        ([(f"{n}.pdf", PDF) for n in range(6)], "Paling banyak 5 berkas"),
        ([("a.pdf", PDF), ("svg.png", b"<svg onload=alert(1)>")], "bukan PNG"),
    ],
)
def test_a_file_that_is_refused_is_said_at_its_field_and_nothing_is_stored(client, clock, files, message):
    checked = answered(client)

    answer = send(client, checked, clock, berkas=[make_upload(*file) for file in files])

    page = read(answer)
    assert message in page.one("ul", id="berkas-error").text
    assert page.one("input", id="berkas")["aria-invalid"] == "true"
    assert values_to_send(answer)["story"] == ANSWERS["story"]
    assert not Complaint.objects.exists()
    assert is_receipt(send(client, answer, clock))


def test_no_file_is_lost_without_a_word(client, clock):
    files = [make_upload(f"{n}.pdf", PDF[:9] + b" " * 4_900_000 + PDF[9:]) for n in range(5)]

    assert is_receipt(send(client, answered(client), clock, berkas=files))
    assert Complaint.objects.get().attachments.count() == 5


@pytest.mark.parametrize("step", ["kirim", "ubah"])
def test_files_that_must_be_chosen_again_are_spoken_of(client, clock, step):
    answer = send(client, answered(client), clock, after=1, langkah=step, berkas=[make_upload()])

    assert "belum tersimpan" in read(answer).one("main").text


def test_more_than_a_form_of_ours_can_hold_is_told_so(client, clock, monkeypatch):
    checked = answered(client)
    many = send(client, checked, clock, berkas=[make_upload(f"{n}.pdf") for n in range(30)])
    words = client.post(FILE, {"story": "a" * 3_000_000})
    monkeypatch.setattr("complaints.uploads.LONGEST_BODY", 100)
    huge = send(client, checked, clock, berkas=[make_upload()])

    for answer in (many, huge, words):
        assert (answer.status_code, read(answer).one("h1").text) == (413, "Kiriman ini terlalu besar")
    assert not Complaint.objects.exists()

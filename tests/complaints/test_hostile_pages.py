"""Bad input on the pages of complaints: a message at its field, what was typed kept, and never a server error."""

import itertools

import pytest
from django.test import Client

from complaints.models import Complaint
from tests.catalog.html_page import read
from tests.catalog.pages_factory import published
from tests.complaints.factories import NOW, TODAY, make_filed
from tests.complaints.pages import ANSWERS, CASE, FILE, TRACK, answered, errors_of, form_of, look_up, send, values_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

FIELDS = [
    "service_words",
    "service",
    "received_on",
    "is_waiting",
    "component",
    "story",
    "wish",
    "name",
    "phone",
    "email",
]
FIELDS += ["conceals_identity", "formulir", "langkah", "situs_web", "lagi", "berkas", "csrfmiddlewaretoken"]
NAUGHTY = [
    "\x00",
    "a\x00b",
    "\x1b[31m",
    "\u202eterbalik\u2066",
    "💃🏽🇮🇩",
    "'; DROP TABLE complaints_complaint; --",
    "%",
    "\\",
    "a" * 100_000,
    " ".join("abc" for _ in range(25_000)),
    "-1",
    "9" * 5_000,
    "٣",
    "inf",
    "{{ 7*7 }}",
    "%(x)s",
    "\r\nSet-Cookie: a=b",
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
]
SCRIPTS = ['"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", "</textarea><svg onload=alert(1)>"]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("received_on", "", "Isi tanggalnya, atau pilih “masih menunggu”."),
        ("received_on", "2026-02-31", "Tanggal ini tidak ada di kalender."),
        ("received_on", "kemarin", "Tanggal ini tidak ada di kalender."),
        ("received_on", "0001-01-01", "Tanggal harus antara 1 Januari 2000 dan hari ini."),
        ("received_on", "1999-12-31", "Tanggal harus antara 1 Januari 2000 dan hari ini."),
        ("received_on", "9999-12-31", "Tanggal harus antara 1 Januari 2000 dan hari ini."),
        ("received_on", "2026-11-21", "Tanggal harus antara 1 Januari 2000 dan hari ini."),
        ("service", "", "Cari dan pilih layanannya, atau pilih “Tidak tahu”."),
        ("service", "tidak-ada", "Cari dan pilih layanannya, atau pilih “Tidak tahu”."),
        ("component", "15", "Pilih salah satu bagian ini, atau “Lainnya”."),
        ("story", "a" * 100_000, "Paling panjang 10.000 huruf; tulisan Anda 100.000 huruf."),
        ("wish", "a" * 100_000, "Paling panjang 5.000 huruf; tulisan Anda 100.000 huruf."),
        ("name", "a" * 151, "Paling panjang 150 huruf; tulisan Anda 151 huruf."),
        ("service_words", "a" * 256, "Paling panjang 255 huruf; tulisan Anda 256 huruf."),
        ("phone", "0812", "Nomor ini belum lengkap."),
        ("phone", "rumah", "Nomor ini belum lengkap."),
        ("email", "siti@", "Alamat email ini belum lengkap."),
        ("email", "a@b.co\nBcc: x@y.id", "Alamat email ini belum lengkap."),
        *((field, "Siti\x00", "karakter tersembunyi") for field in ("story", "wish", "name", "phone", "email")),
        *((field, "\u202eitiS", "karakter tersembunyi") for field in ("story", "wish", "name", "phone", "email")),
        *((field, "Si\x07ti", "karakter tersembunyi") for field in ("story", "name", "service_words")),
    ],
)
def test_what_cannot_be_accepted_is_said_at_its_field_and_kept(client, field, value, message):
    facts = {"is_waiting": "", "received_on": TODAY.isoformat(), field: value}

    answer = answered(client, **facts)

    page = read(answer)
    assert answer.status_code == 200
    errors = errors_of(page)
    assert list(errors) == [f"id_{field}"]
    assert message in errors[f"id_{field}"]
    assert f"#id_{field}" in [a["href"] for a in page.one("div", class_="error-summary").all("a")]
    assert f"id_{field}" in {node.attributes.get("id") for node in page.walk()}
    kept = values_of(form_of(page, FILE))
    others = {name: typed for name, typed in {**ANSWERS, **facts}.items() if name != field and typed}
    assert {name: kept.get(name) for name in others} == others
    assert not Complaint.objects.exists()


def test_what_was_typed_is_kept_but_for_what_nobody_can_see(client):
    page = read(answered(client, story="Siapa\u202e yang\x00 salah?\n" + "a" * 20_000))

    assert values_of(form_of(page, FILE))["story"] == "Siapa yang salah?\n" + "a" * 20_000


def test_a_report_that_says_nothing_is_asked_for_one_sentence(client):
    errors = errors_of(read(answered(client, story=" ", wish="", component="")))

    assert errors == {"id_story": "Ceritakan yang terjadi, atau tulis apa yang Anda harapkan. Satu kalimat pun cukup."}


def test_a_name_is_one_line(client):
    checked = read(answered(client, name="Siti\r\nBcc: x@y.id"))

    assert "Siti Bcc: x@y.id" in [dd.text for dd in checked.all("dd")]


@pytest.mark.parametrize("value", ["0812 3456 7890", "+62 812-3456-7890", "(0264) 8224794 ext.103", "02648224794"])
def test_a_telephone_number_may_be_written_as_people_do(client, value):
    assert "error-summary" not in answered(client, phone=value).content.decode()


@pytest.mark.parametrize("step", ["cari", "ubah", "periksa", "kirim"])
def test_no_value_of_any_field_is_a_server_error(client, step):
    published(slug="jahit")

    for field, value in itertools.product(FIELDS, NAUGHTY):
        answer = client.post(FILE, {**ANSWERS, "langkah": step, field: value})
        assert answer.status_code == 200, (field, value[:20])
    assert not Complaint.objects.exists()


def test_no_parameter_of_an_address_is_a_server_error(client):
    addresses = [FILE, "/pengaduan/batas-waktu/", "/pengaduan/batas-waktu.json", TRACK, "/pengaduan/"]
    for address, name, value in itertools.product(addresses, ["layanan", "komponen", "diterima", "x"], NAUGHTY):
        assert client.get(address, {name: value}).status_code in (200, 400), (address, name)


def test_no_value_on_the_page_of_a_case_is_a_server_error(client):
    filed = make_filed(now=NOW)
    look_up(client, filed.complaint.number, filed.code)

    steps = ["tanggapan/", "penilaian/", "buka-kembali/", "cabut/"]
    fields = ["text", "reason", "is_settled", "version", "name", "berkas"]
    for step, field, value in itertools.product(steps, fields, NAUGHTY):
        typed = {"version": "0", "text": "a", "reason": "b", "is_settled": "ya", field: value}
        assert client.post(CASE + step, typed).status_code in (200, 409), (step, field)
    assert filed.complaint.events.count() == 1


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_script_becomes_part_of_a_page(client, clock, script):
    told = {"story": script, "wish": script, "name": script, "service_words": script}

    form = client.post(FILE, {**ANSWERS, **told, "langkah": "cari"})
    checked = answered(client, **told)
    receipt = send(client, checked, clock)

    for answer in (form, checked, receipt):
        assert script not in answer.content.decode()
    filed = make_filed(now=NOW, **{name: told[name] for name in ("story", "wish", "name")})
    look_up(client, filed.complaint.number, filed.code)
    assert script not in client.get(CASE).content.decode()


def test_the_last_of_two_values_counts(client):
    values = "service=x&service=tidak-tahu&is_waiting=on&story=a&story=b&name=Siti&phone=08123456789"

    page = read(client.post(FILE, values, content_type="application/x-www-form-urlencoded"))

    assert values_of(form_of(page, FILE))["story"] == "b"
    assert page.all("button", value="kirim")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "multipart/form-data; boundary=x"),
        (b"--x\r\nContent-Disposition: form-data; name=story\r\n\r\nterpotong", "multipart/form-data; boundary=x"),
        (b"--y--", "multipart/form-data; boundary=x"),
        (b"a", "multipart/form-data"),
        (b"\xff\xfe" * 1000, "application/x-www-form-urlencoded"),
        (b"&" * 900, "application/x-www-form-urlencoded"),
        (b"a=1&" * 2000, "application/x-www-form-urlencoded"),
        (b"[" * 100_000, "application/json"),
    ],
)
@pytest.mark.parametrize("address", [FILE, TRACK])
def test_a_broken_body_is_no_server_error(client, address, body, kind):
    assert client.post(address, body, content_type=kind).status_code in (200, 400)
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        TRACK,
        "/pengaduan/lacak/keluar/",
        *(CASE + step for step in ("tanggapan/", "penilaian/", "buka-kembali/", "cabut/")),
    ],
)
def test_without_its_token_nothing_is_done(address):
    client = Client(enforce_csrf_checks=True)
    filed = make_filed(now=NOW)

    answer = client.post(address, {"number": filed.complaint.number, "code": filed.code, "text": "a", "reason": "b"})
    elsewhere = client.post(address, {}, headers={"origin": "https://evil.example"})

    assert answer.status_code == elsewhere.status_code == 403
    assert read(answer).one("h1").text == "Formulir ini sudah kedaluwarsa"
    assert filed.complaint.events.count() == 1


def test_looking_at_pages_changes_nothing(client):
    filed = make_filed(now=NOW)
    look_up(client, filed.complaint.number, filed.code)
    before = list(Complaint.objects.values())

    for address in ("/pengaduan/", FILE, TRACK, CASE, "/pengaduan/batas-waktu/"):
        assert client.get(address).status_code == 200
    for step in ("tanggapan/", "penilaian/", "buka-kembali/", "cabut/"):
        assert client.get(CASE + step).status_code == 405
    assert client.get("/pengaduan/lacak/keluar/").status_code == 405
    assert list(Complaint.objects.values()) == before

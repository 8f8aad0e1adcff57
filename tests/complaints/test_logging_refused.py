"""Logging: what is wrong is told, nothing is lost, and who may not log cannot."""

import datetime as dt

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from complaints.models import Complaint
from complaints.rules.workflow import Role
from tests.catalog.factories import make_published
from tests.catalog.html_page import read
from tests.complaints.desk import enter, make_staff
from tests.complaints.factories import NOW
from tests.complaints.log_page import LOG, TOLD, checked, log, store, values_to_send
from tests.complaints.pages import errors_of, form_of, receipt_of, values_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_calendar")]


@pytest.fixture
def officer(client):
    return enter(client, first_name="Petugas", last_name="Contoh")


@pytest.mark.parametrize("witness", ["", "andi", " Andi "])
def test_a_box_is_opened_by_two(client, officer, witness):
    answer = checked(client, channel="kotak", received_by="Andi", witnessed_by=witness)

    assert set(errors_of(read(answer))) == {"id_witnessed_by"}


def test_one_form_does_not_store_two_texts(client, officer):
    page = checked(client)
    store(client, page)

    answer = store(client, page, story="Cerita lain.")

    assert "sudah dipakai untuk laporan PGD-2026-" in read(answer).text
    assert "Cerita lain." in read(answer).text
    assert Complaint.objects.count() == 1


def test_a_file_that_is_not_accepted_loses_nothing(client, officer):
    answer = store(client, checked(client), berkas=SimpleUploadedFile("surat.exe", b"MZ"))

    assert "Kirim sebagai PDF, JPG, atau PNG" in read(answer).text
    assert values_to_send(answer)["story"] == TOLD["story"]
    assert not Complaint.objects.exists()


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"channel": ""}, "id_channel"),
        ({"channel": "merpati"}, "id_channel"),
        ({"arrived_on": ""}, "id_arrived_on"),
        ({"arrived_on": "2026-11-21"}, "id_arrived_on"),
        ({"arrived_on": "2026-02-30"}, "id_arrived_on"),
        ({"arrived_at": "25:00"}, "id_arrived_at"),
        ({"is_waiting": ""}, "id_received_on"),
        ({"is_waiting": "", "received_on": "2026-11-20", "arrived_on": "2026-11-19"}, "id_received_on"),
        ({"component": "15"}, "id_component"),
        ({"story": "", "wish": ""}, "id_story"),
        ({"phone": "12"}, "id_phone"),
        ({"email": "siti"}, "id_email"),
        ({"name": "Siti\x00"}, "id_name"),
        ({"handle": "x" * 101}, "id_handle"),
        ({"address": "x" * 256}, "id_address"),
        ({"external_number": "x" * 61}, "id_external_number"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(client, officer, told, field):
    answer = checked(client, **told)

    page = read(answer)
    assert answer.status_code == 200
    assert set(errors_of(page)) == {field}
    kept = values_of(form_of(page, LOG))
    assert {name: kept[name] for name in ("wish", "name") if name not in told} == {
        name: TOLD[name] for name in ("wish", "name") if name not in told
    }


def test_words_that_find_one_or_more_services_ask_which(client, officer):
    standard = make_published(kbli_title="Penjahitan pakaian")

    answer = checked(client, service_words="penjahitan")

    page = read(answer)
    assert set(errors_of(page)) == {"id_service"}
    assert standard.slug in [option.attributes["value"] for option in page.all("input", name="service")]


def test_a_service_that_is_not_known_is_kept_in_its_words(client, officer):
    complaint = log(client, service_words="warung kelontong")

    assert (complaint.standard, complaint.service_note) == (None, "warung kelontong")


def test_enter_in_the_search_field_only_searches(client, officer):
    make_published(kbli_title="Penjahitan pakaian")
    values = values_of(form_of(read(client.get(LOG)), LOG))

    page = read(client.post(LOG, {**values, "channel": "wa", "service_words": "penjahitan", "langkah": "periksa"}))

    assert errors_of(page) == {}
    assert len(page.all("input", name="service")) == 2
    assert [field["name"] for field in page.walk() if "autofocus" in field.attributes] == ["service_words"]


def test_a_form_that_was_open_for_a_day_is_kept_and_can_be_sent(client, officer):
    page = checked(client)
    with time_machine.travel(NOW + dt.timedelta(hours=25), tick=False):
        client.force_login(officer)  # the session does not last that long
        stale = store(client, page)
        answer = store(client, stale)

    assert "lebih dari 24 jam yang lalu" in read(stale).text
    assert receipt_of(answer)[0] == Complaint.objects.get().number


def test_html_is_shown_as_text_on_the_check_page(client, officer):
    content = checked(client, story="<img src=x onerror=alert(1)>", name="<b>").content.decode()

    assert "<img" not in content
    assert "<b>" not in content


@pytest.mark.parametrize("role", [Role.HEAD, Role.TECHNICAL_TEAM, Role.INSPECTORATE])
@pytest.mark.parametrize("method", ["get", "post"])
def test_only_handlers_log(client, role, method):
    client.force_login(make_staff(role))

    assert getattr(client, method)(LOG).status_code == 403


def test_a_manager_logs_too(client):
    enter(client, Role.MANAGER)

    assert log(client, channel="pejabat-pengelola").channel == "pejabat-pengelola"


def test_a_busy_database_loses_nothing(client, officer, monkeypatch):
    def busy(**facts):
        raise OperationalError("database is locked")

    page = checked(client)
    monkeypatch.setattr("complaints.views.intake.file_complaint", busy)
    answer = store(client, page)

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert values_to_send(answer)["story"] == TOLD["story"]

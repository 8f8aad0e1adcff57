import pytest
from django.db import OperationalError

pytestmark = pytest.mark.django_db


def test_a_public_page_does_not_ask_who_is_looking(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("petugas"))

    response = client.get("/layanan/")

    assert "Cookie" not in response.get("Vary", "")


def test_a_page_without_a_mark_needs_a_login(client):
    response = client.get("/admin/catalog/standard/")

    assert (response.status_code, response["Location"]) == (302, "/masuk/?next=/admin/catalog/standard/")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_database_that_does_not_answer_is_said_and_not_a_crash(client, monkeypatch, method):
    def locked(*_, **__):
        raise OperationalError("database is locked")

    monkeypatch.setattr("complaints.codes.find", locked)
    monkeypatch.setattr("catalog.views.Listing", locked)
    address = {"get": "/layanan/", "post": "/pengaduan/lacak/"}[method]

    response = getattr(client, method)(address, {"number": "PGD-2026-000001", "code": "ABCD-EFGH-JKMN-PQRS-T"})

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "situs ini sedang sibuk" in response.text

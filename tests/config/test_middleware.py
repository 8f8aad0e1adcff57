import pytest

pytestmark = pytest.mark.django_db


def test_a_public_page_does_not_ask_who_is_looking(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("petugas"))

    response = client.get("/layanan/")

    assert "Cookie" not in response.get("Vary", "")


def test_a_page_without_a_mark_needs_a_login(client):
    response = client.get("/admin/catalog/standard/")

    assert (response.status_code, response["Location"]) == (302, "/masuk/?next=/admin/catalog/standard/")

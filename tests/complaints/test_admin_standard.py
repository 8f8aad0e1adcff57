"""On a standard's page in the admin: its complaints by component, so that the next revision starts from evidence."""

import pytest

from complaints.rules.workflow import Role
from complaints.statistics import OTHERS
from tests.catalog.factories import make_published
from tests.catalog.html_page import read
from tests.complaints.desk import make_staff
from tests.complaints.factories import make_complaint

pytestmark = pytest.mark.django_db


def make(number: int, **values):
    for _ in range(number):
        make_complaint(**values)


def make_about(standard):
    make(6, standard=standard, component=3)
    make(2, standard=standard, component=4)
    make_complaint()


def panel(client, standard):
    return read(client.get(f"/admin/catalog/standard/{standard.pk}/change/")).one(
        "section", **{"aria-labelledby": "pengaduan"}
    )


def test_an_editor_sees_numbers_from_five_and_no_case(client, django_user_model):
    standard = make_published()
    make_about(standard)
    client.force_login(django_user_model.objects.create_superuser("penyunting"))

    found = panel(client, standard)

    assert "Pengaduan tentang layanan ini: 8" in found.text
    assert "3. Jangka" not in found.text  # 8 − 6 would tell of the 2
    assert f"{OTHERS}: 8" in found.text
    assert found.all("a") == []


def test_one_of_the_desk_sees_each_number_with_its_cases(client):
    standard = make_published()
    make_about(standard)
    client.force_login(make_staff(Role.OFFICER, is_staff=True, is_superuser=True))

    found = panel(client, standard)

    assert [line.text.split(" : ")[-1] for line in found.all("li")] == ["6", "2"]
    numbers = [len(read(client.get(link["href"])).all("th", scope="row")) for link in found.all("a")]
    assert numbers == [6, 2, 8]


@pytest.mark.parametrize(("number", "told"), [(0, "0"), (3, "kurang dari 5")])
def test_an_editor_learns_of_few_complaints_only_that(client, django_user_model, number, told):
    standard = make_published()
    make(number, standard=standard, component=3)
    client.force_login(django_user_model.objects.create_superuser("penyunting"))

    found = panel(client, standard)

    assert found.one("h2").text == f"Pengaduan tentang layanan ini: {told}"
    assert found.all("li") == []

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from tests.catalog.factories import make_user
from tests.catalog.importing import START


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """Context in which a transaction ends: what follows a commit is done when it is left."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def editor():
    return make_user("penyunting")


@pytest.fixture
def publisher():
    return make_user("penerbit")


@pytest.fixture
def importer(client, django_user_model):
    call_command("loaddata", "groups", verbosity=0)
    user = django_user_model.objects.create_user("penyunting", is_staff=True)
    user.groups.add(Group.objects.get(name="penyunting katalog"))
    client.force_login(user)
    return user


@pytest.fixture
def hand_in(client, importer):
    """Function that uploads files (paths, or pairs of name and bytes); gives the answer, pages followed."""

    def send(*files, **more):
        pairs = [(file.name, file.read_bytes()) if hasattr(file, "name") else file for file in files]
        uploads = [SimpleUploadedFile(name, data) for name, data in pairs]
        return client.post(START, {"files": uploads, "kbli_edition": 2020, "sector": "", **more}, follow=True)

    return send

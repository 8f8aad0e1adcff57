"""Every address of the site, filled with keys that exist, and everybody who may try it."""

import functools
import re
from typing import NamedTuple

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import URLResolver, get_resolver

from catalog.models import Regulation, Sector
from complaints.models import Complaint, PreparedText
from complaints.rules.workflow import Role
from tests.catalog.factories import answered
from tests.catalog.pages_factory import published
from tests.complaints.desk import make_staff
from tests.complaints.factories import make_answered, make_attachment, make_filed
from tests.complaints.pages import look_up

STRANGER, COMPLAINANT, GUEST, ADMIN = "tanpa masuk", "pelapor", "tamu", "admin"
EDITORS = ("penyunting katalog", "penerbit katalog", "admin katalog")
DESK = (Role.OFFICER, Role.MANAGER, Role.HEAD, Role.TECHNICAL_TEAM, Role.INSPECTORATE)
EVERYBODY = (STRANGER, COMPLAINANT, GUEST, *EDITORS, *(role.value for role in DESK), ADMIN)
KEY = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>")


class World(NamedTuple):
    """What the keys of addresses are made of."""

    complaint: Complaint
    number: str
    code: str
    keys: dict[str, object]


def patterns(resolver=None, prefix="") -> dict[str, str]:
    """Every pattern of the site, and the dotted name that ``reverse`` knows it by."""
    found = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            found |= patterns(pattern, path)
        else:
            found[path] = pattern.name or ""
    return found


def make_world() -> World:
    """One of everything: a published standard, a regulation, a complaint with a file, people of every group."""
    call_command("loaddata", "groups", "desk_groups", verbosity=0)
    standard = answered(published(slug="jahit", sector=Sector.objects.create(slug="industri", name="Industri")))
    regulation = Regulation.objects.create(
        slug="pp-1-2026", kind="Peraturan Pemerintah", number=1, year=2026, status="berlaku"
    )
    filed = make_filed(files=[make_attachment()], standard=standard)
    complaint = make_answered(files=[make_attachment()])
    officer = make_staff(Role.OFFICER)
    PreparedText.objects.create(title="Contoh", text="Contoh")
    keys = {
        "slug": standard.slug,
        "number": 1,
        "code": "14120",
        "token": "a" * 43,
        "name": "catatan",
        "file": complaint.attachments.get().pk,
        "kind": "standar",
        "key": standard.pk,
        "fingerprint": "a" * 16,
        "url": "tidak-ada/",
        "app_label": "catalog",
        "content_type_id": 1,
        "id": officer.pk,
        "regulation": regulation.slug,
        "standard": standard.pk,
        "case": complaint.pk,
        "own file": filed.complaint.attachments.get().pk,
    }
    return World(complaint, filed.complaint.number, filed.code, keys)


def filled(pattern: str, world: World) -> str:
    """The address of a pattern, of things that exist where they are made by ``make_world``."""
    if pattern.startswith("admin/^"):
        return "/admin/catalog/" if "app_label" in pattern else "/admin/tidak-ada/"
    if pattern.startswith("admin/(?P<url>"):
        return "/admin/tidak-ada/"
    return "/" + KEY.sub(lambda found: str(key_for(pattern, found["name"], world.keys)), pattern)


def key_for(pattern: str, name: str, keys: dict[str, object]) -> object:
    if name == "slug" and pattern.startswith("regulasi/"):
        return keys["regulation"]
    if name == "object_id":
        return first_key(pattern, keys)
    if name == "pk":
        special = {
            "pengaduan/lacak/berkas/": "own file",
            "petugas/kasus/": "case",
            "admin/catalog/standard/": "standard",
        }
        return next((keys[key] for start, key in special.items() if pattern.startswith(start)), 999_999)
    return keys[name]


@functools.cache
def model_of(pattern: str):
    _, app, model, *_ = pattern.split("/")
    return apps.get_model(app, model)


def first_key(pattern: str, keys: dict[str, object]) -> object:
    """Something of the admin's model that is there: else a key of nothing."""
    if pattern.startswith("admin/r/"):
        return 1
    model = model_of(pattern)
    if model is get_user_model():
        return keys["id"]
    return model._default_manager.order_by("pk").values_list("pk", flat=True).first() or 999_999


def enter_as(client, person: str, world: World) -> None:
    """Make the client that person's."""
    users = get_user_model().objects
    if person == COMPLAINANT:
        assert look_up(client, world.number, world.code).status_code == 302
    elif person == ADMIN:
        client.force_login(users.create_superuser(person))
    elif person in EDITORS:
        user = users.create_user(person.replace(" ", "."), is_staff=True)
        user.groups.add(Group.objects.get(name=person))
        client.force_login(user)
    elif person == GUEST:
        client.force_login(users.create_user(person))
    elif person != STRANGER:
        role = Role(person)
        user = make_staff(role)
        user.is_staff = role is Role.MANAGER  # as config/accounts.py has it
        user.save()
        client.force_login(user)

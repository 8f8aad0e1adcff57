"""Who may log in, and where each begins. Demo accounts exist to try the site out and are dead outside trial mode."""

from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.urls import reverse

from complaints.roles import roles_of

DEMO_PREFIX = "demo."
DEMO_PASSWORD = "purwakarta-demo"  # noqa: S105  known to all, and worth nothing outside trial mode


class Demo(NamedTuple):
    """A demo account: its group, whether it may enter the admin, and whether it may do everything there."""

    name: str
    group: str = ""
    is_staff: bool = False
    is_superuser: bool = False

    @property
    def username(self) -> str:
        return f"{DEMO_PREFIX}{self.name}"


DEMOS = (
    Demo("admin", is_staff=True, is_superuser=True),
    Demo("penyunting", "penyunting katalog", is_staff=True),
    Demo("penerbit", "penerbit katalog", is_staff=True),
    Demo("petugas", "petugas pengaduan"),
    Demo("petugas2", "petugas pengaduan"),
    Demo("pejabat", "pejabat pengelola", is_staff=True),  # the office's calendar, prepared texts, leave
    Demo("kepala", "kepala dinas"),
    Demo("timteknis", "tim teknis"),
    Demo("inspektorat", "inspektorat"),
)


class StaffBackend(ModelBackend):
    """Django's backend, closed to demo accounts in production even if the database still holds them."""

    def user_can_authenticate(self, user):
        if settings.PRODUCTION and user is not None and user.get_username().startswith(DEMO_PREFIX):
            return False
        return super().user_can_authenticate(user)


def workplace(user) -> str:
    """The address where the user's work is: the officers' desk, the catalogue's admin, or the site itself."""
    if roles_of(user):
        return reverse("desk:desk")
    return reverse("admin:index") if user.is_staff else "/"


def add_demo_users() -> None:
    """The accounts for trying the site out, where they are missing; none in production."""
    if settings.PRODUCTION:
        return
    users = get_user_model().objects
    known = set(users.filter(username__startswith=DEMO_PREFIX).values_list("username", flat=True))
    missing = [demo for demo in DEMOS if demo.username not in known]
    password = make_password(DEMO_PASSWORD) if missing else ""  # one for all: each would take half a second
    for demo in missing:
        rights = {"is_staff": demo.is_staff, "is_superuser": demo.is_superuser}
        user = users.create(username=demo.username, password=password, **rights)
        user.groups.add(*Group.objects.filter(name=demo.group))

"""Who may log in. Demo accounts exist to try the site out and are dead outside trial mode."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group

DEMO_PREFIX = "demo."
DEMO_PASSWORD = "purwakarta-demo"  # noqa: S105  known to all, and worth nothing outside trial mode
DEMO_GROUPS = {"penyunting": "penyunting katalog", "penerbit": "penerbit katalog"}


class StaffBackend(ModelBackend):
    """Django's backend, closed to demo accounts in production even if the database still holds them."""

    def user_can_authenticate(self, user):
        if settings.PRODUCTION and user is not None and user.get_username().startswith(DEMO_PREFIX):
            return False
        return super().user_can_authenticate(user)


def add_demo_users() -> None:
    """The accounts for trying the site out, where they are missing; none in production."""
    if settings.PRODUCTION:
        return
    users = get_user_model().objects
    known = set(users.filter(username__startswith=DEMO_PREFIX).values_list("username", flat=True))
    admin = f"{DEMO_PREFIX}admin"
    if admin not in known:
        users.create_superuser(admin, password=DEMO_PASSWORD)
    for name, group in DEMO_GROUPS.items():
        username = f"{DEMO_PREFIX}{name}"
        if username not in known:
            user = users.create_user(username, password=DEMO_PASSWORD, is_staff=True)
            user.groups.add(*Group.objects.filter(name=group))

"""Who may log in. Demo accounts exist to try the site out and are dead outside trial mode."""

from django.conf import settings
from django.contrib.auth.backends import ModelBackend

DEMO_PREFIX = "demo."
DEMO_PASSWORD = "purwakarta-demo"  # noqa: S105  known to all, and worth nothing outside trial mode


class StaffBackend(ModelBackend):
    """Django's backend, closed to demo accounts in production even if the database still holds them."""

    def user_can_authenticate(self, user):
        if settings.PRODUCTION and user is not None and user.get_username().startswith(DEMO_PREFIX):
            return False
        return super().user_can_authenticate(user)

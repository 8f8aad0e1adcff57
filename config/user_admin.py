"""Accounts in Django admin, for superusers. Second factors are set up by their owners alone, and never shown."""

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.contrib.auth.admin import UserAdmin
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from config import second_factor

User = get_user_model()
admin.site.unregister([User, StaticDevice, TOTPDevice])


@admin.register(User)
class StaffUserAdmin(UserAdmin):
    actions = ["forget_second_factor"]

    @admin.action(description="Cabut kode kedua (ponsel dan kode cadangan hilang)", permissions=["change"])
    def forget_second_factor(self, request, users):
        """The account sets up another at its next login; sessions that used this one have to log in anew."""
        for user in users:
            second_factor.forget(user)
            self.log_change(request, user, "Kode kedua dicabut.")
            self.message_user(request, f"Kode kedua {user} sudah dicabut.", messages.SUCCESS)

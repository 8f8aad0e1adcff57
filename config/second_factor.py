"""The second factor of staff (kode kedua): a code of an authenticator app, or a recovery code; each is good for once.

It is asked for at the login, with the password, so that a wrong code and a wrong password get the same answer. Who has
none yet is led to set one up right after the first login, and gets nowhere else before. Who has lost the telephone and
the recovery codes is set back by a superuser (config/user_admin.py).
"""

import base64
import secrets

import django_otp
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from complaints import limits

CODES = 10  # recovery codes at a time
CODE_DIGITS = 10  # digits alone: they are typed where the app's six digits are


def is_needed() -> bool:
    return settings.STAFF_NEED_SECOND_FACTOR


def demand(request):
    """Where to go first, when whoever is logged in has not shown a second factor; None when nothing is missing.

    A session without it, of an account that has one, is older than the factor: it has to log in anew. Else a stolen
    password would be enough to set up another one.
    """
    if not is_needed() or request.user.is_verified():
        return None
    if has_device(request.user):
        logout(request)
        return redirect_to_login(request.get_full_path())
    if request.resolver_match.view_name == "second_factor":
        return None
    return redirect("second_factor")


def has_device(user) -> bool:
    return django_otp.user_has_device(user)


def device_for(user, token: str):
    """The device that this code belongs to, used up with it; None when there is none.

    Counted by account wherever the attempts come from, for whoever gets here knows the password: six digits stand one
    guess in 333,000, and there are ten in fifteen minutes.
    """
    digits = "".join(token.split()).replace("-", "")
    account = str(user.pk)
    if not digits or not limits.count_failure(limits.Purpose.SECOND_FACTOR, account, now=timezone.now()):
        return None
    with transaction.atomic():
        devices = django_otp.devices_for_user(user, for_verify=True)
        found = next((device for device in devices if device.verify_token(digits)), None)
    if found:
        limits.take_back(limits.Purpose.SECOND_FACTOR, account)
    return found


def pending_device(user) -> TOTPDevice:
    """What the user is about to set up. It stays the same until its first code was typed."""
    pending = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("pk").first()
    return pending or TOTPDevice.objects.create(user=user, name="Aplikasi autentikator", confirmed=False)


def secret_of(device: TOTPDevice) -> str:
    """The secret in groups of four, for those who type it instead of scanning."""
    secret = base64.b32encode(device.bin_key).decode()
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


@transaction.atomic
def set_up(request, device: TOTPDevice) -> list[str]:
    """Make this the user's device, in place of any other. Returns the recovery codes, which are shown only now."""
    TOTPDevice.objects.filter(user=request.user).exclude(pk=device.pk).delete()
    TOTPDevice.objects.filter(pk=device.pk).update(confirmed=True)
    device.confirmed = True
    request.session.cycle_key()
    django_otp.login(request, device)
    return new_codes(request.user)


@transaction.atomic
def new_codes(user) -> list[str]:
    """Recovery codes in place of those from before."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Kode cadangan")
    codes = [f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}" for _ in range(CODES)]
    for code in codes:
        device.token_set.create(token=code)
    return [f"{code[:5]} {code[5:]}" for code in codes]


def codes_left(user) -> int:
    return sum(device.token_set.count() for device in StaticDevice.objects.filter(user=user))


def forget(user) -> int:
    """Take the second factor away; the next login sets up another. Returns how many devices there were."""
    kinds = (TOTPDevice, StaticDevice)
    return sum(kind.objects.filter(user=user).delete()[1].get(kind._meta.label, 0) for kind in kinds)

"""The way in and out for staff: login with its limits, second factor, own password, logout."""

import datetime as dt
import unicodedata

from django import forms
from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from catalog import qr
from complaints import limits
from config import second_factor, sessions
from config.accounts import workplace

LONGEST_PASSWORD = 1000  # characters; more would only cost work
WRONG = "Nama pengguna atau kata sandi tidak cocok. Huruf besar dan kecil dibedakan."
WRONG_OF_THREE = (
    "Nama pengguna, kata sandi, atau kode tidak cocok. Huruf besar dan kecil dibedakan, dan setiap kode hanya berlaku "
    "sekali: tunggu kode berikutnya di aplikasi."
)
BLOCKED = "Terlalu banyak percobaan. Coba lagi setelah 15 menit."


class Attempt:
    """One attempt to log in, counted before it is made, so that of many at once none gets past the limits.

    Per name and address, per address, and per name wherever it is tried from. Every window is 15 minutes and begins
    with its first attempt, so that nobody keeps an account locked for longer. Names that nobody has are counted alike.
    """

    def __init__(self, name: str, address: str, now: dt.datetime):
        name = unicodedata.normalize("NFKC", name).casefold()
        self.now = now
        self.counted_as = (
            (limits.Purpose.LOGIN, f"{name}\n{address}"),
            (limits.Purpose.LOGIN_ADDRESS, address),
            (limits.Purpose.LOGIN_NAME, name),
        )

    def is_within_limits(self) -> bool:
        return all(limits.count_failure(purpose, subject, now=self.now) for purpose, subject in self.counted_as)

    def succeeded(self) -> None:
        """Only failures use the limits up."""
        for purpose, subject in self.counted_as:
            limits.take_back(purpose, subject)


class LoginForm(AuthenticationForm):
    password = forms.CharField(
        label="Sandi",
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    token = forms.CharField(
        label="Kode dari aplikasi autentikator",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        help_text="Enam angka, atau satu kode cadangan. Kosongkan bila belum Anda pasang.",
    )
    is_blocked = False

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        if not second_factor.is_needed():
            del self.fields["token"]

    @sensitive_variables()
    def clean(self):
        name = self.cleaned_data.get("username")
        if not name or not self.cleaned_data.get("password") or self.errors:
            return self.cleaned_data
        attempt = Attempt(name, limits.client_address(self.request), timezone.now())
        if not attempt.is_within_limits():
            self.is_blocked = True
            raise ValidationError(BLOCKED, code="blocked")
        cleaned = super().clean()
        attempt.succeeded()
        return cleaned

    def confirm_login_allowed(self, user):
        """After the right password: the code too, if the account has one."""
        if not user.is_active:
            raise self.get_invalid_login_error()
        if not second_factor.is_needed() or not second_factor.has_device(user):
            return
        user.otp_device = second_factor.device_for(user, self.cleaned_data.get("token", ""))
        if user.otp_device is None:
            raise self.get_invalid_login_error()

    def get_invalid_login_error(self):
        return ValidationError(WRONG_OF_THREE if second_factor.is_needed() else WRONG, code="invalid_login")


class StaffLogin(LoginView):
    """Each begins where their work is, unless they were on their way somewhere."""

    form_class = LoginForm

    def form_valid(self, form):
        response = super().form_valid(form)
        self.request.session.pop(sessions.SINCE, None)  # of a session that logs in anew
        return response

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if form.is_blocked:
            response.status_code = 429
            response["Retry-After"] = limits.retry_after(limits.Purpose.LOGIN)
        return response

    def get_default_redirect_url(self):
        return workplace(self.request.user)


class StaffLogout(LogoutView):
    """Leaves nothing behind in the browser, where others may sit down next."""

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class OwnPassword(PasswordChangeView):
    """Kata sandi sendiri. Every other session of the account ends with the change."""

    form_class = PasswordChangeForm
    template_name = "registration/own_password.html"

    def get_context_data(self, **more):
        return super().get_context_data(needs_second_factor=second_factor.is_needed(), **more)

    def get_success_url(self):
        messages.success(self.request, "Kata sandi Anda sudah diganti. Sesi Anda di perangkat lain berakhir.")
        return workplace(self.request.user)


def code_field(label: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Tuliskan kodenya."},
    )


class CurrentCodeForm(forms.Form):
    """Who changes the factor shows it once more: the session alone may be somebody else's at an unlocked screen."""

    current = code_field("Kode dari aplikasi sekarang, atau satu kode cadangan")

    def __init__(self, *args, user, **options):
        self.user = user
        super().__init__(*args, **options)

    def clean_current(self):
        if second_factor.device_for(self.user, self.cleaned_data["current"]) is None:
            raise ValidationError("Kode ini tidak cocok, atau sudah dipakai. Tunggu kode berikutnya di aplikasi.")
        return self.cleaned_data["current"]


class SetUpForm(CurrentCodeForm):
    token = code_field("Kode enam angka dari aplikasi yang baru dipasang")

    field_order = ("token", "current")

    def __init__(self, *args, device, **options):
        self.device = device
        super().__init__(*args, **options)
        if not self.user.is_verified():  # the first one
            del self.fields["current"]

    def clean_token(self):
        token = "".join(self.cleaned_data["token"].split())
        if not self.device.verify_token(token):
            raise ValidationError(
                "Kode ini tidak cocok. Periksa jam ponsel Anda, lalu tuliskan kode yang sedang ditampilkan."
            )
        return token


@require_http_methods(["GET", "HEAD", "POST"])
def second_factor_page(request):
    """Set up the app, or, once that is done, see what is left of the recovery codes and get others."""
    if not second_factor.is_needed():
        raise Http404
    if request.user.is_verified() and "ganti" not in request.GET:
        return _codes_page(request)
    device = second_factor.pending_device(request.user)
    form = SetUpForm(request.POST or None, user=request.user, device=device)
    if request.method == "POST" and form.is_valid():
        return _shown_once(request, second_factor.set_up(request, device))
    context = {
        "form": form,
        "qr": mark_safe(qr.drawn(device.config_url).decode()),  # noqa: S308  our own image, made of modules alone
        "secret": second_factor.secret_of(device),
    }
    return render(request, "registration/second_factor_set_up.html", context)


def _codes_page(request):
    form = CurrentCodeForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        return _shown_once(request, second_factor.new_codes(request.user))
    left = second_factor.codes_left(request.user)
    context = {"form": form, "left": left, "workplace": workplace(request.user)}
    return render(request, "registration/second_factor.html", context)


def _shown_once(request, codes: list[str]):
    return render(request, "registration/recovery_codes.html", {"codes": codes, "workplace": workplace(request.user)})

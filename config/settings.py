"""Settings of the whole site. What differs between machines comes from the environment (config/env.py)."""

from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from config.env import (
    BASE_DIR,
    allowed_hosts,
    code_pepper,
    data_dir,
    database,
    env,
    secret_key,
    site_mode,
    site_url,
)

SITE_MODE = site_mode()
PRODUCTION = SITE_MODE == "production"
DEBUG = SITE_MODE == "development"
DATA_DIR = data_dir()
SECRET_KEY = secret_key(SITE_MODE, DATA_DIR)
ALLOWED_HOSTS = allowed_hosts(SITE_MODE)
CODE_PEPPER = code_pepper(SITE_MODE, DATA_DIR)
SITE_URL = site_url(SITE_MODE, ALLOWED_HOSTS)
TRUSTED_PROXY = PRODUCTION  # nginx in front of us, which sets X-Real-IP itself

INSTALLED_APPS = [
    "config.apps.StaffAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",  # its XML templates
    "django.contrib.staticfiles",
    "django.forms",  # its widget templates, for SiteFormRenderer
    "csp",
    "django_filters",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "catalog",
    "complaints",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.ResponseHeadersMiddleware",
    "config.middleware.OnlyCollectedMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "config.middleware.ClosedByDefaultMiddleware",
    "config.staff_side.StaffSideMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.BusyDatabaseMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
FORM_RENDERER = "config.forms.SiteFormRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "id"
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder", "config.storage.MinifiedFinder"]
FIXTURE_DIRS = [BASE_DIR / "fixtures"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage" if DEBUG else "config.storage.SiteStorage"
    },
}

AUTHENTICATION_BACKENDS = ["config.accounts.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/masuk/"
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "config.sessions"
STAFF_NEED_SECOND_FACTOR = env.bool("STAFF_NEED_SECOND_FACTOR", default=PRODUCTION)
OTP_TOTP_ISSUER = "DPMPTSP Purwakarta"
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0  # its delays double without end; ours is 15 minutes at most

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "require-trusted-types-for": ["'script'"],
    },
}
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no third cookie; staff have a session
CSRF_FAILURE_VIEW = "config.views.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True

if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sesi"
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

# The clocks of component 6, as new complaints get them.
FILING_DAYS = 30  # hari kalender, butir 2 and 3
RESPONSE_DAYS = 14  # hari kerja, butir 4
JOINT_LEAVE_COUNTS_AS_HOLIDAY = env.bool("JOINT_LEAVE_COUNTS_AS_HOLIDAY", default=True)
LAPOR_VERIFY_DAYS, LAPOR_RESPONSE_DAYS = 3, 5  # hari kerja, of SP4N-LAPOR!; perlu diperiksa, component 6 is silent
ANSWERS_NEED_CHECK = env.bool("ANSWERS_NEED_CHECK", default=False)  # by someone other than who wrote them
COMPLAINANT_DAYS = 5  # hari kerja that a question may wait for the complainant; the project's own
REOPEN_DAYS = 14  # hari kalender; the project's own, component 6 is silent

# Hari kalender after closing until a person's data are erased (manage.py retain). Perlu diperiksa: the office's own
# schedule (jadwal retensi arsip) decides; until it has, nothing is erased by itself.
RETENTION_DAYS = {
    name: env.int(f"RETENTION_DAYS_{name.upper()}", default=0) or None for name in ("pengaduan", "saran", "dicabut")
}

# Files of a complaint are read in memory and checked by complaints/files.py.
FILE_UPLOAD_HANDLERS = ["complaints.uploads.WholeOrRefused"]
DATA_UPLOAD_MAX_NUMBER_FILES = 20  # 5 are accepted; more than 20 is no form of ours
FILES_MEGABYTES_A_DAY = env.int("FILES_MEGABYTES_A_DAY", default=2000)  # of all complainants together
CLAMD = env.str("CLAMD", default="")  # the office's ClamAV: a socket's path or host:port; "" when it has none

# Mail goes through the SMTP server of EMAIL_HOST; while trying out, without one, into files.
EMAIL_HOST = env.str("EMAIL_HOST", default="localhost" if PRODUCTION else "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "surel"
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_USE_SSL = env.bool("EMAIL_USE_SSL", default=False)
EMAIL_TIMEOUT = 10  # seconds; a server that hangs holds up the other mails
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "EMAIL_FROM", default=f"DPMPTSP Purwakarta <tidak-dibalas@{urlsplit(SITE_URL).hostname}>"
)

# Who edited a standard does not publish that change; somebody else does.
EDITORS_NEED_SECOND_PERSON = env.bool("EDITORS_NEED_SECOND_PERSON", default=True)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"},
        "json": {"()": "config.logs.JsonFormatter"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json" if PRODUCTION else "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}

"""What production changes in the settings, read from a process that starts in production mode."""

import json
import subprocess
import sys
from functools import lru_cache

from tests.server import ROOT, clean_environment

HOST = "layanan.example.go.id"
NAMES = ("SECURE_SSL_REDIRECT", "SECURE_PROXY_SSL_HEADER", "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS")
NAMES += ("SECURE_HSTS_PRELOAD", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_NAME")
NAMES += ("CSRF_COOKIE_NAME", "CSRF_TRUSTED_ORIGINS", "ALLOWED_HOSTS", "SESSION_COOKIE_HTTPONLY")
NAMES += ("CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SAMESITE", "SESSION_COOKIE_PATH")
NAMES += ("SESSION_COOKIE_DOMAIN", "CSRF_COOKIE_DOMAIN", "TRUSTED_PROXY", "DEBUG")


@lru_cache(maxsize=1)
def production_settings() -> dict[str, object]:
    code = f"""
import json
from django.conf import settings
print(json.dumps({{name: getattr(settings, name) for name in {NAMES}}}))
"""
    environment = {"SITE_MODE": "production", "SECRET_KEY": "k" * 50, "CODE_PEPPER": "p" * 40, "ALLOWED_HOSTS": HOST}
    environment = clean_environment(DJANGO_SETTINGS_MODULE="config.settings", DATA_DIR="/tmp/tidak-ada", **environment)  # noqa: S108
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout)
    found["SECURE_PROXY_SSL_HEADER"] = tuple(found["SECURE_PROXY_SSL_HEADER"])
    return found

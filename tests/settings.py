"""The site's settings as the tests use them: trial mode, a data folder of its own, no collectstatic."""

import os
import tempfile

# pytest-django reads the settings before any conftest, hence here.
for name in ("SECRET_KEY", "ALLOWED_HOSTS", "CODE_PEPPER", "SITE_URL", "PORT", "EMAIL_HOST"):
    os.environ.pop(name, None)
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="uji-data-")
os.environ["SITE_MODE"] = "trial"

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

STATIC_ROOT.mkdir()
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A pool keeps connections open past the test that opened them; the site started by tests/server.py has it.
DATABASES["default"]["OPTIONS"].pop("pool", None)

"""`python -m config.upgrade`: bring database, static files and kept pages up to date, before the workers are reloaded.

For the first installation and for every new release, with the settings of the site in the environment. The release that
is still running works on meanwhile: a migration only adds, and old static files stay. A second run finds nothing to do.
"""

import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config.env import BASE_DIR, data_dir
from config.install import alone_in


def main() -> None:
    os.chdir(BASE_DIR)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        with alone_in(data_dir()):
            django.setup()
            from config.prepare import prepare  # noqa: PLC0415  needs Django set up

            prepare()
            let_nginx_read(settings.STATIC_ROOT)
    except ImproperlyConfigured as error:
        sys.exit(str(error))


def let_nginx_read(folder: Path) -> None:
    """The site writes so that nobody else may read; its static files are for everybody."""
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)


if __name__ == "__main__":
    main()

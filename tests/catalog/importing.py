"""The office's documents as an editor hands them in, and the addresses of what is read of them."""

from django.conf import settings

from catalog.models import ImportBatch

FOLDER = settings.BASE_DIR / "fixtures" / "annex"
TAILOR, INSPECTION = FOLDER / "000_a94b923709ec5d13.txt", FOLDER / "001_36ec498dc361ad6a.txt"
START = "/admin/catalog/impor/"


def address(key="", batch=None):
    return f"{START}{(batch or ImportBatch.objects.latest('pk')).pk}/{key and key + '/'}"

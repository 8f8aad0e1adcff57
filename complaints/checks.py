"""System checks: what the office must not forget. Run them with ``manage.py check --database default``."""

from django.core.checks import Tags, Warning, register
from django.db import DEFAULT_DB_ALIAS, connection
from django.utils import timezone

from complaints.calendar import years_to_confirm
from complaints.models import ConfirmedYear


@register(Tags.database)
def holidays_are_confirmed(databases=None, **options):
    """Warn of a year whose holidays nobody has confirmed: from 1 November on, due dates of the next one begin."""
    if DEFAULT_DB_ALIAS not in (databases or []) or not _has_tables():
        return []
    return [
        Warning(
            f"Daftar hari libur {year} belum dipastikan; batas jawaban yang sampai ke tahun itu masih sementara.",
            hint=f"Cocokkan dengan SKB, lalu: manage.py load_holidays BERKAS.csv --confirm {year}",
            id="complaints.W001",
        )
        for year in years_to_confirm(timezone.localdate())
    ]


def _has_tables() -> bool:
    """False before the first migration, which runs these checks too."""
    return ConfirmedYear._meta.db_table in connection.introspection.table_names()

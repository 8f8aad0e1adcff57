"""A standard as most pages show it, published before the day on which the tests look at it."""

import datetime as dt

from catalog.models import Standard
from catalog.rules.components import COMPONENTS
from tests.catalog.factories import make_published

FIRST_DAY = dt.date(2026, 1, 5)  # a Monday
FACTS = {
    "kbli_title": "Penjahitan Pakaian",
    "licence_kind": "sertifikat-standar",
    "risk_level": "menengah-tinggi",
    "fee_rupiah": 0,
    "product": "NIB dan Sertifikat Standar",
    **{component.key: f"1. Isi komponen {component.number}." for component in COMPONENTS},
}


def published(**facts) -> Standard:
    return make_published(today=FIRST_DAY, **{**FACTS, **facts})

"""Many published standards at once, for the tests of the search."""

from catalog.models import Edition
from catalog.rules.components import COMPONENTS
from catalog.search import find
from tests.catalog.factories import TODAY
from tests.catalog.in_force import all_in_force

TEXTS = {
    "requirements": "1. Memiliki NIB; dan\n2. Memiliki akun pada sistem OSS.",
    "product": "NIB dan Sertifikat Standar",
    "licence_kind": "sertifikat-standar",
    "risk_level": "menengah-tinggi",
}


def publish_all(titles: dict[str, str]) -> None:
    """A standard in force of each code, called by its title; all other texts are the same."""
    texts = {component.key: f"Isi komponen {component.number}." for component in COMPONENTS} | TEXTS
    all_in_force(({**texts, "kbli_code": code, "kbli_title": title} for code, title in titles.items()), today=TODAY)


def codes(words: str) -> list[str]:
    """The codes of what is found, the best first."""
    by_key = dict(Edition.objects.values_list("pk", "kbli_code"))
    return [by_key[key] for key in find(words).editions]


def titles(words: str, facets=()) -> list[str]:
    """The titles of what is found, the best first."""
    by_key = dict(Edition.objects.values_list("pk", "kbli_title"))
    return [by_key[key] for key in find(words, facets).editions]

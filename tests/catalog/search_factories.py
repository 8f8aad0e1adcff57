"""Many published standards at once, for the tests of the search."""

from catalog.models import Edition, SharedText
from catalog.publishing import publish
from catalog.rules.components import COMPONENTS
from catalog.search import find
from tests.catalog.factories import TODAY, make_draft

TEXTS = {
    "requirements": "1. Memiliki NIB; dan\n2. Memiliki akun pada sistem OSS.",
    "product": "NIB dan Sertifikat Standar",
    "licence_kind": "sertifikat-standar",
    "risk_level": "menengah-tinggi",
}


def publish_all(titles: dict[str, str]) -> None:
    """A standard in force of each code, called by its title; all other texts are the same."""
    SharedText.objects.bulk_create(
        SharedText(component=each.number, text=f"Isi komponen {each.number}.") for each in COMPONENTS
    )
    blanks = {component.key: "" for component in COMPONENTS}
    for code, title in titles.items():
        draft = make_draft(**{**blanks, **TEXTS}, kbli_code=code, kbli_title=title)
        publish(draft, by=None, change_note="Terbit.", today=TODAY)


def codes(words: str) -> list[str]:
    """The codes of what is found, the best first."""
    by_key = dict(Edition.objects.values_list("pk", "kbli_code"))
    return [by_key[key] for key in find(words).editions]


def titles(words: str, facets=()) -> list[str]:
    """The titles of what is found, the best first."""
    by_key = dict(Edition.objects.values_list("pk", "kbli_title"))
    return [by_key[key] for key in find(words, facets).editions]

"""What the page of a standard shows beside its own words."""

from catalog.models import Edition, Regulation, Standard
from catalog.rules import citation
from catalog.rules.components import GROUPS, of_group

DOUBTFUL = ["dicabut", "perlu diperiksa"]


def standard_page(edition: Edition, today) -> dict:
    """The context of catalog/standard.html, for the current edition and for any other."""
    standard = edition.standard
    doubtful = doubtful_regulations(edition)
    return {
        "edition": edition,
        "standard": standard,
        "is_current": edition.pk == standard.current_id,
        "groups": [
            (group, [(component, edition.text_of(component)) for component in of_group(group)]) for group in GROUPS
        ],
        "revoked": [regulation for regulation in doubtful if regulation.status == "dicabut"],
        "unchecked": [regulation for regulation in doubtful if regulation.status == "perlu diperiksa"],
        "editions": public_editions(standard, today).order_by("-number"),
    }


def public_editions(standard: Standard, today):
    """The editions that are or were in force; not those to come, nor those cancelled before they came."""
    return standard.editions.effective(today).filter(number__lte=standard.current.number)


def doubtful_regulations(edition: Edition) -> list[Regulation]:
    """The regulations of component 7 that are, or may be, no longer in force, as they are cited there."""
    cited = citation.citations(edition.legal_basis)
    on_record = {
        (regulation.kind.casefold(), regulation.number, regulation.year): regulation
        for regulation in Regulation.objects.cited(cited).filter(status__in=DOUBTFUL)
    }
    places = dict.fromkeys((each.kind.casefold(), each.number, each.year) for each in cited)
    return [on_record[place] for place in places if place in on_record]

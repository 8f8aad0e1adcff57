"""Standards as annex documents, in the form that the importer reads; exporting and importing again changes nothing."""

from collections.abc import Iterable, Iterator

from catalog.annex.writer import Printed, unfaithful, write
from catalog.models import Edition
from catalog.rules.components import COMPONENTS
from catalog.rules.risk import LicenceKind, RiskLevel


def printed(edition: Edition) -> Printed:
    """What the annex prints of an edition, or of a draft resolved to one. Without a number yet it is printed as 0."""
    return Printed(
        annex_number=edition.annex_number or 0,
        licence_kind=LicenceKind(edition.licence_kind),
        risk_level=RiskLevel(edition.risk_level),
        kbli_code=edition.kbli_code,
        kbli_title=edition.kbli_title,
        kbli_edition=edition.kbli_edition,
        texts={component.number: edition.text_of(component) for component in COMPONENTS},
    )


def documents(editions: Iterable[Edition]) -> Iterator[str]:
    """The tables, one after another: together one document."""
    return (write(printed(edition)) for edition in editions)


def misread(edition: Edition) -> list[int]:
    """The components that an import would nest otherwise, for their nesting does not show in print."""
    return unfaithful(printed(edition))

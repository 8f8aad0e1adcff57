"""Reading the catalogue, in the office's words."""

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast


class KeyedQuerySet(models.QuerySet):
    """Finds the row that a fixture means (``natural_key_fields`` of the model)."""

    def get_by_natural_key(self, *values):
        return self.get(**dict(zip(self.model.natural_key_fields, values, strict=True)))


class SharedTextQuerySet(KeyedQuerySet):
    def by_component(self) -> dict[int, str]:
        """The office's shared texts by component number."""
        return dict(self.values_list("component", "text"))


class StandardQuerySet(KeyedQuerySet):
    def published(self):
        """Standards the public can read, withdrawn ones too (their page stays, marked)."""
        return self.filter(current__isnull=False)

    def in_force(self):
        """Published and not withdrawn: what lists and search offer."""
        return self.published().filter(withdrawn_on__isnull=True)

    def current_editions(self):
        """What these standards point to, looked up by key: joined, all editions may be read to find those of a few."""
        editions = self.model._meta.get_field("current").related_model._default_manager
        return editions.filter(pk__in=self.values("current"))


class EditionQuerySet(models.QuerySet):
    def current(self):
        """The current edition of every standard in force."""
        return self.filter(current_of__isnull=False, current_of__withdrawn_on__isnull=True)

    def uncancelled(self):
        """Editions that have taken effect or still will."""
        return self.filter(cancellation__isnull=True)

    def effective(self, on: dt.date):
        """Editions that had taken effect by this day and were not cancelled before they did."""
        return self.uncancelled().filter(effective_on__lte=on)

    def public(self, today: dt.date):
        """The editions that anyone can read: those that are or were in force. Not one whose daily job is still due."""
        return self.effective(today).filter(number__lte=F("standard__current__number"))

    def scheduled(self, today: dt.date):
        """Editions that will take effect after today."""
        return self.uncancelled().filter(effective_on__gt=today)

    def inheriting(self, component_number: int):
        """Editions that took this component from the shared text."""
        # A search in the list's text, because SQLite has no "contains" for JSON.
        listed = self.annotate(inherited_text=Cast("inherited", models.TextField()))
        return listed.filter(inherited_text__regex=rf"[^0-9]{component_number}[^0-9]")


class KbliCodeQuerySet(KeyedQuerySet):
    def of_edition(self, edition: int):
        """Codes of one edition; never look a code up without naming its edition."""
        return self.filter(edition=edition)


class RegulationQuerySet(KeyedQuerySet):
    def cited(self, citations):
        """The regulations on record among these citations (kind, number, year)."""
        wanted = Q(pk__in=[])
        for citation in citations:
            wanted |= Q(kind__iexact=citation.kind, number=citation.number, year=citation.year)
        return self.filter(wanted)

    def with_number(self, number: int, year: int | None = None):
        """Those with this number, of this year where one is named."""
        return self.filter(number=number, **({} if year is None else {"year": year}))


class CitationQuerySet(models.QuerySet):
    def in_force(self):
        """In the current editions of standards in force: what the public reads today."""
        return self.filter(edition__current_of__isnull=False, edition__current_of__withdrawn_on__isnull=True)

    def naming(self, regulation):
        """Those that name this regulation, linked to it or not."""
        return self.filter(kind__iexact=regulation.kind, number=regulation.number, year=regulation.year)

    def unknown(self):
        """Those of a regulation that is not on record, in drafts and in what is in force."""
        current = Q(edition__current_of__isnull=False, edition__current_of__withdrawn_on__isnull=True)
        return self.filter(Q(standard__isnull=False) | current, regulation__isnull=True)


class FindingQuerySet(models.QuerySet):
    """Findings of the quality checks (temuan). A grade that blocks cannot be answered, only mended."""

    def unresolved(self):
        """Those that nobody has mended or answered."""
        return self.filter(answer__isnull=True)

    def in_order(self):
        """As printed: the header facts, then component by component."""
        return self.order_by("component", "start", "pk")

    def on_form(self, standard):
        """What an editor of this draft sees: its own, and those of the shared texts that it uses."""
        return self.filter(Q(standard=standard) | Q(shared_text__component__in=standard.blank_components()))

    def of_sector(self, sector: str):
        """Those of the standards of this sector; shared texts belong to none."""
        return self.filter(standard__sector__slug=sector)


class DraftEditQuerySet(models.QuerySet):
    def unpublished(self):
        """Changes that no edition has brought to the public, or only one that was cancelled before its day."""
        return self.filter(Q(edition__isnull=True) | Q(edition__cancellation__isnull=False))


class DraftLinkQuerySet(models.QuerySet):
    def opening(self, now: dt.datetime):
        """Links that open their draft at this moment."""
        return self.filter(revoked_at__isnull=True, ends_at__gt=now)


class ImportBatchQuerySet(models.QuerySet):
    """Documents handed in for import (impor lampiran)."""

    LASTS = dt.timedelta(days=1)

    def alive(self, now: dt.datetime):
        return self.filter(made_at__gt=now - self.LASTS)

    def past(self, now: dt.datetime):
        return self.filter(made_at__lte=now - self.LASTS)

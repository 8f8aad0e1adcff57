"""Reading the catalogue, in the office's words."""

import datetime as dt

from django.db import models
from django.db.models import F, Q


class StandardQuerySet(models.QuerySet):
    def published(self):
        """Standards the public can read, withdrawn ones too (their page stays, marked)."""
        return self.filter(current__isnull=False)

    def in_force(self):
        """Published and not withdrawn: what lists and search offer."""
        return self.published().filter(withdrawn_on__isnull=True)


class EditionQuerySet(models.QuerySet):
    def current(self):
        """The current edition of every standard in force."""
        return self.filter(current_of__isnull=False, current_of__withdrawn_on__isnull=True)

    def effective(self, on: dt.date):
        """Editions that had taken effect by this day and were not cancelled before they did."""
        return self.filter(effective_on__lte=on, cancellation__isnull=True)

    def scheduled(self, today: dt.date):
        """Editions that will take effect after today."""
        return self.filter(effective_on__gt=today, cancellation__isnull=True)

    def superseded(self):
        """Editions that are not the current one of their standard."""
        return self.exclude(pk=F("standard__current_id"))


class KbliCodeQuerySet(models.QuerySet):
    def of_edition(self, edition: int):
        """Codes of one edition; never look a code up without naming its edition."""
        return self.filter(edition=edition)


class RegulationQuerySet(models.QuerySet):
    def cited(self, citations):
        """The regulations on record among these citations (kind, number, year)."""
        wanted = Q(pk__in=[])
        for citation in citations:
            wanted |= Q(kind__iexact=citation.kind, number=citation.number, year=citation.year)
        return self.filter(wanted)

"""All findings over all standards, narrowed by what an address says. The page and its JSON read the same."""

from django.core.paginator import Paginator
from django.db.models import Case, Count, F, Value, When
from django.http import QueryDict

from catalog.models import Finding, Sector
from catalog.rules.quality import RULES, Grade

PER_PAGE = 50
PER_DOCUMENT = 1_000
OPEN, ANSWERED, ALL = "terbuka", "dijawab", "semua"
STATES = {OPEN: "Belum ditangani", ANSWERED: "Sudah dijawab", ALL: "Semua"}
SHARED = "teks-baku"  # in place of a sector: the findings of shared texts

WEIGHT = Case(*(When(grade=grade.value, then=Value(grade.weight)) for grade in Grade), default=Value(len(Grade)))


class FindingList:
    """The findings that ``tingkat``, ``aturan``, ``sektor`` and ``keadaan`` leave; unknown ones are named."""

    def __init__(self, query: QueryDict):
        self.sectors = list(Sector.objects.all())
        self.ignored: list[str] = []
        self.grade = self._chosen(query, "tingkat", {grade.value for grade in Grade})
        self.rule = self._chosen(query, "aturan", RULES)
        self.sector = self._chosen(query, "sektor", {SHARED, *(sector.slug for sector in self.sectors)})
        self.state = self._chosen(query, "keadaan", STATES) or OPEN
        self.page_number = query.get("hal", "1")

    def _chosen(self, query, name, known) -> str:
        value = query.get(name, "")
        if value and value not in known:
            self.ignored.append(f"{name}={value[:40]}")
            return ""
        return value

    @property
    def chosen(self) -> dict[str, str]:
        """The choices as an address holds them."""
        chosen = {"tingkat": self.grade, "aturan": self.rule, "sektor": self.sector}
        return {**{name: value for name, value in chosen.items() if value}, "keadaan": self.state}

    @property
    def query(self) -> str:
        address = QueryDict(mutable=True)
        address.update(self.chosen)
        return address.urlencode()

    def findings(self):
        """The heaviest first, then by standard and in printed order."""
        findings = self._in_sector(Finding.objects.all())
        if self.state != ALL:
            findings = findings.filter(answer__isnull=self.state == OPEN)
        if self.grade:
            findings = findings.filter(grade=self.grade)
        if self.rule:
            findings = findings.filter(rule=self.rule)
        related = findings.select_related("standard__sector", "shared_text", "answer__answered_by")
        return related.order_by(WEIGHT, F("standard").asc(nulls_last=True), "shared_text", "component", "start", "pk")

    def _in_sector(self, findings):
        if self.sector == SHARED:
            return findings.filter(shared_text__isnull=False)
        return findings.of_sector(self.sector) if self.sector else findings

    def page(self, per_page=PER_PAGE):
        return Paginator(self.findings(), per_page).get_page(self.page_number)

    def grades(self) -> list[dict]:
        """Each grade with its open findings, of all standards."""
        counts = self._open("grade")
        return [{"value": grade.value, "label": grade.label, "number": counts.get(grade.value, 0)} for grade in Grade]

    def rules(self) -> list[dict]:
        """The rules that found something, with their open findings."""
        counts = self._open("rule")
        known = [rule for rule in RULES.values() if rule.key in counts or rule.key == self.rule]
        return [{"value": rule.key, "label": rule.name, "number": counts.get(rule.key, 0)} for rule in known]

    def _open(self, column: str) -> dict[str, int]:
        rows = Finding.objects.unresolved().order_by().values_list(column)
        return dict(rows.annotate(number=Count("pk")))


def as_json(finding: Finding) -> dict:
    """A finding for machines. The places count characters of the component's text from 0."""
    answer = finding.answer
    return {
        "standard": finding.standard.slug if finding.standard else None,
        "shared_text": finding.shared_text.component if finding.shared_text else None,
        "sector": finding.standard.sector.slug if finding.standard and finding.standard.sector else None,
        "grade": finding.grade,
        "rule": finding.rule,
        "source": finding.source,
        "component": finding.component or None,
        "field": finding.field,
        "path": finding.path,
        "start": finding.start,
        "end": finding.end,
        "words": finding.words,
        "message": finding.message,
        "answer": answer and {"reason": answer.reason, "answered_at": answer.answered_at.isoformat()},
    }

"""One state of the list of standards: what was asked for, what was found, and the states next to it.

The words searched for are never part of a state's address: printed in a link they would let others
plant their advertising on this site. While searching, the page offers buttons of its search form instead.
"""

import zlib
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache, partial
from urllib.parse import quote_plus, urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from catalog.asked import Asked, understood
from catalog.choices import Choice, Facet, Paged, Pages, by_edition, cumulated, in_order, lines
from catalog.code_tree import Branch, branch
from catalog.entries import DIVISION, Entries, counted
from catalog.filters import SORT_LABELS, EditionFilterSet
from catalog.models import Edition
from catalog.rows import Line, lines_of, row
from catalog.rules.facets import Cost, Counts
from catalog.rules.risk import LicenceKind, RiskLevel
from catalog.search import COUNTED, Found, near
from catalog.search.counting import counts_of
from catalog.search.facets import NARROWING
from catalog.search.narrowed import Narrowed
from catalog.search.reasons import why
from catalog.search.unserved import Unserved, codes_meant
from catalog.snapshot import Snapshot, each_kept, snapshot
from catalog.stencils import joined

PAGE_SIZE = 20
LONG = 6  # choices; a list of more begins folded


class Listing(Paged):
    def __init__(self, parameters):
        self.parameters = parameters

    @cached_property
    def catalogue(self) -> Snapshot:
        return snapshot()

    # What was asked for

    @cached_property
    def filters(self) -> EditionFilterSet:
        filters = EditionFilterSet(self.parameters, queryset=Edition.objects.current())
        filters.form.is_valid()
        if self.parameters.get("q"):
            filters.searched = self.searched  # found once for both
        return filters

    @property
    def words(self) -> str:
        """The words searched for, as they may stand in the search box and nowhere else."""
        return self.asked.words

    @cached_property
    def asked(self) -> Asked:
        return understood(self.parameters, self.catalogue)

    @property
    def state(self) -> dict[str, str]:
        return self.asked.state

    @property
    def ignored(self) -> list[str]:
        return self.asked.ignored

    # What was found

    @cached_property
    def page(self):
        """The keys of the editions on this page."""
        return Pages(self.keys, PAGE_SIZE).get_page(self.parameters.get("hal"))

    @property
    def keys(self):
        if not self.words:
            return Entries(self.catalogue, self.asked.given, order=self.asked.order, code=self.asked.code)
        if self.asked.order == "relevansi":
            return self.by_rank()
        return list(self.filters.sorted().values_list("pk", flat=True))

    def by_rank(self) -> list[int]:
        """What sorting by ``rank`` gives too, without ranking all for one page."""
        keys = self.found.editions
        if self.state.keys() & set(NARROWING):
            passing = set(self.filters.narrowed().values_list("pk", flat=True))
            return [key for key in keys if key in passing]
        return list(keys)

    @cached_property
    def searched(self) -> Narrowed | None:
        """What the words find, without the filters of the database; None without words."""
        in_full = {name: self.state[name] for name in ("sektor", "kbli") if name in self.state}
        return Narrowed(self.words, {**self.asked.given, **in_full}) if self.words else None

    @property
    def found(self) -> Found | None:
        return self.searched.found if self.searched else None

    @property
    def is_more(self) -> bool:
        """Whether there is more than the number of results on all pages."""
        return bool(self.found and self.found.is_cut and self.page.paginator.count == len(self.found.editions))

    @cached_property
    def is_missed(self) -> bool:
        """Whether there is nothing at all for the words, whatever the filters."""
        return bool(self.words) and self.catalogue.missed(self.words, lambda: not self.searched.anywhere.editions)

    @cached_property
    def lines(self) -> list[Line]:
        """What this page shows of its editions, which never change."""
        return each_kept(self.catalogue.lines, self.page, lines_of)

    @property
    def is_comparable(self) -> bool:
        """Whether there is more than one result to compare."""
        return self.page.paginator.count > 1

    @cached_property
    def rows_as_html(self) -> SafeString:
        """The results of this page; while searching each with the reason why it was found."""
        if self.is_comparable and not self.words:  # then a row is the same in every list
            return joined(each_kept(self.catalogue.rows, self.page, self.new_rows))
        reasons = why(self.lines, self.found.groups) if self.words and self.lines else {}
        return joined([row(line, reasons.get(line.pk), is_comparable=self.is_comparable) for line in self.lines])

    def new_rows(self, keys: list[int]) -> dict[int, SafeString]:
        lines = each_kept(self.catalogue.lines, keys, lines_of)
        return {line.pk: row(line, is_comparable=True) for line in lines}

    @cached_property
    def near(self) -> list[Choice]:
        """Words of the catalogue that are written somewhat like those for which there is nothing."""
        if not self.is_missed:
            return []
        address = reverse("catalog:standard_list")
        return [Choice(word, "q", word, f"{address}?{urlencode({'q': word})}") for word in near(self.words)]

    @cached_property
    def unserved(self) -> list[Branch]:
        """Codes without a standard that the words rather mean."""
        read = partial(self.catalogue.kept, "unserved", Unserved)
        return [branch(code) for code in codes_meant(self.words, self.searched.anywhere, read)] if self.words else []

    @property
    def as_page(self) -> bytes:
        """The whole page as HTML: everyone who asks for this state is shown the same.

        Kept packed, some 3 kB: a text of which one character is a dash takes 40, and as long to be encoded.
        """

        def render():
            return zlib.compress(render_to_string("catalog/standard_list.html", {"listing": self}).encode(), level=1)

        asked, state = self.parameters.get("hal"), (*self.state.items(), *self.ignored)
        if self.words:
            return zlib.decompress(self.catalogue.search((asked, self.words, *state), render))
        return zlib.decompress(self.catalogue.page((Pages(self.keys, PAGE_SIZE).number_shown(asked), *state), render))

    # The states next to this one

    def choice(self, label, name, value, **shown) -> Choice:
        before, after = self.around[name]
        pairs = f"{before}{pair(name, value)}&{after}" if value else before + after
        href = f"{self.address}?{pairs[:-1]}" if pairs else self.address
        return Choice(label, name, value, href, is_button=bool(self.words), **shown)

    @cached_property
    def address(self) -> str:
        return reverse("catalog:standard_list")

    @cached_property
    def around(self) -> dict[str, tuple[str, str]]:
        """What stands before and behind each parameter in an address that differs from ours in nothing else."""
        pairs = [f"{pair(name, value)}&" for name, value in self.state.items()]
        without = defaultdict(lambda: ("".join(pairs), ""))
        return without | {
            name: ("".join(pairs[:place]), "".join(pairs[place + 1 :])) for place, name in enumerate(self.state)
        }

    @cached_property
    def active(self) -> list[Choice]:
        """The filters that are set, each as the step that takes it away."""
        labels = self.asked.labels
        return [self.choice(labels[name], name, "", does="Hapus saringan:") for name in NARROWING if name in self.state]

    @property
    def active_as_html(self) -> SafeString:
        return lines(self.active)

    @cached_property
    def counts(self) -> Counts:
        if not self.words:
            return counted(self.catalogue, self.asked.given, code=self.asked.code)
        if found := self.searched.beyond:
            counts = counted(self.catalogue, self.asked.given, code=self.asked.code)
            slugs = {key: slug for key, slug, _ in self.catalogue.sectors}
            by_index = counts_of(found, self.catalogue.cells, slugs, self.searched.facets)
            return replace(counts, of={**counts.of, **by_index})
        among = self.searched.anywhere.editions
        return counted(self.catalogue, self.asked.given, code=self.asked.code, among=among)

    def is_counted(self, name: str) -> bool:
        """Whether a filter's choices can be counted. Among too many results there are too many divisions to count."""
        return not (self.searched and name == "kbli" and self.searched.beyond)

    @cached_property
    def browse(self) -> list[Facet]:
        """What a visitor knows before searching."""
        of = self.counts.of
        sectors = [(slug, name, of["sektor"][key]) for key, slug, name in self.catalogue.sectors if of["sektor"][key]]
        return self.worth_offering(
            self.facet("sektor", "Sektor", sectors),
            self.facet("izin", "Jenis perizinan", in_order(LicenceKind, of["izin"])),
        )

    @cached_property
    def facets(self) -> list[Facet]:
        """What the list can be narrowed by, with the number of standards behind each choice."""
        of = self.counts.of
        return self.browse + self.worth_offering(
            self.facet("risiko", "Tingkat risiko", in_order(RiskLevel, of["risiko"])),
            self.facet("hari", "Waktu", cumulated(of["hari"])),
            self.facet("biaya", "Biaya", in_order(Cost, of["biaya"])),
            self.facet("edisi", "Edisi KBLI", by_edition(of["edisi"])),
            *self.code_facets(),
        )

    @cached_property
    def facets_as_html(self) -> SafeString:
        return joined([facet.as_html for facet in self.facets])

    def code_facets(self) -> list[Facet]:
        """The sections, and under the one chosen its divisions. A letter means nothing without its edition."""
        editions = [int(self.state["edisi"])] if "edisi" in self.state else self.catalogue.editions
        if len(editions) != 1:
            return []
        chosen = self.state.get("kbli", "")
        counts = self.counts.of["kbli"]
        sections: dict[str, int] = {}
        for (section, _), count in counts.items():
            sections[section] = sections.get(section, 0) + count
        options = []
        for section in sorted(sections, key=lambda letter: letter or "~"):
            divisions = sorted(code for letter, code in counts if letter == section)
            if section:
                options.append((section, self.titled(editions[0], section), sections[section]))
            if not section or chosen == section or chosen[:DIVISION] in divisions:
                options += [(code, self.titled(editions[0], code), counts[section, code]) for code in divisions]
        return [self.facet("kbli", f"Bidang usaha (KBLI {editions[0]})", options)]

    def titled(self, edition: int, code: str) -> str:
        return f"{code} {self.catalogue.titles.get((edition, code), '')}".rstrip()

    def worth_offering(self, *facets: Facet) -> list[Facet]:
        return [facet for facet in facets if len(facet.choices) > 1 or facet.name in self.state]

    def facet(self, name: str, title: str, options) -> Facet:
        chosen = self.state.get(name)
        is_capped = bool(self.searched and name != "kbli" and self.searched.beyond)
        choices = [
            self.choice(
                label,
                name,
                value,
                count=min(count, COUNTED) if is_capped else count if self.is_counted(name) else None,
                is_more=is_capped and count > COUNTED,
                is_active=value == chosen,
                is_below=name == "kbli" and value.isdigit(),
            )
            for value, label, count in options
        ]
        return Facet(name, title, choices, is_folded=len(choices) > LONG and name not in self.state)

    @cached_property
    def sorts(self) -> list[Choice]:
        names = [name for name in SORT_LABELS if self.words or name != "relevansi"]
        return [
            self.choice(SORT_LABELS[name], "urut", name, is_active=name == self.asked.order, does="Urutkan:")
            for name in names
        ]

    @property
    def sorts_as_html(self) -> SafeString:
        return lines(self.sorts)


@lru_cache(maxsize=1_024)
def pair(name: str, value: str) -> str:
    """A parameter as it stands in an address. Never of the words searched for: they stand in none."""
    return f"{name}={quote_plus(value)}"

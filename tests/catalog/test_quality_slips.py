"""The four real documents: every suspected slip of the table is found, and hardly anything besides."""

import csv
import datetime as dt
import re
from collections import defaultdict

import pytest
from django.core.management import call_command

from catalog import quality
from catalog.annex import read_file
from catalog.management.commands.bootstrap import FIXTURES
from catalog.management.commands.make_fixtures import FOLDER
from catalog.models import Finding, Standard
from catalog.rules.components import BY_NUMBER
from tests.rules.reference import DATA

MOST_FALSE = 5
# What the table does not list, because it is no slip but a fact: of the law, of another text, of what the site holds.
OF_FACTS = {"peraturan-dicabut", "peraturan-diperiksa", "lampiran", "mirip-teks-baku", "kbli-belum-dimuat"}


def rows():
    with (DATA / "suspected_typos.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places(row) -> list[tuple[int, str]]:
    """Component and path of each place that a row names: "9.5 12.5" names its components itself."""
    components = row["component"].split(",")
    if len(components) > 1:
        pairs = [path.partition(".") for path in row["path"].split()]
        return [(int(component), f"{path}.") for component, _, path in pairs]
    return [(int(components[0]), path) for path in row["path"].split()]


@pytest.fixture
def checked(db, time_machine):
    """Each document's number with the standard made of it, all checked on a day on which none is out of date."""
    time_machine.move_to(dt.datetime(2026, 11, 20, 3, tzinfo=dt.UTC))
    call_command("loaddata", *FIXTURES, verbosity=0)
    quality.check_all()
    codes = {path.name[:3]: read_file(path)[0].kbli_code for path in (FOLDER / "annex").glob("*.txt")}
    return {number: Standard.objects.get(kbli_code=code) for number, code in codes.items()}


def findings_in(standard, component) -> list[Finding]:
    """What the editor of this draft sees beside the component: of its own text, or of the shared one that it uses."""
    return list(Finding.objects.on_form(standard).filter(component=component))


def is_found(row, standard, component, path) -> bool:
    """Whether a finding stands at this place, and its words are some that the row says are wrong."""
    return any(finding.path == path and speaks_of(row, finding.words) for finding in findings_in(standard, component))


def speaks_of(row, words) -> bool:
    """Whether the words hold, or are part of, one that differs between what is printed and what is suggested."""
    printed, suggested = (set(re.findall(r"[^\s;…]+", row[name])) for name in ("as_in_source", "suggested"))
    wrong = (printed - suggested) or printed
    return any(word.casefold() in words.casefold() or words.casefold() in word.casefold() for word in wrong)


def test_the_table_holds_its_36_slips():
    assert len(rows()) == 36


def test_every_suspected_slip_is_found_in_each_document_that_has_it(checked, record_property):
    missed = {
        (place, row["as_in_source"]): number
        for row in rows()
        for number in row["seeds"].split(",")
        for place in places(row)
        if not is_found(row, checked[number], *place)
    }

    record_property("temuan", f"{36 - len({text for _, text in missed})} dari 36 dugaan salah ditemukan")
    assert missed == {}


def test_hardly_anything_is_found_that_is_no_slip(checked, record_property):
    known = defaultdict(list)
    for row in rows():
        for number in row["seeds"].split(","):
            for place in places(row):
                known[(checked[number].pk, *place)].append(row)

    false = [
        (finding.component, finding.path, finding.words)
        for finding in Finding.objects.exclude(rule__in=OF_FACTS)
        if not any(
            speaks_of(row, finding.words)
            for standard in on_form_of(finding, checked)
            for row in known[(standard, finding.component, finding.path)]
        )
    ]

    record_property("temuan", f"{Finding.objects.count()} temuan, {len(false)} di luar daftar: {sorted(set(false))}")
    assert len(false) <= MOST_FALSE


def on_form_of(finding, checked) -> list[int]:
    """The drafts that show the finding: its own, or all that use the shared text."""
    if finding.standard_id:
        return [finding.standard_id]
    key = BY_NUMBER[finding.component].key
    return [standard.pk for standard in checked.values() if not getattr(standard, key)]

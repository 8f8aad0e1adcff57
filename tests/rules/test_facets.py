"""Counting by bits gives what counting one by one gives."""

import random
from collections import Counter
from dataclasses import replace

import pytest

from catalog.rules.facets import NO_DAYS, VALUE, Cell, Cells

PASSES = {
    "risiko": lambda cell, value: cell.risk_level == value,
    "sektor": lambda cell, value: cell.sector == value,
    "kbli": lambda cell, value: value in (cell.section, cell.division),
    "hari": lambda cell, value: cell.days <= value < NO_DAYS,
    "biaya": lambda cell, value: cell.cost == value,
}
GIVEN = [
    {},
    {"risiko": "tinggi"},
    {"kbli": "C"},
    {"kbli": "01", "hari": 7},
    {"hari": NO_DAYS},
    {"sektor": 0, "biaya": "gratis", "hari": 14},
    {"risiko": "tidak ada"},
]


def cells(number=200, seed=4):
    chance = random.Random(seed)
    for pk in range(100, 100 + number):
        section, division = chance.choice([("C", "14"), ("C", "15"), ("A", "01"), ("", "99")])
        facts = {"kbli_edition": 2020, "section": section, "division": division, "sector": chance.randrange(3)}
        kinds = {"licence_kind": "izin", "risk_level": chance.choice(["rendah", "tinggi"])}
        days = chance.choice([5, 7, 14, NO_DAYS])
        cost = chance.choice(["gratis", "berbayar"])
        yield Cell(pk, **facts, **kinds, days=days, cost=cost, count=chance.randrange(1, 2_000))


def one_by_one(among, given):
    def passing(but=None):
        return [
            cell for cell in among if all(PASSES[name](cell, value) for name, value in given.items() if name != but)
        ]

    of = {}
    for name, value_of in VALUE.items():
        of[name] = Counter()
        for cell in passing(but=name):
            of[name][value_of(cell)] += cell.count
    return sum(cell.count for cell in passing()), [cell.pk for cell in passing()], of


@pytest.mark.parametrize("given", GIVEN)
def test_the_counts_are_those_of_counting_one_by_one(given):
    among = list(cells())

    counts = Cells(among).count(given)

    assert (counts.total, counts.cells, counts.of) == one_by_one(among, given)


@pytest.mark.parametrize("given", GIVEN)
def test_other_numbers_count_in_place_of_all_there_are(given):
    among = list(cells())
    numbers = {cell.pk: cell.pk % 7 + 1 for cell in among[::3]} | {1: 9}  # 1: a kind that came only now

    counts = Cells(among).count(given, numbers)

    here = [replace(cell, count=numbers[cell.pk]) for cell in among if cell.pk in numbers]
    assert (counts.total, counts.cells, counts.of) == one_by_one(here, given)


def test_an_empty_catalogue_has_nothing_to_count():
    counts = Cells([]).count({"risiko": "tinggi"})

    assert (counts.total, counts.cells) == (0, [])

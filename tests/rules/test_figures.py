"""Medians, percentiles, and counts in which nobody can be recognised."""

import statistics
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.rules.figures import (
    SMALLEST,
    Group,
    Share,
    is_small,
    median,
    merged,
    merged_in_order,
    percentile,
    share,
    share_of_all,
)

COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("counts", "middle", "ninety"),
    [
        ({}, None, None),
        ({3: 1}, 3, 3),
        ({3: 1, 4: 1}, 3.5, 4),
        ({0: 5, 14: 5}, 7, 14),
        ({1: 9, 30: 1}, 1, 1),
        ({1: 8, 30: 2}, 1, 30),
        ({5: 2, 6: 0, 9: 1}, 5, 9),
    ],
)
def test_median_and_percentile_of_known_days(counts, middle, ninety):
    assert median(counts) == middle
    assert percentile(counts, 90) == ninety


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60))
def test_the_median_is_that_of_the_values_written_out(values):
    counts = {value: values.count(value) for value in values}

    assert median(counts) == statistics.median(values)
    assert sum(value <= percentile(counts, 90) for value in values) >= 0.9 * len(values)


@pytest.mark.parametrize(
    ("counts", "groups"),
    [
        ({"a": 5, "b": 7}, [Group(("a",), 5), Group(("b",), 7)]),
        ({"a": 9, "b": 3, "c": 2}, [Group(("a",), 9), Group((), 5)]),
        ({"a": 9, "b": 6, "c": 2}, [Group(("a",), 9), Group((), 8)]),  # 2 would be what is left of 17
        ({"a": 9, "b": 1}, [Group((), 10)]),
        ({"a": 4}, []),
        ({"a": 0, "b": 0}, []),
        ({"a": 5, "b": 0}, [Group(("a",), 5)]),
    ],
)
def test_small_groups_are_counted_together(counts, groups):
    assert merged(counts) == groups


@given(COUNTS)
def test_no_small_group_is_named_or_left_over(counts):
    groups = merged(dict(enumerate(counts)))

    total = sum(counts)
    assert all(group.count >= SMALLEST for group in groups)
    assert sum(group.count for group in groups) == total or (groups == [] and is_small(total))


@pytest.mark.parametrize(
    ("counts", "groups"),
    [
        ([9, 6, 5, 7], [(1,), (2,), (3,), (4,)]),
        ([9, 2, 5, 7], [(1,), (2, 3), (4,)]),
        ([2, 9, 5], [(1, 2), (3,)]),
        ([1, 1, 1, 9], [(1, 2, 3, 4)]),
        ([6, 0, 8], [(1,), (2,), (3,)]),
        ([3, 1], []),
        ([0, 0], [(1,), (2,)]),
    ],
)
def test_a_small_quarter_joins_the_smaller_of_its_neighbours(counts, groups):
    assert [group.keys for group in merged_in_order(list(enumerate(counts, start=1)))] == groups


@given(COUNTS)
def test_no_quarter_can_be_worked_out_from_the_others(counts):
    groups = merged_in_order(list(enumerate(counts)))

    assert not any(is_small(group.count) for group in groups)
    assert sum(group.count for group in groups) == sum(counts) or (groups == [] and is_small(sum(counts)))


@pytest.mark.parametrize(
    ("part", "of", "told"),
    [
        (4, 4, None),
        (20, 20, Share(20, 20, 20)),
        (0, 20, Share(0, 0, 20)),
        (15, 20, Share(15, 15, 20)),
        (19, 20, Share(16, 19, 20)),
        (1, 20, Share(1, 4, 20)),
        (3, 6, Share(1, 5, 6)),
    ],
)
def test_a_share_is_told_no_closer_than_a_small_group_allows(part, of, told):
    assert share(part, of) == told


@pytest.mark.parametrize("of", range(SMALLEST, 30))
def test_shares_that_hide_a_small_group_look_the_same_for_each_of_its_sizes(of):
    found = {part: share(part, of) for part in range(of + 1)}

    for part, told in found.items():
        alike = [other for other, share_of_it in found.items() if share_of_it == told]
        assert alike == list(range(told.least, told.most + 1))
        assert part in alike
        assert len(alike) >= SMALLEST - 1 or not (is_small(part) or is_small(of - part))


def test_percent_are_rounded_outwards():
    assert Share(16, 19, 20).percent == (80, 95)
    assert Share(2, 4, 6).percent == (33, 67)
    assert Share(1, 1, 3).percent == (33, 33)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([], None),
        ([(2, 2), (1, 1)], None),
        ([(10, 10), (20, 26)], Share(30, 30, 36)),
        ([(10, 10), (19, 20)], Share(26, 29, 30)),
        ([(2, 2), (19, 20)], Share(16, 21, 22)),  # of the first nothing is told, so it may be anything
    ],
)
def test_the_share_of_all_says_no_more_than_its_parts(parts, told):
    assert share_of_all(parts) == told


@given(st.lists(st.integers(0, 40).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))), max_size=4))
def test_parts_that_read_alike_make_the_same_whole(parts):
    """Whatever hides in the parts, the whole is made of what is told of them."""
    told = share_of_all(parts)

    for place in range(len(parts)):
        of = parts[place][1]
        for other in range(of + 1):
            if share(other, of) == share(*parts[place]):
                assert share_of_all([*parts[:place], (other, of), *parts[place + 1 :]]) == told


def test_nothing_is_worked_out_by_subtracting_named_groups():
    groups = merged({number: number for number in range(1, 12)})

    counts = [group.count for group in groups]
    for size in range(1, len(counts) + 1):
        for some in combinations(counts, size):
            assert not is_small(sum(counts) - sum(some))

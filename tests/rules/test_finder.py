"""The finder's questions: every standard can be reached, and nothing useless is asked."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.rules.finder import FEW, SCALES, UNKNOWN, Candidate, choices, step, trail
from catalog.rules.risk import RiskLevel

LOW, HIGH = RiskLevel.LOW, RiskLevel.HIGH


def way(code, *, section="X"):
    return (section, *(code[:length] for length in range(2, 6)))


FEW_WAYS = [way(f"1412{number}") for number in range(FEW)]
FEW_APART = [*FEW_WAYS[1:], way("01622", section="A")]
MANY_WAYS = [*FEW_WAYS, way("14131"), way("01622", section="A")]

codes = st.from_regex(r"\A[0-3][0-2][0-2][0-2][0-2]\Z")
trees = st.lists(codes, unique=True, min_size=1, max_size=60).map(
    lambda found: [way(code, section="A" if code < "1" else "C") for code in found]
)


def test_few_activities_are_offered_at_once():
    assert choices(FEW_APART) == [way[-1] for way in FEW_APART]


def test_many_activities_are_offered_by_the_first_level_on_which_they_part():
    assert choices(MANY_WAYS) == ["X", "A"]
    assert choices(MANY_WAYS, "X") == ["1412", "1413"]  # neither 14 nor 141 is a question
    assert choices(MANY_WAYS, "1412") == [way[-1] for way in FEW_WAYS]


def test_an_activity_leads_to_itself_and_a_place_without_standards_nowhere():
    assert choices(MANY_WAYS, "14131") == ["14131"]
    assert choices(MANY_WAYS, "99") == []
    assert choices([]) == []


def test_an_activity_without_groups_above_it_can_be_reached_too():
    assert choices([*MANY_WAYS, ("56101",)]) == ["X", "A", "56101"]


@given(trees)
def test_every_path_ends_at_an_activity_and_every_activity_has_a_path(ways):
    reached, open_places = set(), [""]
    while open_places:
        place = open_places.pop()
        offered = choices(ways, place)
        if offered == [place]:
            reached.add(place)
            continue
        assert offered
        assert len(offered) > 1 or len(ways) == 1 or place, "the first question has more than one answer"
        assert len(set(offered)) == len(offered)
        open_places += offered

    assert reached == {way[-1] for way in ways}


@given(trees, st.data())
def test_the_trail_to_a_place_is_the_choices_that_lead_there(ways, data):
    place = data.draw(st.sampled_from([key for way in ways for key in way]))

    chosen = trail(ways, place)

    assert chosen[-1] == place
    assert all(later in choices(ways, earlier) for earlier, later in pairwise(["", *chosen[:-1]]))


def candidates(*pairs):
    return [Candidate(f"standar-{number}", scale, risk) for number, (scale, risk) in enumerate(pairs)]


def left(found):
    return [int(candidate.slug.removeprefix("standar-")) for candidate in found.left]


def test_nothing_is_asked_where_one_standard_is_left():
    found = step(candidates(("Mikro", LOW)), {})

    assert (found.question, left(found)) == ("", [0])


@pytest.mark.parametrize(
    ("pairs", "question", "options"),
    [
        ([("Mikro", LOW), ("Besar", LOW)], "skala", ("Mikro", "Besar")),
        ([("Mikro", LOW), ("Besar", HIGH)], "skala", ("Mikro", "Besar")),
        ([("", LOW), ("", HIGH)], "risiko", (LOW, HIGH)),
        ([("", LOW), ("Mikro", LOW)], "", ()),  # one of them holds for every scale: the answer would part nothing
        ([("", LOW), ("", LOW)], "", ()),
    ],
)
def test_a_question_is_asked_only_where_its_answers_part_the_standards(pairs, question, options):
    found = step(candidates(*pairs), {})

    assert (found.question, found.options) == (question, options)
    assert len(found.left) == 2


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"skala": "Mikro"}, ("", [0, 3])),
        ({"skala": "Besar"}, ("risiko", [1, 2, 3])),
        ({"skala": "Besar", "risiko": "tinggi"}, ("", [2])),
        ({"skala": "Besar", "risiko": UNKNOWN}, ("", [1, 2, 3])),
        ({"skala": UNKNOWN}, ("risiko", [0, 1, 2, 3])),
        ({"skala": UNKNOWN, "risiko": "tinggi"}, ("", [2])),
        ({"skala": "Raksasa"}, ("skala", [0, 1, 2, 3])),
        ({"risiko": "tinggi"}, ("skala", [0, 1, 2, 3])),  # an answer before its turn
        ({"skala": "Besar", "risiko": "menengah-rendah"}, ("risiko", [1, 2, 3])),
    ],
)
def test_the_answers_narrow_the_standards_one_after_another(answers, expected):
    found = step(candidates(("Mikro", LOW), ("Besar", LOW), ("Besar", HIGH), ("", LOW)), answers)

    assert (found.question, left(found)) == expected


def test_only_answers_that_counted_are_given_back():
    found = step(candidates(("Mikro", LOW), ("Besar", HIGH)), {"skala": "Mikro", "risiko": "tinggi", "lain": "x"})

    assert found.given == {"skala": "Mikro"}


def test_scales_stand_from_small_to_large_and_others_after_them():
    pairs = [(scale, LOW) for scale in ("Besar", "Semua", "Kecil dan menengah", "Mikro", "Menengahan")]

    found = step(candidates(*pairs), {})

    assert found.options == ("Mikro", "Kecil dan menengah", "Besar", "Menengahan", "Semua")
    assert SCALES[0] == "mikro"


@given(st.lists(st.tuples(st.sampled_from(["", "Mikro", "Besar"]), st.sampled_from(list(RiskLevel))), min_size=1))
def test_every_standard_of_an_activity_is_left_at_the_end_of_some_path(pairs):
    reached, asked = set(), [{}]
    while asked:
        answers = asked.pop()
        found = step(candidates(*pairs), answers)
        assert found.left
        if not found.question:
            reached |= set(left(found))
        asked += [{**answers, found.question: option} for option in (*found.options, UNKNOWN) if found.question]

    assert reached == set(range(len(pairs)))

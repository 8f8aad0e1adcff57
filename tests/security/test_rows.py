"""Every row of the threat list is proven by a test that exists, or says why it is not."""

import ast
import re
from functools import cache

import pytest

from tests.security.rows import ROWS
from tests.server import ROOT

TESTS = ROOT / "tests"


@cache
def documents(file: str) -> dict[str, str]:
    """What each function of a file says of itself, and under "" the file."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {"": ast.get_docstring(tree) or ""} | {each.name: ast.get_docstring(each) or "" for each in functions}


def names_row(number: int, test: str) -> bool:
    """Whether the name of the test, its docstring or that of its file names the row."""
    file, _, function = test.partition("::")
    said = f"{documents(file).get(function, '')} {documents(file)['']}"
    numbers = re.findall(r"(?:[Tt]hreats?|[Rr]ows?) ([\d, –and]+)", said)
    return ROWS[number].name in function or any(number in numbered(each) for each in numbers)


def numbered(words: str) -> set[int]:
    """The numbers of "19–24, 32 and 60"."""
    found = set()
    for first, last in re.findall(r"(\d+)(?:–(\d+))?", words):
        found |= set(range(int(first), int(last or first) + 1))
    return found


def test_every_row_has_its_entry():
    assert list(ROWS) == list(range(1, 85))


@pytest.mark.parametrize("number", ROWS)
def test_what_proves_a_row_exists(number):
    proof = ROWS[number]

    assert bool(proof.tests) != bool(proof.absent), "either tests or the reason why there are none"
    for test in proof.tests:
        file, _, function = test.partition("::")
        assert (TESTS / file).is_file(), test
        assert function == "*" or function in documents(file), test


@pytest.mark.parametrize("number", [number for number, proof in ROWS.items() if proof.tests])
def test_what_proves_a_row_names_it_or_the_entry_says_how(number):
    proof = ROWS[number]

    assert proof.how or any(names_row(number, test) for test in proof.tests)


def test_every_row_is_proven():
    """A row that cannot be proven any more says why under ``absent``, and stands here."""
    assert [number for number, proof in ROWS.items() if proof.absent] == []

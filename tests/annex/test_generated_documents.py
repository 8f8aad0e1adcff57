"""Documents that lie about their structure in every known way are read exactly, all of them."""

import pytest

from catalog.annex import read_document
from catalog.rules.outline import parse
from tests.annex.documents import MANNERS, make

TOTAL = 2_400
BATCH = 100


@pytest.mark.parametrize("first", range(0, TOTAL, BATCH))
def test_generated_documents_are_read_exactly(first):
    wrong = []
    for seed in range(first, first + BATCH):
        document = make(seed)
        [standard] = read_document(f"{seed}.txt", document.text)
        wrong += [
            (seed, document.manner, component.number)
            for component in standard.components
            if component.blocks != document.blocks[component.number]
            or parse(standard.text_of(component.number)) != component.blocks
        ]

    assert wrong == []


def test_all_four_manners_are_made_and_cut_by_page_breaks():
    documents = [make(seed) for seed in range(40)]

    assert {document.manner for document in documents} == set(MANNERS)
    assert all(document.text.count("NO\tKOMPONEN\tURAIAN") > 1 for document in documents)

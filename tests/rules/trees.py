"""Generated outlines for property tests: every marker style, nesting to depth 5, texts full of look-alikes."""

from functools import cache

from hypothesis import strategies as st

from catalog.rules.markers import STYLES, readings, successors
from catalog.rules.outline import Item, ListBlock, Paragraph

LOOK_ALIKES = [
    *("Kec. Purwakarta", "1 (satu) kali", "a.n. Kepala", "No. 3", "s.d. 5", "dll.", "ext.103", "41115.", "Pasal 2."),
    *(
        "huruf a.",
        "1. Juli",
        "a. atau",
        "A. Yani",
        "(1)",
        "(a) dan",
        "ii. dan",
        "i. atau",
        "aa. x",
        r"\1. x",
        r"\\",
        "\\",
    ),
    *("*miring*", "* bintang", "<b>", "&amp;", "permohonan", "Kelurahan Nagrikaler", "2021.", "b.", "B. 2.", "v. 3)"),
]

words = st.sampled_from(LOOK_ALIKES) | st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=8
).filter(lambda word: word.split() == [word])
texts = st.lists(words, min_size=1, max_size=5).map(lambda parts: " ".join(" ".join(parts).split()))

# Made once: Hypothesis looks through each strategy that it has not met before, which took longer than drawing from it.
styles = st.sampled_from(STYLES)
lengths = st.sampled_from([1, 2, 3, 3, 11, 30])
texts_or_none = texts | st.just("")
kinds_of_blocks = st.lists(st.sampled_from("¶l"), max_size=3)


@cache
@st.composite
def lists(draw, depth):
    style = draw(styles)
    marker = next(reading for reading in readings(style) if reading.style == style)
    items = []
    for _ in range(draw(lengths)):
        items.append(Item(marker.text, draw(texts_or_none), draw(trees(depth - 1)) if depth > 1 else []))
        following = draw(st.sampled_from(successors(marker)))
        marker = next(reading for reading in readings(following) if reading.style == style)
        if len(items) > 3:  # a long list stays flat, or the tree grows without end
            depth = 1
    return ListBlock(style, items)


@cache
@st.composite
def trees(draw, depth=5):
    """Blocks in which no list goes on where the list before it ended: those two would be one."""
    blocks = []
    for kind in draw(kinds_of_blocks):
        block = Paragraph(draw(texts)) if kind == "¶" else draw(lists(depth))
        if blocks and goes_on(blocks[-1], block):
            blocks.append(Paragraph(draw(texts)))
        blocks.append(block)
    return blocks


def goes_on(before, block):
    if not isinstance(before, ListBlock) or not isinstance(block, ListBlock):
        return False
    last = next(reading for reading in readings(before.items[-1].marker) if reading.style == before.style)
    return any(reading.follows(last) for reading in readings(block.items[0].marker))

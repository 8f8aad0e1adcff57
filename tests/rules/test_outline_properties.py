"""What holds for every outline: text and blocks say the same, and no text is refused."""

from html.parser import HTMLParser

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.rules.inference import infer_text
from catalog.rules.outline import ListBlock, Paragraph, as_json, canonical, parse, plain, to_html, to_text
from tests.rules.trees import texts, trees

thorough = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
any_text = st.text(max_size=300) | st.lists(
    st.tuples(st.integers(0, 6), texts).map(lambda line: "  " * line[0] + line[1]), max_size=20
).map("\n".join)


def everything(blocks):
    for block in blocks:
        if isinstance(block, Paragraph):
            yield plain(block.text)
        else:
            for item in block.items:
                yield item.marker
                yield plain(item.text)
                yield from everything(item.blocks)


class Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.data = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.data.append(data)


@thorough
@given(trees())
def test_blocks_written_as_text_read_back_as_the_same_blocks(blocks):
    assert parse(to_text(blocks)) == blocks


@thorough
@given(any_text)
def test_every_text_has_a_canonical_form_that_stays(text):
    assert canonical(canonical(text)) == canonical(text)


@thorough
@given(any_text)
def test_reading_drops_and_adds_no_character(text):
    read = "".join("".join(everything(parse(text))).split())
    printed = "".join(plain(" ".join(line.split())) for line in text.splitlines())

    # A shield is the only character that is not text.
    assert read.replace("\\", "") == "".join(printed.split()).replace("\\", "")


@thorough
@given(any_text)
def test_inference_drops_and_adds_no_character(text):
    lines = [" ".join(line.split()) for line in text.splitlines()]
    inferred = "".join("".join(everything(infer_text(text))).split())

    assert inferred.replace("*", "").replace("\\", "") == "".join("".join(lines).split()).replace("*", "").replace(
        "\\", ""
    )


@thorough
@given(trees())
def test_html_holds_the_words_in_order_and_no_other_element(blocks):
    words = Words()
    words.feed(to_html(to_text(blocks)))

    assert words.tags <= {"ol", "li", "p", "span", "i"}
    assert "".join("".join(words.data).split()) == "".join("".join(everything(blocks)).split())


@given(trees())
def test_json_has_as_many_items_as_the_blocks(blocks):
    def count(found):
        return sum(len(b.items) + sum(count(i.blocks) for i in b.items) for b in found if isinstance(b, ListBlock))

    def count_json(found):
        lists = [block for block in found if block["type"] == "list"]
        return sum(len(b["items"]) + sum(count_json(i.get("blocks", [])) for i in b["items"]) for b in lists)

    assert count_json(as_json(blocks)) == count(blocks)

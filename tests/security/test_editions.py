"""Threats 58, 63 and 64: what is pasted is text, a mistake goes back to what was, and nothing is published half."""

import re

import pytest

from catalog import editing
from catalog.models import Edition
from catalog.publishing import change_shared_text, publish
from catalog.refusals import PublishingError
from catalog.rules.components import COMPONENTS
from catalog.rules.planted import planted_in_page
from tests.catalog.editing_factories import NOTE, edited, seen, submitted
from tests.catalog.factories import make_draft, make_published, make_shared_text, make_user
from tests.catalog.html_page import read
from tests.catalog.pages_factory import FACTS, published
from tests.complaints.factories import NOW
from tests.security.test_content import PAYLOADS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PAGE = "/layanan/jahit/"


def components(page) -> list[str]:
    """The 14 components of a page, byte by byte."""
    return re.findall(r'<section class="component".*?</section>', page.text, re.DOTALL)


def test_revert_of_a_wrong_edit_gives_the_page_of_before_and_keeps_who_when_and_why(client):
    """Threat 63."""
    editor, publisher = make_user("penyunting"), make_user("penerbit")
    standard = published(slug="jahit")
    first = standard.current
    before, annex = components(client.get(PAGE)), client.get("/layanan/jahit.txt").content
    editing.approve(submitted(edited(standard, editor, requirements="1. Salah."), editor), by=publisher)
    assert components(client.get(PAGE)) != before

    draft = editing.copy_edition(standard, first, by=editor, seen=seen(standard))
    editing.approve(submitted(draft, editor, change_note="Kembali."), by=publisher)

    assert (len(before), components(client.get(PAGE))) == (14, before)
    assert client.get("/layanan/jahit.txt").content == annex
    kept = Edition.objects.order_by("number").values_list("number", "published_by", "published_at", "change_note")
    assert list(kept)[1:] == [(2, publisher.pk, NOW, NOTE), (3, publisher.pk, NOW, "Kembali.")]
    assert "Salah." in client.get(f"{PAGE}edisi/2/").text


@pytest.mark.parametrize("nothing", ["", " \n\t "])
def test_complete_or_not_at_all_whichever_component_is_missing(nothing):
    """Threat 64."""
    for component in COMPONENTS:
        draft = make_draft(**{**FACTS, component.key: nothing}, slug=f"tanpa-{component.number}")

        with pytest.raises(PublishingError, match=rf"Isi dulu komponen ini: {component.number}\. "):
            publish(draft, by=None, change_note="Pertama.")

    assert not Edition.objects.exists()


def test_complete_pages_whatever_was_done_to_the_draft_and_the_shared_texts(client):
    """Threat 64: all 14 components stand on the page, in their order, and each has its words."""
    shared = make_shared_text(4, "Gratis")
    standard = make_published(**{**FACTS, "fees": "", "slug": "jahit"})
    with pytest.raises(PublishingError):
        change_shared_text(4, text="  ", by=None, change_note="Kosong.")
    shared.delete()
    edited(standard, make_user("penyunting"), **{each.key: "" for each in COMPONENTS})

    sections = read(client.get(PAGE)).all("section", class_="component")

    assert [each.one("h3").text for each in sections] == [f"{each.number} {each.name}" for each in COMPONENTS]
    for component, section in zip(COMPONENTS, sections, strict=True):
        assert ("Gratis" if component.number == 4 else f"Isi komponen {component.number}.") in section.text


def test_paste_of_fifty_snippets_into_every_component_is_text_and_leads_nowhere(client):
    """Threat 58: on the page, among its editions and in what changed, no snippet is markup or a link."""
    snippets = [
        *PAYLOADS,
        "[slot](https://slot.example)",
        "data:text/html,<b>x</b>",
        "&lt;b&gt; &#60;i&#62;",
        "</textarea>",
    ]
    standard = published(slug="jahit")
    pasted = {component.key: "\n".join(snippets) for component in COMPONENTS}
    editing.approve(submitted(edited(standard, make_user("a"), **pasted), make_user("b")), by=make_user("c"))

    pages = [client.get(PAGE + way) for way in ("", "edisi/2/", "riwayat/?a=1&b=2")]

    assert len(set(snippets)) > 50
    assert [page.status_code for page in pages] == [200] * 3
    for page in pages:
        assert planted_in_page(page.text, ("wa.me", "127.0.0.1")) == []
        assert [snippet for snippet in snippets if "<" in snippet and snippet in page.text] == []
    assert read(pages[0]).text.count("alert(1)") >= 14 * 40

"""Markup filled by plain formatting is what Django would have rendered."""

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from catalog.choices import Choice
from catalog.stencils import filled

NASTY = "<b>\"50%\" & 'x' %(label)s {{ y }}"


@pytest.mark.parametrize("is_active", [False, True])
@pytest.mark.parametrize("label", [NASTY, "", mark_safe("<i>Rendah</i>")])
def test_every_value_is_written_as_django_writes_it(label, is_active):
    gaps = {"label": label, "href": "/layanan/?a=1&b=%22", "does": ""}
    kinds = {"is_active": is_active, "is_button": False}

    made = filled("components/choice.html", gaps, **kinds)

    assert made == render_to_string("components/choice.html", gaps | kinds).strip("\n")


def test_what_was_filled_first_is_not_seen_in_the_next():
    first, second = (
        Choice(label, "risiko", "", f"/{label}", count=count).as_line.replace("\n", "")
        for label, count in (("satu", 7), ("dua", None))
    )

    assert first == '<li><a class="choice" href="/satu">satu</a><span class="soft">7</span></li>'
    assert second == '<li><a class="choice" href="/dua">dua</a></li>'

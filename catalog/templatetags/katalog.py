"""Values as the site prints them."""

from functools import lru_cache

from django import template
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from catalog.addresses import absolute
from catalog.rules import outline

register = template.Library()


@register.filter(name="uraian")
def outline_html(text: str, strong=()) -> str:
    """A component's text as HTML, ``strong`` items set strong.

    The one place where HTML is taken as it is: outline escapes every character.
    """
    return mark_safe(_to_html(text, tuple(strong)))  # noqa: S308


# Kept, because most components are the same in many standards.
_to_html = lru_cache(maxsize=256)(outline.to_html)


@register.filter(name="alamat_lengkap")
def full_address(path: str) -> str:
    """/layanan/ → https://…/layanan/"""
    return absolute(path)


@register.filter(name="tandai")
def marked(runs) -> str:
    """A text in runs (words.marked), the words that were searched for marked."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", run.text) if run.is_found else run.text,) for run in runs)
    )


@register.filter(name="angka")
def number(value: int) -> str:
    """1789 → 1.789"""
    return number_format(value, use_l10n=True, force_grouping=True)


@register.filter(name="biaya")
def fee(content) -> str:
    """What a standard costs: the amount where it is known (Rp0 is "Gratis"), else what component 4 says."""
    if content.fee_rupiah is None:
        return content.fee
    return f"Rp{number(content.fee_rupiah)}" if content.fee_rupiah else "Gratis"

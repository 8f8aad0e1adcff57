"""Values as the site prints them."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from catalog.addresses import absolute
from catalog.formats import fee, number
from catalog.rules import outline
from catalog.rules.components import COMPONENTS
from catalog.stencils import filled

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


register.filter("angka", number)
register.filter("biaya", fee)


@register.simple_tag(name="komponen")
def component_html(component, text, slug, law=None):
    """One of the 14 components; ``law`` is what is known of the regulations that it cites."""
    note = mark_safe(render_to_string("components/regulation_note.html", {"law": law}) if law else "")  # noqa: S308
    gaps = {"text": outline_html(text), "slug": slug, "note": note}
    return filled("components/component.html", gaps, component=component)


@register.simple_tag(name="isi_standar")
def contents():
    """The links to all components: the same on every page."""
    return filled("components/toc.html", {}, components=COMPONENTS)


@register.tag(name="tetap")
def fixed(parser, token):
    """{% tetap %}…{% endtetap %}: what is the same on every page is rendered once, for the first of them."""
    nodelist = parser.parse(("endtetap",))
    parser.delete_first_token()
    return Fixed(nodelist)


class Fixed(template.Node):
    def __init__(self, nodelist):
        self.nodelist, self.html = nodelist, None

    def render(self, context):
        if self.html is None:
            self.html = self.nodelist.render(context.new())
        return self.html

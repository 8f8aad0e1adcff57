"""Links into the tree of codes."""

from django import template

from catalog.code_tree import code_address

register = template.Library()


@register.simple_tag(name="alamat_kbli")
def address(standard) -> str:
    """The page of the code that a standard, or one of its editions, bears."""
    return code_address(standard.kbli_code, standard.kbli_edition)

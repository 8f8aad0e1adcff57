"""Nobody is hindered on any public page or page of the desk: in every state, narrow and wide, light and dark."""

import pytest

from tests.browser.barriers import barriers, hindrances
from tests.browser.pages import ERRORS, complaint, desk_pages, opened, public_pages

pytestmark = pytest.mark.browser


@pytest.fixture
def window(open_window, watch):
    """A page without the site's CSP, which would keep axe out of it."""
    for address in ERRORS:
        watch.expect_error_at(address)
    return open_window(bypass_csp=True)


def test_no_public_page_hinders_anybody(window, earlier_edition):
    assert hindered(window, public_pages) == {}


@pytest.mark.parametrize("walk", [complaint, opened])
def test_no_step_and_no_fold_hinders_anybody(window, walk):
    assert hindered(window, walk) == {}


def test_no_page_of_the_desk_hinders_anybody(window, in_site):
    in_site("from django.core.management import call_command; call_command('seed_demo', verbosity=0)")

    assert hindered(window, desk_pages, windows=["phone", "wide"]) == {}  # dark: tests/browser/test_desk_case.py


def hindered(window, walk, **looking):
    found = {name: hindrances(window, **looking) for name in walk(window)}
    assert found
    return {name: all_of_it for name, all_of_it in found.items() if all_of_it}


SPOILED = {
    "phone-dark: color-contrast": "document.querySelector('main p').style.color = '#222'",
    "image-alt": "document.querySelector('h1').innerHTML = '<img src=\"/static/img/favicon.svg\">'",
    "phone: page": "document.querySelector('h1').style.minWidth = '400px'",
    "no sign of focus": "document.querySelector('nav a').style.outline = 'none'",
    "covered": "document.body.append(Object.assign(document.createElement('p'), {style: 'position: fixed; inset: 0'}))",
    "small target": "document.querySelector('.brand').style = 'all: initial; display: block; height: 12px'",
    "no border in forced colours": "document.querySelector('.button').style.border = 'none'",
    "moves": "document.querySelector('a').style.transition = 'color 1s'",
    "huge without CSS: <svg": "['width', 'height'].forEach(it => document.querySelector('svg').removeAttribute(it))",
    "not in reading order without CSS": "document.body.prepend(document.querySelector('footer'))",
}


def test_each_kind_of_hindrance_is_seen(open_window):
    window = open_window(bypass_csp=True)
    window.goto("/")
    assert barriers(window) == []

    for spoil in SPOILED.values():
        window.evaluate(spoil)

    found = " ".join(hindrances(window))
    assert [kind for kind in SPOILED if kind not in found] == []

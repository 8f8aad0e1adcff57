"""The watch over every page, and the search for what is cut off, do find what they look for."""

import pytest

from tests.browser.barriers import overflowing

pytestmark = pytest.mark.browser


def test_a_breach_of_the_content_security_policy_is_seen(page, watch):
    page.goto("/")

    with page.expect_console_message():
        page.evaluate("document.body.setAttribute('style', 'color: red')")

    assert "Content Security Policy" in watch.trouble.pop()


def test_a_request_that_fails_is_seen(page, watch):
    page.goto("/")

    with page.expect_response("**/tidak-ada.css"):
        page.evaluate("fetch('/tidak-ada.css')")

    assert any("status 404" in trouble for trouble in watch.trouble)
    watch.trouble.clear()


@pytest.mark.parametrize("window", ["narrow", "zoomed"])
def test_something_too_wide_is_seen(request, window):
    page = request.getfixturevalue(window)
    page.goto("/")

    page.evaluate("document.querySelector('h1').style.inlineSize = '700px'")

    assert {"H1.", "page"} <= set(overflowing(page))

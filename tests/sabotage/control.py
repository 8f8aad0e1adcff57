"""What a control is, and the names of the files and tests that many of them share."""

from typing import NamedTuple


class Control(NamedTuple):
    """A control: its row in the threat list, the change that takes it away, and the tests that must notice."""

    row: int
    file: str
    old: str
    new: str
    tests: tuple[str, ...]
    in_short_form: bool = False


T = "tests/complaints/"
S = "tests/security/"
HEADERS = f"{S}test_headers.py::test_every_address_answers_everybody_with_all_headers[tanpa masuk]"
COOKIES = f"{S}test_headers.py::test_cookies_are_of_this_host_alone_and_out_of_reach"
CODES, LIMITS, FILES = "complaints/codes.py", "complaints/limits.py", "complaints/files.py"
TRACKING, FILING = "complaints/views/tracking.py", "complaints/views/filing.py"
DOWNLOADS, CHANGING = "complaints/views/downloads.py", "complaints/actions/changing.py"
SETTINGS, MIDDLEWARE, EMAILS = "config/settings.py", "config/middleware.py", "complaints/emails.py"
XSS = f"{S}test_content.py::test_xss_desk"
QUERIES, PLANTED = f"{S}test_queries.py", f"{S}test_planted.py"
FIELDS, INSPECTION = "complaints/forms/fields.py", "catalog/inspection.py"
WRONG_CODES = f"{T}test_tracking_page.py::test_code_guess"

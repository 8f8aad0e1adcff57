"""The page of a case at the desk as a browser without JavaScript uses it: what stands in a form is what is sent."""

from complaints import actions
from complaints.forms.case import STEPS
from complaints.rules.workflow import Role
from tests.catalog.html_page import read
from tests.complaints.factories import TODAY, make_studied, officer
from tests.complaints.pages import values_of


def address_of(complaint, step=""):
    return f"/petugas/kasus/{complaint.pk}/{step}{'/' if step else ''}"


def page_of(client, complaint):
    return read(client.get(address_of(complaint)))


def section(page, name):
    return page.one("section", **{"aria-labelledby": name})


def opened(client, complaint, step):
    """What a browser would send of this step's form, or of its button on the case page."""
    answer = client.get(address_of(complaint, step if STEPS[step].base_fields else ""))
    forms = read(answer).one("main").all("form", action=address_of(complaint, step))
    return values_of(forms[0])


def take(client, complaint, step, **values):
    return client.post(address_of(complaint, step), {**opened(client, complaint, step), **values})


def offered(client, complaint):
    """The steps that the page of the case leads to."""
    main = page_of(client, complaint).one("main")
    places = [node["href"] for node in main.all("a", class_="button")] + [form["action"] for form in main.all("form")]
    mine = address_of(complaint)
    steps = {place.removeprefix(mine).rstrip("/") for place in places if place.startswith(mine)}
    return {step for step in steps if step}


def refer(complaint, *, member=None, agency="Dinas Kesehatan"):
    return actions.refer(complaint, agency=agency, request="Periksa.", expected_on=TODAY, member=member, **officer())


def make_restricted(**values):
    """One in which APIP is involved; the requester and the head alone may see it."""
    complaint = make_studied(**values)
    request = actions.request_apip(complaint, reason="Menyangkut pegawai kantor.", **officer())
    actions.decide_apip(request, is_approved=True, reason="Setuju.", **officer(Role.HEAD))
    complaint.refresh_from_db()
    return complaint


def show(client, complaint, **values):
    return client.post(address_of(complaint, "identitas"), {"reason": "menghubungi-pelapor", **values})

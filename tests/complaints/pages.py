"""The pages of complaints as a browser without JavaScript uses them: what stands in a form is what is sent."""

import re

from tests.catalog.html_page import Node, read

FILE = "/pengaduan/buat/"
TRACK = "/pengaduan/lacak/"
CASE = "/pengaduan/lacak/laporan/"
ANSWERS = {
    "service": "tidak-tahu",
    "is_waiting": "on",
    "story": "Izin saya belum terbit.\nPadahal berkas sudah lengkap.",
    "wish": "Mohon diterbitkan.",
    "name": "Siti Aminah",
    "phone": "0812 3456 7890",
}


def form_of(page: Node, action: str) -> Node:
    return page.one("form", action=action)


def values_of(form: Node) -> dict[str, str]:
    """What a browser would send of this form, whichever button is pressed."""
    values = {}
    for node in form.walk():
        name, kind = node.attributes.get("name"), node.attributes.get("type", "text")
        if not name or (kind in ("radio", "checkbox") and "checked" not in node.attributes):
            continue
        if node.tag == "input" and kind != "file":
            values[name] = node.attributes.get("value", "on" if kind == "checkbox" else "")
        elif node.tag == "textarea":
            values[name] = "".join(node.children).removeprefix("\n")
    return values


def values_to_send(answer) -> dict[str, str]:
    return values_of(form_of(read(answer), FILE))


def answered(client, **answers):
    """The answer to the filled form: the check page when nothing is wrong."""
    values = values_to_send(client.get(FILE))
    return client.post(FILE, {**values, **ANSWERS, **answers, "langkah": "periksa"})


def send(client, checked, clock, *, after=5, **more):
    """Press the button that sends, some seconds later."""
    clock.shift(after)
    return client.post(FILE, {**values_to_send(checked), "langkah": "kirim", **more})


def receipt_of(answer) -> tuple[str, str]:
    """Number and code."""
    slip = read(answer).one("div", class_="slip")
    number, code = (node.text for node in slip.all("dd", class_="answer"))
    return number, code


def is_receipt(answer) -> bool:
    return answer.status_code == 200 and bool(read(answer).all("div", class_="slip"))


def look_up(client, number, code):
    return client.post(TRACK, {"number": number, "code": code})


def masked(answer) -> bytes:
    """The page, but for its CSRF token."""
    return re.sub(rb'(name="csrfmiddlewaretoken" value=")[^"]+', rb"\1", answer.content)


def errors_of(page: Node) -> dict[str, str]:
    """The message at each field, by the id of the list of errors."""
    return {node["id"].removesuffix("_error"): node.text for node in page.all("ul", class_="errorlist")}


def problem_of(page: Node) -> str:
    return " ".join(node.text for node in page.one("main").all("div", role="alert"))

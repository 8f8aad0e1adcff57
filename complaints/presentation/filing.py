"""What the check page and the receipt say about a filing."""

from dataclasses import dataclass
from functools import lru_cache

import segno
from django.urls import reverse
from django.utils.safestring import mark_safe

from catalog.addresses import absolute
from catalog.models import Edition
from catalog.rules.components import BY_NUMBER, Component
from complaints.actions import Filed, NewFiling, measured_edition_pk
from complaints.rules.terms import in_words


@dataclass(frozen=True, slots=True)
class Promise:
    """Janji layanan: what the office promised on the day of service, in the words of its standard."""

    edition: Edition
    component: Component
    text: str


def promise(filing: NewFiling, today) -> Promise | None:
    """What the complaint measures against: the quoted component, or the time it takes; None without a service."""
    if filing.standard is None:
        return None
    edition = Edition.objects.get(pk=measured_edition_pk(filing.standard, filing.service_received_on or today))
    edition.standard = filing.standard
    component = BY_NUMBER[filing.component or 3]
    return Promise(edition, component, edition.text_of(component))


def tracking_address() -> str:
    return absolute(reverse("complaints:track"))


@lru_cache(maxsize=1)
def tracking_qr() -> str:
    """The address of the tracking page as SVG, dark on light in every colour scheme. There is no code in it."""
    picture = segno.make_qr(tracking_address(), error="m", boost_error=False)
    svg = picture.svg_inline(scale=4, border=3, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None)
    side, _ = picture.symbol_size(scale=4, border=3)  # as large as this also where no stylesheet is read
    return mark_safe(svg.replace("<svg", f'<svg width="{side}" height="{side}"', 1))  # noqa: S308  our own address


def for_whatsapp(filed: Filed) -> str:
    """What the reporter may keep in a chat of their own."""
    complaint = filed.complaint
    lines = [f"Laporan saya ke DPMPTSP Kabupaten Purwakarta: {complaint.number}", f"Kode lacak: {filed.code}"]
    if complaint.is_complaint:
        provisional = " (sementara)" if complaint.due_is_provisional else ""
        lines.append(f"Dijawab paling lambat: {in_words(complaint.response_due_on)}{provisional}")
    return "\n".join([*lines, f"Lacak di {tracking_address()}"])

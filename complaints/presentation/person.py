"""All that the site knows of one person through one report, as it is handed over to that person (UU 27/2022)."""

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ObjectDoesNotExist
from django.utils import timezone

from complaints.actions import ExportReason, IdentityReason
from complaints.models import Complaint, Event, Reporter
from complaints.presentation.case import TITLES
from complaints.rules.channels import Channel
from complaints.rules.workflow import Role

SEEN = (Event.IDENTITY_SHOWN, Event.DISCLOSED, Event.EXPORTED)
REASONS = {Event.IDENTITY_SHOWN: IdentityReason, Event.EXPORTED: ExportReason}
BY_MOMENT = ("yang terjadi", "identitas dilihat atau diserahkan")


def known_of(complaint: Complaint) -> dict[str, object]:
    """By its Indonesian name; blank values are left out. Four queries."""
    events = list(complaint.events.order_by("sequence"))
    return {
        "nomor laporan": complaint.number,
        "pelapor": told(_identity(complaint)),
        "laporan": told(_report(complaint)),
        "surat-menyurat": [
            {"jenis": letter.get_kind_display(), "tanggal": moment(letter.written_at), "isi": letter.text}
            for letter in complaint.messages.all()
        ],
        "berkas": [
            {"nama": file.label, "jenis": file.get_content_type_display(), "bita": file.size, "sha256": file.sha256}
            for file in complaint.attachments.defer("content")
        ],
        "yang terjadi": [
            {"tanggal": moment(event.at), "peristiwa": event.get_name_display()}
            for event in events
            if event.name in TITLES
        ],
        "identitas dilihat atau diserahkan": [
            told({"tanggal": moment(event.at), "oleh": Role(event.role).label, "untuk": _purpose(event)})
            for event in events
            if event.name in SEEN
        ],
    }


def told(facts: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if value not in ("", None)}


def moment(at: dt.datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H.%M} WIB"


def as_lines(known: dict[str, object]) -> Iterable[tuple[str, list[list[tuple[str, object]]]]]:
    """For the page: each section's title, and its entries as pairs; what happened is one list, by its moments."""
    for title, value in known.items():
        if isinstance(value, dict):
            yield title, [list(value.items())]
        elif title in BY_MOMENT:
            pairs = [(entry["tanggal"], ", ".join(list(entry.values())[1:])) for entry in value]
            yield title, [pairs] if pairs else []
        elif isinstance(value, list):
            yield title, [list(entry.items()) for entry in value]


def _identity(complaint: Complaint) -> dict[str, object]:
    try:
        reporter: Reporter = complaint.reporter
    except ObjectDoesNotExist:
        return {}
    return {Reporter._meta.get_field(name).verbose_name: getattr(reporter, name) for name in ("name", *Reporter.WAYS)}


def _report(complaint: Complaint) -> dict[str, object]:
    return {
        "jenis": complaint.get_kind_display(),
        "kanal": Channel(complaint.channel).label,
        "nomor pada kanal asal": complaint.external_number,
        "diterima": complaint.received_on.isoformat(),
        "layanan": str(complaint.standard or complaint.service_note),
        "komponen": complaint.component_name,
        "yang terjadi": complaint.story,
        "yang diharapkan": complaint.wish,
        "identitas dirahasiakan": "ya" if complaint.conceals_identity else "tidak",
    }


def _purpose(event: Event) -> str:
    reasons = REASONS.get(event.name)
    return reasons(event.data["reason"]).label if reasons else ""

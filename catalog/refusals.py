"""Why something is not published: each ``refuse_…`` raises PublishingError when it must not be."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.formats import date_format

from catalog.models import Edition, SharedText, Standard
from catalog.rules.components import Component


class PublishingError(ValidationError):
    """What was asked for cannot be done; ``message`` is an Indonesian sentence saying what to do instead."""


def refuse_shared_text(shared: SharedText | None, text: str, change_note: str) -> None:
    if not text.strip():
        raise PublishingError("Teks baku tidak boleh kosong, karena standar yang memakainya menjadi tidak lengkap.")
    if shared and shared.text == text:
        raise PublishingError("Teks baku tidak berubah, jadi tidak ada yang perlu diterbitkan.")
    if not change_note.strip():
        raise PublishingError(
            "Tuliskan catatan perubahan; catatan ini tampil pada setiap edisi yang diterbitkan ulang."
        )


def refuse(reason: str) -> None:
    if reason:
        raise PublishingError(reason)


def refuse_missing(missing: list[Component]) -> None:
    if missing:
        names = "; ".join(f"{component.number}. {component.name}" for component in missing)
        raise PublishingError(f"Standar belum lengkap. Isi dulu komponen ini: {names}.")


def refuse_unexplained(change_note: str, *, minor: bool) -> None:
    if not minor and not change_note.strip():
        raise PublishingError("Tuliskan catatan perubahan, atau tandai sebagai perubahan kecil.")


def refuse_withdrawn(draft: Standard, *, reinstate: bool) -> None:
    if draft.withdrawn_on and not reinstate:
        raise PublishingError(
            f"Standar ini sudah dicabut pada {printed(draft.withdrawn_on)}. "
            "Pilih “berlakukan kembali” bila memang akan diterbitkan lagi."
        )


def refuse_date(last: Edition | None, effective_on: dt.date, today: dt.date) -> None:
    if effective_on < today:
        raise PublishingError(f"Tanggal berlaku {printed(effective_on)} sudah lewat. Pilih hari ini atau sesudahnya.")
    if last and last.effective_on > today and last.effective_on >= effective_on:
        raise PublishingError(
            f"Edisi {last.number} sudah dijadwalkan berlaku {printed(last.effective_on)}. "
            "Batalkan dulu jadwal itu, atau pilih tanggal sesudahnya."
        )


def refuse_unchanged(edition: Edition, last: Edition | None) -> None:
    if last and (edition.content(), edition.inherited) == (last.content(), last.inherited):
        raise PublishingError(f"Naskah ini sama dengan edisi {last.number}. Tidak ada yang perlu diterbitkan.")


def printed(day: dt.date) -> str:
    return date_format(day, "j F Y")

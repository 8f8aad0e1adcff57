"""How much room the files of complainants may take: of all together in a day, and on the disk.

So that nobody fills the disk with files; what people write is accepted all the same.
"""

import datetime as dt
import logging
import math
import shutil
from collections.abc import Sequence

from django.conf import settings
from django.core.exceptions import ValidationError

from complaints import limits
from complaints.files import NewAttachment

logger = logging.getLogger(__name__)

LEAST_FREE = 1024 * 1024 * 1024  # bytes; /sehat/ calls the disk full at half of it
FULL = (
    "Tempat berkas kami sedang penuh, jadi berkas Anda belum kami terima. Kirim tulisannya dulu tanpa berkas; "
    "berkasnya dapat Anda susulkan besok dari halaman lacak."
)


class NoRoom(ValidationError):
    """Files cannot be taken now; the words that came with them can."""


def take_room(files: Sequence[NewAttachment], *, now: dt.datetime) -> None:
    """Count files that are about to be stored. Raises NoRoom, and counts nothing, when there is no room for them."""
    if not files:
        return
    kilobytes = sum(math.ceil(len(file.content) / 1000) for file in files)
    if shutil.disk_usage(settings.DATA_DIR).free < LEAST_FREE or not limits.count_files(kilobytes, now=now):
        logger.error("Berkas pelapor ditolak: jatah sehari habis, atau disk hampir penuh")
        raise NoRoom(FULL)

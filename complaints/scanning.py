"""Whether a file carries malware, asked of the office's ClamAV at each download, where there is one (CLAMD).

Not when it comes in: so nobody who complains waits for a scanner, and the newest signatures count.
"""

import logging
import socket
import struct
from enum import Enum

from django.conf import settings

logger = logging.getLogger(__name__)

CHUNK = 256 * 1024
SECONDS = 20  # of silence
LONGEST_ANSWER = 4096


class Finding(Enum):
    NOT_ASKED = "tanpa pemindai"
    CLEAN = "bersih"
    INFECTED = "berisi virus"
    UNKNOWN = "belum dipindai"  # the scanner is away, or refuses


def scan(content: bytes) -> Finding:
    """What clamd says of it (its command INSTREAM)."""
    if not settings.CLAMD:
        return Finding.NOT_ASKED
    try:
        answer = ask(settings.CLAMD, content)
    except OSError as error:
        answer = type(error).__name__.encode()
    if answer.endswith(b"FOUND"):
        return Finding.INFECTED
    if answer.endswith(b": OK"):
        return Finding.CLEAN
    logger.error("Pemindai virus tidak menjawab sebagaimana mestinya: %r", answer[:100])
    return Finding.UNKNOWN


def ask(where: str, content: bytes) -> bytes:
    with connected(where) as scanner:
        scanner.sendall(b"zINSTREAM\0")
        for start in range(0, len(content), CHUNK):
            part = content[start : start + CHUNK]
            scanner.sendall(struct.pack(">I", len(part)) + part)
        scanner.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER and (more := scanner.recv(LONGEST_ANSWER)):
            answer += more
    return answer.rstrip(b"\0\n")


def connected(where: str) -> socket.socket:
    if where.startswith("/"):
        scanner = socket.socket(socket.AF_UNIX)
        scanner.settimeout(SECONDS)
        scanner.connect(where)
        return scanner
    host, _, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)

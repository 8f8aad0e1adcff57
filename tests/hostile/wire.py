"""A connection that is kept open, read no further than the attack needs: status, cookies and body."""

import re
import socket

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
CHUNKED = re.compile(rb"\r\ntransfer-encoding: *chunked", re.IGNORECASE)
CLOSES = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
COOKIE = re.compile(rb"\r\nset-cookie: *([^;\r]+)", re.IGNORECASE)
SECONDS = 120


class Broken(Exception):
    """The server has gone away without an answer."""


class Connection:
    """One at a time; opened anew when the server has closed it after its last answer, as a browser does."""

    def __init__(self, port: int):
        self.port, self.socket = port, None

    def ask(self, request: bytes) -> tuple[int, bytes, bytes]:
        """Status, head and body of the answer. Raises Broken when a new connection gives none either."""
        for is_last in (False, True):
            try:
                return self.exchanged(request)
            except OSError as error:
                self.close()
                if is_last:
                    raise Broken(str(error)) from error
        raise AssertionError

    def exchanged(self, request: bytes) -> tuple[int, bytes, bytes]:
        if self.socket is None:
            self.socket = socket.create_connection(("127.0.0.1", self.port), timeout=SECONDS)
        self.socket.sendall(request)
        head, rest = self.read_to(b"\r\n\r\n", b"")
        if length := LENGTH.search(head):
            body = self.read_on(rest, int(length[1]))
        else:
            body = self.chunks(rest) if CHUNKED.search(head) else b""
        if CLOSES.search(head):
            self.close()
        return int(head[9:12]), head, body

    def read_to(self, mark: bytes, data: bytes) -> tuple[bytes, bytes]:
        """What stands before the mark, and what has come after it."""
        while (end := data.find(mark)) < 0:
            data += self.more()
        return data[:end], data[end + len(mark) :]

    def read_on(self, data: bytes, length: int) -> bytes:
        parts, missing = [data], length - len(data)
        while missing > 0:
            parts.append(self.more())
            missing -= len(parts[-1])
        return b"".join(parts)

    def chunks(self, data: bytes) -> bytes:
        parts = []
        while True:
            size, data = self.read_to(b"\r\n", data)
            length = int(size.partition(b";")[0], 16)
            data = self.read_on(data, length + 2)
            parts.append(data[:length])
            data = data[length + 2 :]
            if not length:
                return b"".join(parts)

    def more(self) -> bytes:
        if not (data := self.socket.recv(262_144)):
            raise ConnectionResetError("terputus")
        return data

    def close(self) -> None:
        if self.socket:
            self.socket.close()
        self.socket = None


def cookies(head: bytes) -> list[str]:
    return [each.decode("latin-1") for each in COOKIE.findall(head)]

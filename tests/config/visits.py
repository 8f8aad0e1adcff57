"""How tests visit a site in service: through nginx, as browsers do and as nobody should."""

import http.client
import re
import socket
import ssl
from pathlib import Path

from tests.production import HOST

TRACK = "/pengaduan/lacak/"


def trusting(site) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=site.folder / "fullchain.pem")


def ask(site, path, *, method="GET", body=None, headers=None):
    connection = http.client.HTTPSConnection(HOST, site.port, timeout=30, context=trusting(site))
    try:
        connection.request(method, path, body, {"Host": f"{HOST}:{site.port}", **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def look_up(site, number, code, **headers):
    """The answer to number and code, sent with a token and cookie as a browser gets them."""
    _, got, page = ask(site, TRACK)
    told = {
        "Cookie": got["Set-Cookie"].split(";")[0],
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": f"https://{HOST}:{site.port}",
        **headers,
    }
    token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    return ask(
        site, TRACK, method="POST", body=f"csrfmiddlewaretoken={token}&number={number}&code={code}", headers=told
    )


def connected(site) -> ssl.SSLSocket:
    return trusting(site).wrap_socket(socket.create_connection((HOST, site.port), timeout=30), server_hostname=HOST)


def slow_sender(site) -> ssl.SSLSocket:
    """A connection that has begun to send a form of a megabyte."""
    sender = connected(site)
    kind = "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000000"
    sender.sendall(f"POST /pengaduan/buat/ HTTP/1.1\r\nHost: {HOST}\r\n{kind}\r\n\r\n".encode())
    return sender


def status_of(site, request: bytes) -> int:
    """The status of the answer to these bytes, after which nothing more is sent; 0 when there was none."""
    with connected(site) as sender:
        try:
            sender.sendall(request)
            socket.socket.shutdown(sender, socket.SHUT_WR)
            first = sender.recv(100)
        except OSError:
            return 0
    return int(first.split()[1]) if first.startswith(b"HTTP/") else 0


def workers(site) -> list[int]:
    """The processes of the app server that serve."""
    found = [int(each) for each in Path(f"/proc/{site.app.pid}/task/{site.app.pid}/children").read_text().split()]
    return [pid for pid in found if b"resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_bytes()]


def megabytes(pid: int) -> float:
    return int(re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024

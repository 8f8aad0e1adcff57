"""A file with a virus is taken in like any other and never handed out, where the office has a scanner (threat 40)."""

import socket
import socketserver
import struct
import threading

import pytest

from complaints.models import Attachment
from complaints.rules.workflow import Role
from complaints.scanning import Finding, scan
from tests.catalog.html_page import read
from tests.complaints.desk import enter
from tests.complaints.factories import PDF, make_upload
from tests.complaints.pages import answered, is_receipt, look_up, receipt_of, send
from tests.machine import free_port

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
# Put together here, so that no scanner finds it in this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
INFECTED = PDF[:9] + EICAR + b"\n" + b" " * 600_000 + PDF[9:]


class Clamd(socketserver.StreamRequestHandler):
    """As much of ClamAV's daemon as the command INSTREAM needs."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while size := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
        self.server.asked.append(len(content))
        self.wfile.write(self.server.says or (b"stream: Eicar FOUND\0" if EICAR in content else b"stream: OK\0"))


@pytest.fixture
def clamd(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Clamd) as server:
        server.asked, server.says = [], b""
        settings.CLAMD = f"127.0.0.1:{server.server_address[1]}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def filed_with(client, clock, content):
    """The file's addresses, for the desk and for the one who holds the code."""
    receipt = send(client, answered(client), clock, berkas=[make_upload("bukti.pdf", content)])
    assert is_receipt(receipt)
    file = Attachment.objects.get()
    look_up(client, *receipt_of(receipt))
    return f"/petugas/kasus/{file.complaint_id}/berkas/{file.pk}/", f"/pengaduan/lacak/berkas/{file.pk}/"


def test_eicar(client, clock, clamd, caplog):
    desk, own = filed_with(client, clock, INFECTED)

    to_reporter = client.get(own)
    enter(client, Role.MANAGER)
    to_officer = client.get(desk)

    for answer in (to_reporter, to_officer):
        assert (answer.status_code, EICAR in answer.content) == (403, False)
        assert "menemukan virus" in read(answer).one("main").text
    assert clamd.asked == [len(INFECTED)] * 2
    assert "berisi virus" in caplog.text
    assert "bukti.pdf" not in caplog.text


def test_a_clean_file_is_handed_out(client, clock, clamd):
    _, own = filed_with(client, clock, PDF)

    answer = client.get(own)

    assert (answer.status_code, answer.content) == (200, PDF)
    assert clamd.asked == [len(PDF)]


def test_while_the_scanner_is_away_reports_are_taken_and_files_wait(client, clock, settings):
    settings.CLAMD = f"127.0.0.1:{free_port()}"

    _, own = filed_with(client, clock, PDF)
    answer = client.get(own)

    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "tersimpan utuh" in read(answer).one("main").text
    assert Attachment.objects.get().content == PDF


@pytest.mark.parametrize("says", [b"INSTREAM size limit exceeded. ERROR\0", b"\0", b"ya\n", b"x" * 10_000])
def test_an_answer_that_is_none_opens_nothing(clamd, says):
    clamd.says = says

    assert scan(PDF) is Finding.UNKNOWN


def say_ok(waiting: socket.socket):
    scanner, _ = waiting.accept()
    with scanner, scanner.makefile("rb") as asked:
        asked.read(len(b"zINSTREAM\0") + 4)  # and that it was all
        scanner.sendall(b"stream: OK\0")


def test_the_scanner_may_be_behind_a_socket_of_this_machine(settings, tmp_path):
    settings.CLAMD = str(tmp_path / "clamd.ctl")
    with socket.socket(socket.AF_UNIX) as waiting:
        waiting.bind(settings.CLAMD)
        waiting.listen()
        answering = threading.Thread(target=say_ok, args=(waiting,))
        answering.start()

        assert scan(b"") is Finding.CLEAN
        answering.join()


def test_an_office_without_a_scanner_asks_nobody(settings):
    settings.CLAMD = ""

    assert scan(INFECTED) is Finding.NOT_ASKED

"""What stands in deploy/: the files agree with the code, and nginx, granian and the site work together as they are."""

import http.client
import os
import re
import secrets
import shlex
import socket
import ssl
from html.parser import HTMLParser

import pytest
from django.core.management import get_commands
from django.template.loader import render_to_string

from complaints.files import LARGEST_TOTAL
from config import serve, settings
from tests.production import CONF, HOST, ROOT, find_nginx, production_site, read_environment

DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("systemd/*.service"))


@pytest.fixture(scope="module")
def found():
    if not find_nginx():
        pytest.skip("nginx tidak ditemukan")
    with production_site(os.environ.get("DATABASE_URL", "")) as site:
        yield site


def ask(site, path, *, method="GET", body=None, headers=None):
    context = ssl.create_default_context(cafile=site.folder / "fullchain.pem")
    connection = http.client.HTTPSConnection(HOST, site.port, timeout=30, context=context)
    try:
        connection.request(method, path, body, {"Host": f"{HOST}:{site.port}", **(headers or {})})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    finally:
        connection.close()


def test_a_site_in_service_is_well_and_says_no_more_than_the_names_of_its_parts(found):
    status, headers, body = ask(found, "/sehat/")

    assert status == 200, body
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def test_what_people_filed_is_for_the_site_alone_to_read(found):
    folder = found.folder / "data"

    open_to_others = [path for path in folder.iterdir() if path.name != "static" and path.stat().st_mode & 0o077]

    assert open_to_others == []


def test_a_page_comes_with_its_validator_and_then_not_again(found):
    status, headers, body = ask(found, "/")

    assert (status, "<h1" in body) == (200, True)
    again, _, nothing = ask(found, "/", headers={"If-None-Match": headers["ETag"]})
    assert (again, nothing) == (304, "")


def test_a_form_sets_cookies_that_only_this_host_gets_back(found):
    _, headers, _ = ask(found, "/masuk/")

    assert re.match(r"__Host-csrf=\S+; .*Path=/.*Secure", headers["Set-Cookie"])


def test_static_files_are_kept_for_ever_by_their_content_and_nothing_else_comes_out_of_that_folder(found):
    _, _, home = ask(found, "/")
    sheet = re.search(r'href="(/static/css/site\.\w+\.css)"', home)[1]
    (found.folder / "data" / "static" / "slot.html").write_text("<script>alert(1)</script>")

    status, headers, _ = ask(found, sheet)
    dropped, _, _ = ask(found, "/static/slot.html")

    assert (status, headers["Cache-Control"]) == (200, "public, max-age=31536000, immutable")
    assert (headers["Content-Type"], headers["X-Content-Type-Options"]) == ("text/css", "nosniff")
    assert dropped == 404


def test_another_host_gets_no_answer_and_a_forwarded_one_is_not_believed(found):
    with pytest.raises((http.client.RemoteDisconnected, ConnectionResetError)):
        ask(found, "/", headers={"Host": "evil.example"})
    with socket.create_connection(("127.0.0.1", found.plain_port), timeout=10) as plain:
        plain.sendall(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        assert plain.recv(100) == b""

    forwarded = {"X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
    status, _, body = ask(found, "/masuk/", headers=forwarded)
    assert (status, "evil" in body) == (200, False)


def test_plain_http_leads_to_https(found):
    connection = http.client.HTTPConnection("127.0.0.1", found.plain_port, timeout=10)
    connection.request("GET", "/layanan/", headers={"Host": HOST})
    answer = connection.getresponse()
    connection.close()

    assert (answer.status, answer.headers["Location"]) == (301, f"https://{HOST}/layanan/")


def test_who_asks_is_known_by_the_connection_alone(found):
    """Eleven wrong codes, each from another address by its own word: the limit counts one."""
    answers = []
    for number in range(11):
        _, headers, page = ask(found, "/pengaduan/lacak/")
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
        cookie = headers["Set-Cookie"].split(";")[0]
        told = {
            "Cookie": cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            "Origin": f"https://{HOST}:{found.port}",
            "X-Forwarded-For": f"198.51.100.{number}",
            "X-Real-IP": f"198.51.100.{number}",
        }
        body = f"csrfmiddlewaretoken={token}&number=PGD-2026-000001&code={secrets.token_hex(8)}"
        answers.append(ask(found, "/pengaduan/lacak/", method="POST", body=body, headers=told)[0])

    assert answers[-1] == 429


def test_what_is_too_large_is_told_so_in_indonesian(found):
    status, headers, body = ask(found, "/pengaduan/buat/", method="POST", body=b"x" * (26 * 1024 * 1024 + 1))

    assert (status, "Kiriman ini terlalu besar" in body) == (413, True)
    assert headers["Cache-Control"] == "no-store"


def test_the_log_of_visits_names_nobody(found):
    ask(found, "/layanan/?q=Siti+Aminah")
    ask(found, "/petugas/kalender/rahasia-sekali.ics")
    ask(found, "/naskah/rahasia-sekali/")

    log = (found.folder / "standar-pelayanan.log").read_text()

    assert "GET /layanan/ 200" in log
    assert [word for word in ("Siti", "rahasia", "127.0.0.1", "?") if word in log] == []


def test_while_the_app_server_is_away_the_page_says_when_to_come_back(found):
    found.app.terminate()
    found.app.wait(timeout=30)

    status, headers, body = ask(found, "/layanan/")

    assert (status, headers["Retry-After"]) == (503, "30")
    assert "situs ini sedang sibuk" in body


def test_nginx_lets_through_what_the_form_accepts_and_not_much_more():
    most = int(re.search(r"client_max_body_size (\d+)m;", CONF.read_text())[1]) * 1024 * 1024

    assert LARGEST_TOTAL < most <= LARGEST_TOTAL + 1024 * 1024


def test_granian_is_set_as_make_run_sets_it():
    words = serve.server(8000)
    options = {name: words[words.index(name) + 1] for name in words if name.startswith("--") and name != "--no-ws"}
    given = read_environment(DEPLOY / "granian.env")

    for name in ("interface", "host", "port", "blocking-threads", "backpressure", "workers-kill-timeout", "log-level"):
        assert given[f"GRANIAN_{name.replace('-', '_').upper()}"] == options[f"--{name}"], name


def test_the_example_environment_names_only_settings_that_the_code_reads():
    code = "".join((ROOT / "config" / name).read_text() for name in ("env.py", "settings.py"))

    for name in read_environment(DEPLOY / "situs.env.example"):
        assert f'"{name}"' in code or name.lower().startswith("retention_days_"), name
    kept = {name.removeprefix("RETENTION_DAYS_").lower() for name in read_environment(DEPLOY / "situs.env.example")}
    assert set(settings.RETENTION_DAYS) <= kept


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_each_unit_runs_what_there_is_and_is_started_by_something(unit):
    text = unit.read_text()
    commands = re.findall(r"manage\.py (\w+)", text)

    assert set(commands) <= set(get_commands())
    assert commands or "granian config.wsgi:application" in text or "-m config.upgrade" in text
    by_hand = unit.stem == "standar-pelayanan-upgrade"
    assert by_hand or "WantedBy=multi-user.target" in text or unit.with_suffix(".timer").exists()
    for line in re.findall(r"^Exec\w+=(.*)$", text, flags=re.MULTILINE):
        assert shlex.split(line)[0].startswith("/")


def test_every_job_of_the_site_has_its_unit():
    text = "".join(unit.read_text() for unit in UNITS)

    assert {"deliver_mail", "daily", "remind", "retain", "backup"} <= set(re.findall(r"manage\.py (\w+)", text))


@pytest.mark.parametrize("name", ["413.html", "503.html"])
def test_the_pages_of_nginx_are_whole_and_have_nothing_inline(name):
    text = (DEPLOY / "nginx" / "pages" / name).read_text()
    tags = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: tags.append((tag, dict(attributes)))
    parser.feed(text)

    assert ("html", {"lang": "id"}) in tags
    assert [tag for tag, attributes in tags if tag in ("style", "script") or "style" in attributes] == []


def test_the_page_for_a_busy_site_is_the_sites_own():
    text = (DEPLOY / "nginx" / "pages" / "503.html").read_text()

    assert text == render_to_string("503.html")

"""WordPress with the same contents, as an office would have it from Debian: nginx, php-fpm with OPcache, MariaDB.

All of it is private, throwaway and on one core. Each standard is a post of the theme that Debian recommends, with what
stands in the main part of its kept page as an HTML block, at the same address. It is measured as it comes, and with a
page cache in PHP (wordpress/advanced-cache.php). nginx compresses what PHP did not, as Debian's configuration has it.
"""

import getpass
import gzip
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import product
from pathlib import Path

from django.db import connection

from catalog.models import StoredPage
from config.serve import THREADS
from tests.bench.serving import Load, family, medians, memory, pss, server
from tests.machine import free_port

PHP = Path(__file__).with_suffix("")
PLAIN, CACHED = "WordPress", "WordPress dengan tembolok PHP"
GOALS = {PLAIN: 500, CACHED: 7}
SOME = 20
CHILDREN = THREADS  # of php-fpm: as many requests at once as our process takes
# Debian's packages, and what of each is needed. The last one found is taken.
NEEDED = {
    "nginx-light": "usr/sbin/nginx",
    "php-fpm": "usr/sbin/php-fpm[0-9]*",
    "php-cli": "usr/bin/php",
    "php-mysql": "usr/lib/php/*/mysqli.so",
    "mariadb-server": "usr/sbin/mariadbd",
    "wordpress": "usr/share/wordpress/wp-settings.php",
    "wordpress-theme-twentytwentythree": "usr/share/wordpress/wp-content/themes/twentytwentythree/style.css",
}
FPM = """
[global]
daemonize = no
error_log = {folder}/fpm.log
[www]
user = {user}
listen = {folder}/fpm.sock
pm = static
pm.max_children = {children}
"""
NGINX = """
user {user}; worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error;
events {{ worker_connections 512; }}
http {{
  access_log off; tcp_nopush on; gzip on; keepalive_requests 100000000; default_type text/html;
  client_body_temp_path {folder}/t; proxy_temp_path {folder}/t; fastcgi_temp_path {folder}/t;
  uwsgi_temp_path {folder}/t; scgi_temp_path {folder}/t;
  map $server_port $cache {{ {cached} 1; }}
  server {{
    listen 127.0.0.1:{plain}; listen 127.0.0.1:{cached};
    include /etc/nginx/fastcgi_params; fastcgi_buffers 16 16k; fastcgi_buffer_size 16k; fastcgi_read_timeout 600;
    fastcgi_param SCRIPT_FILENAME {php}/index.php; fastcgi_param UKUR_FOLDER {folder};
    fastcgi_param UKUR_CACHE $cache if_not_empty;
    location / {{ fastcgi_pass unix:{folder}/fpm.sock; }}
  }}
}}
"""


def missing(root: Path = Path("/")) -> list[str]:
    """The Debian packages that this machine lacks."""
    return [package for package, place in NEEDED.items() if not any(root.glob(place))]


@contextmanager
def wordpress(folder: Path):
    """What is measured: for each name its port and the pids of its servers; nothing where a package is missing."""
    if absent := missing():
        print(f"  WordPress: tidak diukur, tidak semuanya ditemukan (apt install {' '.join(absent)})")
        yield {}
    elif connection.vendor != "sqlite":  # it has a database of its own: once is enough
        print("  WordPress: sudah diukur di samping SQLite")
        yield {}
    else:
        with filled(folder / "wordpress") as targets:
            yield targets


@contextmanager
def filled(folder: Path):
    contents = list(standards())
    plain, cached = free_port(), free_port()
    furnish(folder, contents, plain=plain, cached=cached)
    with ExitStack() as stack:

        def start(door: int | Path, *command) -> int:
            return stack.enter_context(server(list(command), folder, door))

        mariadb = folder / "mariadb.sock"
        database = start(mariadb, program("mariadb-server"), *mariadb_options(folder), f"--socket={mariadb}")
        install(folder, plain)
        fpm = start(folder / "fpm.sock", program("php-fpm"), "--allow-to-run-as-root", "-y", folder / "fpm.conf")
        nginx = start(plain, program("nginx-light"), "-e", folder / "error", "-c", folder / "nginx.conf")
        check(plain, contents[:SOME])
        check(cached, contents)  # and so has every page kept
        check(cached, contents[:SOME], is_kept=True)
        yield {name: (port, nginx, fpm, database) for name, port in ((PLAIN, plain), (CACHED, cached))}


def standards() -> Iterator[dict[str, str]]:
    """Of every standard what stands in the main part of its kept page."""
    pages = StoredPage.objects.filter(standard__isnull=False).exclude(path__contains="/edisi/")
    for page in pages.select_related("standard__current").iterator():
        main = re.search(r"<main[^>]*>(.*)</main>", gzip.decompress(page.body).decode(), re.DOTALL)
        standard = page.standard
        yield {"slug": standard.slug, "title": standard.current.kbli_title, "content": main[1]}


def furnish(folder: Path, contents: list[dict], **ports: int) -> None:
    """Its folder: configuration, contents, and the theme."""
    settings = {"folder": folder, "user": getpass.getuser(), "children": CHILDREN, "php": PHP, **ports}
    (folder / "content" / "cache").mkdir(parents=True)
    (folder / "content" / "themes").symlink_to("/usr/share/wordpress/wp-content/themes")
    shutil.copy(PHP / "advanced-cache.php", folder / "content")
    (folder / "fpm.conf").write_text(FPM.format(**settings))
    (folder / "nginx.conf").write_text(NGINX.format(**settings))
    (folder / "contents.json").write_text(json.dumps(contents))
    make = ["mariadb-install-db", *mariadb_options(folder), "--auth-root-authentication-method=normal"]
    subprocess.run(make, check=True, capture_output=True)


def mariadb_options(folder: Path) -> list[str]:
    return ["--no-defaults", f"--datadir={folder / 'database'}", f"--user={getpass.getuser()}", "--skip-networking"]


def install(folder: Path, port: int) -> None:
    environment = {**os.environ, "UKUR_FOLDER": str(folder), "HTTP_HOST": f"127.0.0.1:{port}"}
    subprocess.run([program("php-cli"), PHP / "install.php"], check=True, env=environment)


def program(package: str) -> Path:
    return max(Path("/").glob(NEEDED[package]))


def check(port: int, contents: list[dict], *, is_kept: bool = False) -> None:
    """Refuse to measure an error, a redirect, or another page than the one asked for."""
    client = http.client.HTTPConnection("127.0.0.1", port)
    for entry in contents:
        path = f"/layanan/{entry['slug']}/"
        client.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = client.getresponse()
        page = gzip.decompress(answer.read()).decode()  # all of it comes compressed
        is_right = f"<title>{entry['title']}" in page and f"={entry['slug']}" in page and "</html>" in page
        if answer.status != 200 or not is_right or (answer.headers["X-Cache"] == "HIT") is not is_kept:
            raise RuntimeError(f"WordPress menjawab {path} dengan {answer.status}:\n{page[:2000]}")


# Beside ours


def beside_wordpress(results: dict[str, list[Load]], targets: dict[str, tuple]) -> None:
    """Our kept pages over WordPress: answers a second, CPU, and the memory to answer as many at once."""
    if PLAIN not in targets:
        return
    rates, cpus = medians(results)
    print("  Dibanding WordPress (Debian, tema Twenty Twenty-Three):")
    kept = [name for name in targets if name.startswith("halaman tersimpan")]
    for ours, (theirs, goal) in product(kept, GOALS.items()):
        rate, cpu = rates[ours] / rates[theirs], cpus[theirs] / cpus[ours]
        print(f"    {ours:30} {rate:>9,.1f} × (laju)  {cpu:>7,.1f} × (CPU)  {theirs} (≥ {goal})")
    in_memory(targets[kept[-1]][1], *targets[PLAIN][1:])


def in_memory(ours: int, nginx: int, fpm: int, database: int) -> None:
    """Both hold what they need to answer as many requests at once, after the same load."""
    child = statistics.mean(map(pss, family(fpm)[1:]))
    theirs, answering, whole = memory(nginx, fpm, database), max(map(pss, family(ours))), memory(ours)
    print(f"  Memori (PSS) untuk menjawab {CHILDREN} permintaan sekaligus, sesudah beban yang sama:")
    print(
        f"    WordPress {theirs:.0f} MB: nginx {memory(nginx):.0f}, php-fpm {memory(fpm):.0f} ({CHILDREN} anak,"
        f" masing-masing {child:.0f}), MariaDB {memory(database):.0f}"
    )
    print(
        f"    situs ini {answering:.0f} MB dalam proses yang menjawab: {answering / theirs:.2f} × (≤ 0.3);"
        f" dengan proses induknya {whole:.0f} MB: {whole / theirs:.2f} ×"
    )

"""deploy/compose.yaml and Dockerfile name only what there is, and do what the systemd units do.

Read line by line, for the project has no YAML reader; that the file is one is seen by whoever starts it.
"""

import re
from importlib.util import find_spec

import pytest
from django.core.management import get_commands

from tests.production import ROOT, read_environment

DEPLOY = ROOT / "deploy"
COMPOSE, IMAGE = (DEPLOY / "compose.yaml").read_text(), (DEPLOY / "Dockerfile").read_text()
SERVICES = COMPOSE.partition("\nservices:\n")[2].partition("\nvolumes:\n")[0]
UNITS = "".join(unit.read_text() for unit in sorted(DEPLOY.glob("systemd/*.service")))


def jobs(text: str) -> set[str]:
    return set(re.findall(r"manage\.py (\w+(?: --\w+)?)", text))


def test_the_image_is_made_of_what_there_is_and_has_all_that_the_site_is_made_of():
    sources = [word for line in re.findall(r"^COPY (.*)$", IMAGE, re.MULTILINE) for word in line.split()[:-1]]

    assert [name for name in sources if not (ROOT / name).exists()] == []
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert {*packages, "config", "templates", "static", "fixtures", "manage.py", "requirements.txt"} <= set(sources)


def test_the_image_serves_as_the_unit_does():
    command = " ".join(re.findall(r'"([^"]+)"', re.search(r"^CMD (.*)$", IMAGE, re.MULTILINE)[1]))

    assert f"ExecStart=/srv/standar-pelayanan/.venv/bin/{command}\n" in UNITS
    assert re.search(r"^USER (\w+)$", IMAGE, re.MULTILINE)[1] in re.search(r"useradd .*", IMAGE)[0].split()
    assert 'ports: ["127.0.0.1:8000:8000"]' in COMPOSE
    assert read_environment(DEPLOY / "granian.env")["GRANIAN_PORT"] == "8000"


def test_every_file_that_is_named_is_there_or_has_its_example():
    context, dockerfile = (re.search(rf"{name}: (\S+)", COMPOSE)[1] for name in ("context", "dockerfile"))
    files = re.search(r"env_file: \[(.*)\]", COMPOSE)[1].split(", ")

    assert (DEPLOY / context / dockerfile).resolve() == DEPLOY / "Dockerfile"
    assert [name for name in files if not ((DEPLOY / name).exists() or (DEPLOY / f"{name}.example").exists())] == []


def test_every_variable_is_one_that_somebody_reads():
    code = "".join((ROOT / "config" / name).read_text() for name in ("env.py", "settings.py"))
    environment = set(re.findall(r"^ +([A-Z][A-Z_]+): ", COMPOSE, re.MULTILINE))
    granian = read_environment(DEPLOY / "granian.env")

    for name in environment:
        assert f'"{name}"' in code or name in granian or name.startswith("POSTGRES_"), name
    assert set(re.findall(r"\$\{(\w+)", COMPOSE)) == {"POSTGRES_PASSWORD"}
    assert "export POSTGRES_PASSWORD=" in COMPOSE


def test_every_command_is_one_of_the_site_and_every_job_of_the_units_is_done():
    modules = re.findall(r'"-m", "([\w.]+)"', COMPOSE)

    assert {job.split()[0] for job in jobs(COMPOSE)} <= set(get_commands())
    assert modules == ["config.upgrade"]
    assert all(find_spec(name) for name in modules)
    assert jobs(COMPOSE) == jobs(UNITS)


@pytest.mark.parametrize("kind", ["services", "volumes", "anchors"])
def test_what_refers_to_something_finds_it(kind):
    defined = {
        "services": re.findall(r"^  ([\w-]+):$", SERVICES, re.MULTILINE),
        "volumes": re.findall(r"^  ([\w-]+):$", COMPOSE.partition("\nvolumes:\n")[2], re.MULTILINE),
        "anchors": re.findall(r"&(\w+)", COMPOSE),
    }
    referred = {
        "services": [*re.findall(r"^      ([\w-]+): \{ condition", SERVICES, re.MULTILINE), "minutely"],
        "volumes": re.findall(r'volumes: \["([\w-]+):/', COMPOSE),
        "anchors": re.findall(r"<<: \*(\w+)", COMPOSE),
    }

    assert defined[kind]
    assert set(referred[kind]) <= set(defined[kind])
    assert f"@{re.search(r'@(db):5432', COMPOSE)[1]}:" in COMPOSE

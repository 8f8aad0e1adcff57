"""The house stays as the design lays it out."""

import re
import subprocess
import tomllib

import pytest

from tests.server import ROOT

TOP_LEVEL = {
    "manage.py",
    "pyproject.toml",
    "config",
    "catalog",
    "complaints",
    "templates",
    "static",
    "fixtures",
    "tests",
    "README.md",
    "Makefile",
    "requirements.txt",
    "deploy",
}
LOCK_FILES = ["requirements.txt", "tests/requirements.txt"]
CODE = ("config/", "catalog/", "complaints/", "static/css/", "tests/")
LONGEST_FILE = 320  # "not much over 300 lines"
# Longer for a reason that stands beside the name.
LONG_FILES = {
    "catalog/migrations/0001_initial.py": "written by Django",
    "complaints/migrations/0001_initial.py": "written by Django",
    "complaints/migrations/0003_desk.py": "written by Django",
    "tests/security/rows.py": "a line for each of the 84 threats",
}
# Spelled apart, so that this file does not name them either.
REGISTRY_HOSTS = [".".join(labels) for labels in (["pypi", "org"], ["pythonhosted", "org"], ["npmjs", "org"])]


@pytest.fixture(scope="module")
def files():
    """The project's files, those not yet committed too."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return sorted({name for name in listed.stdout.split("\0") if (ROOT / name).is_file()})


def test_the_top_level_holds_what_the_design_names(files):
    top_level = {name.partition("/")[0] for name in files}

    assert {name for name in top_level if not name.startswith(".")} <= TOP_LEVEL


def test_no_file_names_a_package_registry(files):
    hosts = re.compile("|".join(map(re.escape, REGISTRY_HOSTS)).encode())

    assert [name for name in files if hosts.search((ROOT / name).read_bytes())] == []


@pytest.mark.parametrize("lock_file", LOCK_FILES)
def test_lock_files_say_what_and_not_where_from(lock_file):
    assert "http" not in (ROOT / lock_file).read_text()


def pins(lock_file):
    return dict(re.findall(r"^([a-z0-9.-]+)==(\S+)", (ROOT / lock_file).read_text(), re.MULTILINE))


def test_tests_run_on_the_versions_that_are_served():
    served, tested = map(pins, LOCK_FILES)

    assert served.items() <= tested.items()


def test_every_dependency_is_locked_with_its_hash():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["test"]
    names = {re.match(r"[\w-]+", requirement)[0].lower() for requirement in wanted}

    assert names <= pins("tests/requirements.txt").keys()
    for lock_file in LOCK_FILES:
        for entry in re.split(r"\n(?=\S)", (ROOT / lock_file).read_text().strip()):
            assert "--hash=sha256:" in entry, entry


def test_no_file_is_too_long_to_read(files):
    lengths = {name: len((ROOT / name).read_text().splitlines()) for name in files if is_code(name)}

    assert {name for name, length in lengths.items() if length > LONGEST_FILE and name not in LONG_FILES} == set()


def is_code(name):
    return name.startswith(CODE) and name.endswith((".py", ".css")) and "/data/" not in name

"""The stylesheet: readable in both schemes, no colour outside its tokens, one small file outside development."""

import gzip
import re
from itertools import pairwise

import pytest
from django.contrib.staticfiles.finders import get_finder
from django.core.management import call_command
from django.test import override_settings

from tests.server import ROOT

CSS = ROOT / "static" / "css"
TOKENS = (CSS / "tokens.css").read_text()
IMPORTED = re.findall(r'@import url\("([^"]+)"\) layer\((\w+)\);', (CSS / "site.css").read_text())
SCHEMES = {
    "light": TOKENS.split("@media")[0],
    "dark": next(block for block in TOKENS.split("@media") if "prefers-color-scheme: dark" in block),
}
TEXT = [  # ink, paper
    ("ink", "paper"),
    ("ink", "surface"),
    ("ink", "accent-soft"),
    ("ink", "warm-soft"),
    ("ink-soft", "paper"),
    ("ink-soft", "surface"),
    ("accent", "paper"),
    ("accent", "surface"),
    ("accent", "accent-soft"),
    ("accent", "warm-soft"),
    ("accent-strong", "paper"),
    ("accent-strong", "warm-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("warm", "paper"),
    ("warm", "warm-soft"),
]
SHAPES = [(name, "paper") for name in ("line-strong", "risk-1", "risk-2", "risk-3", "risk-4", "accent", "warm")]


def colours(scheme):
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", SCHEMES[scheme]))


def luminance(colour):
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    """WCAG 2.2, relative luminance: 1 (the same) to 21 (black on white)."""
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_measured_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("pairs", "least"), [(TEXT, 4.5), (SHAPES, 3)])
def test_every_pair_of_colours_can_be_told_apart(scheme, pairs, least):
    known = colours(scheme)

    weak = {(a, b): round(contrast(known[a], known[b]), 2) for a, b in pairs}

    assert {pair: ratio for pair, ratio in weak.items() if ratio < least} == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_risk_colours_are_four_steps_of_one_way(scheme):
    known = colours(scheme)

    steps = [contrast(known[f"risk-{step}"], known["paper"]) for step in (1, 2, 3, 4)]

    assert all(lower * 1.2 < higher for lower, higher in pairwise(steps))


def test_both_schemes_name_the_same_colours():
    assert colours("light").keys() == colours("dark").keys()


def test_no_colour_is_named_outside_the_tokens():
    colour = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(|: *(?:white|black|red|gr[ae]y)\b", re.IGNORECASE)

    named = {path.name: colour.findall(path.read_text()) for path in CSS.rglob("*.css") if path.name != "tokens.css"}

    assert {name: found for name, found in named.items() if found} == {}


def test_the_admin_has_the_colours_of_the_site():
    colour = re.compile(r"#[0-9a-f]{6}\b")

    named = set(colour.findall((CSS / "admin" / "tokens.css").read_text()))

    assert named <= set(colour.findall(TOKENS))


def test_every_token_used_is_defined_and_every_token_defined_is_used():
    whole = "".join(path.read_text() for path in CSS.glob("*.css"))

    assert set(re.findall(r"var\(--([a-z0-9-]+)\)", whole)) == set(re.findall(r"--([a-z0-9-]+):", whole))


def test_every_file_of_the_folder_is_part_of_the_stylesheet():
    assert {name for name, _ in IMPORTED} == {path.name for path in CSS.glob("*.css")} - {"site.css"}
    order = re.search(r"@layer ([\w, ]+);", (CSS / "site.css").read_text())[1].split(", ")
    assert list(dict.fromkeys(layer for _, layer in IMPORTED)) == order


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The static files as outside development, twice, as at the second start of the site."""
    folder = tmp_path_factory.mktemp("static")
    storages = {"staticfiles": {"BACKEND": "config.storage.SiteStorage"}}
    with override_settings(STATIC_ROOT=folder, STORAGES=storages, STATICFILES_DIRS=[ROOT / "static"]):
        get_finder.cache_clear()
        for _ in range(2):
            call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=["admin"])
    get_finder.cache_clear()
    return folder


def test_outside_development_the_stylesheet_is_one_file(collected):
    (hashed,) = collected.glob("css/site.*.css")

    content = hashed.read_text()
    assert "@import" not in content
    assert re.findall(r"^@layer (\w+)\{", content, re.MULTILINE) == [layer for _, layer in IMPORTED]
    assert content.count("{") == content.count("}")
    assert (collected / "css/site.css").read_text() == content  # what 500.html asks for


def test_the_stylesheet_is_light(collected):
    (hashed,) = collected.glob("css/site.*.css")

    assert len(gzip.compress(hashed.read_bytes())) < 6_000  # with the largest page below the 14 kB of one round trip
    assert hashed.with_name(hashed.name + ".br").exists()

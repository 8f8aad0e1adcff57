"""Threat 61: what break-ins leave behind is seen in pages, templates and texts, and what is ours is left alone."""

import pytest

from catalog.rules.planted import planted_in_page, planted_in_template, planted_in_text

HOSTS = ("layanan.example.go.id", "wa.me")


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ('<a href="//slot.example">x</a>', "tautan ke slot.example"),
        ('<a href="https://slot.example/a">x</a>', "tautan ke slot.example"),
        ('<a href="/\\slot.example">x</a>', "tautan ke slot.example"),
        ('<a href=" \thttps://slot.example">x</a>', "tautan ke slot.example"),
        ('<a href="java\nscript:alert(1)">x</a>', "tautan ke javascript:"),
        ('<a href="data:text/html,x">x</a>', "tautan ke data:"),
        ('<a href="https://[">x</a>', "tautan ke https://["),
        ('<img src="https://slot.example/a.png">', "tautan ke slot.example"),
        ('<form action="https://slot.example/">', "tautan ke slot.example"),
        ('<button formaction="https://slot.example/">', "tautan ke slot.example"),
        ('<script src="https://slot.example/a.js"></script>', "tautan ke slot.example"),
        ("<script>alert(1)</script>", "skrip di dalam halaman"),
        ('<div style="display:none">x</div>', "atribut style pada <div>"),
        ('<img src="/a.png" onerror="x()">', "atribut onerror pada <img>"),
        ("<iframe></iframe>", "unsur <iframe>"),
        ("<style>a{}</style>", "unsur <style>"),
        ('<base href="/">', "unsur <base>"),
        ('<meta http-equiv="refresh" content="0;url=//slot.example">', "unsur <meta http-equiv>"),
        ("<DIV STYLE=left:-9999px>x</DIV>", "atribut style pada <div>"),
    ],
)
def test_what_is_planted_in_a_page_is_seen(html, what):
    assert planted_in_page(f"<p>Syarat</p>{html}", HOSTS) == [what]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/layanan/?q=slot&amp;hal=2#isi">x</a>',
        '<a href="https://layanan.example.go.id/">x</a><a href="https://wa.me/62">y</a>',
        '<a href="sms:1708">s</a>',
        '<a href="mailto:a@purwakartakab.go.id">x</a><a href="tel:112">y</a><a href="#isi">z</a><a href="?hal=2">2</a>',
        '<script src="/static/js/a.js" defer></script><link rel="stylesheet" href="/static/css/site.css">',
        '<form action="/layanan/"><input type="hidden" name="a" value="//slot.example"></form>',
        "<p>&lt;a href=//slot.example&gt;</p>",
    ],
)
def test_what_is_ours_is_left_alone(html):
    assert planted_in_page(html, HOSTS) == []


def test_each_thing_is_named_once():
    assert planted_in_page('<a href="//slot.example">x</a>' * 3, HOSTS) == ["tautan ke slot.example"]


def test_a_template_is_read_as_html_with_the_line_of_each_thing():
    source = '{% load static %}\n<a href="{% url "catalog:home" %}">{{ name }}</a>\n{# <script>no</script>\n#}\n'

    assert planted_in_template(f'{source}<i style="a">{{{{ x }}}}</i> gacor', HOSTS) == [
        (5, "atribut style pada <i>"),
        (5, "kata “gacor”"),
    ]
    assert planted_in_template(source, HOSTS) == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("1. Syarat <a href=//slot.example>x</a>", "kode “<a href=//slot.example>”"),
        ("<SCRIPT >x", "kode “<script >”"),
        ("a <!-- b -->", "kode “<!-- b -->”"),
        ("&#60;script", "kode “&#60;”"),
        ("javascript:alert(1)", "kode “javascript:”"),
        ("lihat https://slot.example/a", "alamat slot.example"),
        ("lihat //slot.example", "alamat slot.example"),
        ("situs g4c0r", "kata “gacor”"),
    ],
)
def test_what_is_planted_in_a_text_is_seen(text, what):
    assert what in planted_in_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "Waktu < 5 hari dan > 3 hari; a & b; *Online Single Submission*",
        "www.mpp.purwakartakab.go.id, https://oss.go.id/",
        "Undang-Undang Nomor 7 Tahun 1974 tentang Penertiban Perjudian",
        "",
    ],
)
def test_a_text_of_the_office_is_left_alone(text):
    assert planted_in_text(text) == []

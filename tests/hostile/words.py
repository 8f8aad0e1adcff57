"""Naughty values, made rather than listed: each kind of trouble in several shapes, and texts made by chance."""

import json
import random

NAUGHTY = [
    "", " ", "\t", "\r\n", "\x00", "a\x00b", "\x1b[31m", "\x7f", "\ufeff", "\u200b", "\u202egacor", "\u2066x\u2069",
    "\ud800", "\udfff", "💃🏽", "🇮🇩", "﷽", "Z̸̡͉a̵̢l̶g̷o̵", "ﬃ", "İ", "ß", "٣", "½", "Ⅷ", "田中さん", "عربي", "ไทย",
    "undefined", "null", "None", "NaN", "inf", "-inf", "true", "[]", "{}", "0", "-1", "-0", "1e309", "0x10", "1.5",
    "1,5", "9" * 30, "9" * 5_000, "-" * 3_000, "٣٣٣", "'", '"', "''", "`", "\\", "\\\\", "/", "//", "../../etc/passwd",
    "..\\..\\", "%", "%%", "%00", "%2e%2e%2f", "%zz", "%u0000", "_", "*", "?", "(", ")", "((((((((((", ")" * 500, "[",
    "[" * 5_000, "{" * 5_000, "<", ">", "&", "&amp;", "&#0;", "'; DROP TABLE complaints_complaint; --",
    "1' OR '1'='1", "1 UNION SELECT NULL--", "admin'--", "pg_sleep(10)", "'||(SELECT 1)||'", "\" OR \"\" = \"",
    "NEAR(a b, 5)", "a AND b OR NOT c", "a*", '"a"*', "^a", "title:a", "{a b}:c", "-a", "+a", "a:*",
    "a & !b | c", "<->",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "{{7*7}}", "{% load x %}",
    "${7*7}", "#{7*7}", "<%= 7*7 %>", "%(x)s", "%s%s%s%n", "{0.__class__}", "$(reboot)", "`reboot`", "; ls", "| ls",
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>", "() { :; }; echo x",
    "\r\nSet-Cookie: a=b", "a\nBcc: x@y.id", "//evil.example", "/\\evil.example", "https:evil.example",
    "0001-01-01", "9999-12-31", "2026-02-31", "2026-13-01", "0000-00-00", "2026-11-20T00:00:00Z", "kemarin",
    "a" * 1_000, "a" * 20_000, "a " * 5_000, "😀" * 2_000, "A" * 65, "jahit", "14120", "tinggi", "-pk", "password",
    "a__b", "?", "urut", "\\x00", "=1+1", "@SUM(A1)", "+1", "|calc", "＝1", "CON", "aux.pdf", ".", "..", "~", "-", "--",
]  # fmt: skip
JSON = [
    "", "{", "[" * 5_000, "{" * 5_000, '"\\ud800"', '{"a":' * 2_000, "null", "[]", '{"a": 1e999}', '{"a": NaN}',
    '{"number": ["a"]}', '{"__proto__": {}}', "\x00", "9" * 5_000, '"' + "a" * 20_000 + '"',
    json.dumps({"a": "\u202e\x00"}),
]  # fmt: skip
LETTERS = "abcdeijklmnoprstuy   0123456789\"'*()-:^{}[]<>&|!~%_\\/+.,\x00\n\u202eéß٣💃"
COMMON = ("jahit", "pelatihan", "izin", "NEAR", "AND", "OR", "NOT", "14120", "usaha", "komputer", '"', "*", "(", ")")


def searches(count: int, seed: int = 1):
    """Search texts by chance: words that exist, operators, letters of all kinds."""
    chance = random.Random(seed)
    for _ in range(count):
        parts = [
            chance.choice(COMMON)
            if chance.random() < 0.5
            else "".join(chance.choices(LETTERS, k=chance.randint(1, 12)))
            for _ in range(chance.randint(1, 6))
        ]
        yield chance.choice((" ", "", "*", '"')).join(parts)


PLAIN = 0.3  # a fate, see below


def forms(fields, count: int, seed: int = 2):
    """Forms by chance: each field absent, naughty, doubled, or like what people write; every second form has one such
    field or two, so that what is naughty is not always refused with the rest, and comes to be stored.
    """
    chance = random.Random(seed)
    for _ in range(count):
        form, share = [], chance.choice((1, 1 / len(fields)))  # of the fields that are left to chance
        for field, plain in fields.items():
            fate = chance.random() if chance.random() < share else PLAIN
            if fate < 0.15:
                continue
            form.append((field, plain if fate < 0.5 else chance.choice(NAUGHTY)))
            if fate > 0.95:
                form.append((field, chance.choice(NAUGHTY)))
        if chance.random() < 0.1:
            form.append((chance.choice(NAUGHTY) or "x", chance.choice(NAUGHTY)))
        yield form

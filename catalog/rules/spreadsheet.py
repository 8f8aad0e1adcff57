"""Text in a CSV file that people open in a spreadsheet: never a formula, whatever was typed into it."""

import re

SHIELD = "'"
# What a spreadsheet may take for the start of a formula, behind white space, control characters and quotation marks
# too; and the shield itself, so that taking it off is never a guess.
_RISKY = re.compile(r"""[\s\x00-\x1f"“”]*[=+\-@|＝＋－＠｜]|[\t\r\n\x00']""")


def cell(text: str) -> str:
    """The text as a cell: with an apostrophe in front where a spreadsheet might calculate it."""
    return SHIELD + text if _RISKY.match(text) else text


def text_of(cell: str) -> str:
    """The text that a cell was made of."""
    return cell.removeprefix(SHIELD)

"""What stands for a value in an address."""


class KbliCodeConverter:
    """A KBLI code of any level: the letter of a section, or 2 to 5 digits."""

    regex = "[A-Z]|[0-9]{2,5}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value

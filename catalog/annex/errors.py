class AnnexError(Exception):
    """A document that cannot be taken over. ``str()`` is an Indonesian sentence with file and line."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        self.file, self.line, self.message = file, line, message
        place = f"{file}:{line}" if line else file
        super().__init__(f"{place}: {message}")

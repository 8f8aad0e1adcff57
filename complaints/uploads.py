"""Uploads are held in memory, so that a crash leaves no file behind, and none gets lost without a word."""

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from complaints.files import LARGEST_FILE, LARGEST_TOTAL

MEGABYTE = 1024 * 1024
CAP = LARGEST_TOTAL + MEGABYTE  # what one request may occupy: somewhat more than is accepted
LONGEST_BODY = 64 * MEGABYTE  # beyond it we do not even listen; nginx stops at 26 MB


class CutFile(SimpleUploadedFile):
    """A file of which only the size was kept. It stands in the form like any other, and ``read_upload`` refuses it."""

    def __init__(self, name, size, **described):
        super().__init__(name, b"", **described)
        self.size = size


class WholeOrRefused(FileUploadHandler):
    """Keeps files in memory up to a cap; what goes beyond becomes a CutFile, not nothing.

    Django's own memory handler steps aside for a larger request, and a file without a handler just disappears.
    """

    def __init__(self, request=None):
        super().__init__(request)
        self.held = 0  # bytes of this request

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        if content_length > LONGEST_BODY:
            raise RequestDataTooBig("Kiriman terlalu besar.")

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.chunks = []
        self.size = 0
        self.is_cut = False

    def receive_data_chunk(self, raw_data, start):
        self.size += len(raw_data)
        self.is_cut = self.is_cut or self.size > LARGEST_FILE or self.held + len(raw_data) > CAP
        if not self.is_cut:
            self.chunks.append(raw_data)
            self.held += len(raw_data)
        elif self.chunks:
            self.held -= sum(map(len, self.chunks))
            self.chunks = []

    def file_complete(self, file_size):
        if self.is_cut:
            return CutFile(self.file_name, self.size, content_type=self.content_type)
        return SimpleUploadedFile(self.file_name, b"".join(self.chunks), content_type=self.content_type)

"""The files of a form, which a browser sends once and does not keep."""

FIELD = "berkas"
CHOOSE_AGAIN = "Berkas yang Anda pilih belum tersimpan. Pilih lagi semuanya."


def uploaded(request) -> list:
    return request.FILES.getlist(FIELD)


def to_choose_again(request) -> list[str]:
    """What to say at the field when the page is shown again, so that no file is left out without a word."""
    return [CHOOSE_AGAIN] if request.FILES else []

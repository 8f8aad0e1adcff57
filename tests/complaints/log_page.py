"""The page on which officers log reports, as a browser without JavaScript uses it."""

from complaints.models import Complaint
from tests.catalog.html_page import read
from tests.complaints.pages import form_of, receipt_of, values_of

LOG = "/petugas/catat/"
TOLD = {
    "channel": "loket-mpp",
    "is_waiting": "on",
    "story": "Izin gudang saya belum terbit padahal berkas sudah lengkap.",
    "wish": "Mohon diterbitkan.",
    "name": "Siti Aminah",
    "phone": "0812 3456 7890",
}
BOX = {"channel": "kotak", "received_by": "Andi", "witnessed_by": "Rina"}


def checked(client, **told):
    """The answer to the filled form: the check page when nothing is wrong."""
    values = values_of(form_of(read(client.get(LOG)), LOG))
    return client.post(LOG, {**values, **TOLD, **told, "langkah": "periksa"})


def values_to_send(answer) -> dict[str, str]:
    return values_of(form_of(read(answer), LOG))


def store(client, answer, **more):
    return client.post(LOG, {**values_to_send(answer), "langkah": "simpan", **more})


def log(client, **told) -> Complaint:
    """Log a report and give it as it is stored."""
    number, _ = receipt_of(store(client, checked(client, **told)))
    return Complaint.objects.select_related("reporter").get(pk=int(number.rpartition("-")[2]))

"""The channels by which a complaint reaches the office (kanal pengaduan).

Source: komponen 6 butir 2.a–m, and SP4N-LAPOR!, the national channel, which component 6 does not name. Addresses and
numbers are not here: they stand in the printed text of component 6 and may change with it.
"""

from complaints.rules.terms import Term

MARKERS = "abcdefghijklm"  # of butir 2


class Channel(Term):
    """Kanal, in the order of print; further ones after them."""

    MANAGER = "pejabat-pengelola"
    COUNTER = "loket-mpp"
    LETTER = "surat"
    PHONE = "telepon"
    SMS = "sms"
    WHATSAPP = "wa"
    EMAIL = "email"
    TWITTER = "twitter"
    INSTAGRAM = "instagram"
    OFFICE_WEB = "web-dpmptsp"
    MPP_WEB = "web-mpp"
    FORM = "formulir"
    BOX = "kotak"
    SP4N_LAPOR = "sp4n-lapor"

    @property
    def label(self) -> str:
        return _LABELS.get(self, super().label)

    @property
    def marker(self) -> str:
        """The letter of the channel in butir 2, "a" to "m"; "" when component 6 does not name it."""
        place = list(Channel).index(self)
        return MARKERS[place : place + 1]


_LABELS = {
    Channel.MANAGER: "Pejabat Pengelola Pengaduan di kantor DPMPTSP",
    Channel.COUNTER: "Petugas Pengaduan di Mal Pelayanan Publik",
    Channel.SMS: "SMS",
    Channel.WHATSAPP: "WA",
    Channel.OFFICE_WEB: "Web DPMPTSP",
    Channel.MPP_WEB: "Web Mal Pelayanan Publik",
    Channel.FORM: "Formulir Pengaduan",
    Channel.BOX: "Kotak Pengaduan",
    Channel.SP4N_LAPOR: "SP4N-LAPOR!",
}

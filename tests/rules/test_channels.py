"""The channels of component 6 item 2, and the one that it does not name."""

from complaints.rules.channels import Channel

EXPECTED = [
    ("pejabat-pengelola", "a", "Pejabat Pengelola Pengaduan di kantor DPMPTSP"),
    ("loket-mpp", "b", "Petugas Pengaduan di Mal Pelayanan Publik"),
    ("surat", "c", "Surat"),
    ("telepon", "d", "Telepon"),
    ("sms", "e", "SMS"),
    ("wa", "f", "WA"),
    ("email", "g", "Email"),
    ("twitter", "h", "Twitter"),
    ("instagram", "i", "Instagram"),
    ("web-dpmptsp", "j", "Web DPMPTSP"),
    ("web-mpp", "k", "Web Mal Pelayanan Publik"),
    ("formulir", "l", "Formulir Pengaduan"),
    ("kotak", "m", "Kotak Pengaduan"),
    ("sp4n-lapor", "", "SP4N-LAPOR!"),
]


def test_the_channels_are_the_13_of_print_in_their_order_and_sp4n_lapor():
    assert [(channel.value, channel.marker, channel.label) for channel in Channel] == EXPECTED


def test_a_form_offers_value_and_label():
    assert Channel.choices() == [(value, label) for value, _, label in EXPECTED]

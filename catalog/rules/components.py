"""The 14 components of a service standard (komponen standar pelayanan).

Source: UU 25/2009 article 21; PermenPANRB 15/2014 divides them into the delivery of the service (1–6)
and its management inside the organisation (7–14). Names as printed in the office's annexes.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    letter: str
    title: str  # as printed in the section row of the annex


@dataclass(frozen=True, slots=True)
class Component:
    number: int
    key: str  # the column that holds its text
    name: str
    group: Group

    @property
    def anchor(self) -> str:
        """The component's place on a page: ``komponen-6``."""
        return f"komponen-{self.number}"


DELIVERY = Group("A", "Proses Penyampaian Pelayanan (Service Delivery) meliputi:")
MANAGEMENT = Group("B", "Proses Pengelolaan Pelayanan di Internal Organisasi (Manufacturing) meliputi:")
GROUPS = (DELIVERY, MANAGEMENT)

COMPONENTS = (
    Component(1, "requirements", "Persyaratan", DELIVERY),
    Component(2, "procedure", "Sistem, Mekanisme dan Prosedur", DELIVERY),
    Component(3, "processing_time", "Jangka Waktu Penyelesaian", DELIVERY),
    Component(4, "fees", "Biaya/Tarif", DELIVERY),
    Component(5, "products", "Produk Layanan", DELIVERY),
    Component(6, "complaint_handling", "Penanganan Pengaduan, Saran dan Masukan", DELIVERY),
    Component(7, "legal_basis", "Dasar Hukum", MANAGEMENT),
    Component(8, "facilities", "Sarana, Prasarana, dan Fasilitas", MANAGEMENT),
    Component(9, "competence", "Kompetensi Pelaksana", MANAGEMENT),
    Component(10, "supervision", "Pengawasan Internal", MANAGEMENT),
    Component(11, "staffing", "Jumlah Pelaksana", MANAGEMENT),
    Component(12, "service_guarantee", "Jaminan Pelayanan", MANAGEMENT),
    Component(13, "safety_guarantee", "Jaminan Keamanan dan Keselamatan Pelayanan", MANAGEMENT),
    Component(14, "evaluation", "Evaluasi Kinerja Pelaksana", MANAGEMENT),
)

BY_NUMBER = {component.number: component for component in COMPONENTS}
BY_KEY = {component.key: component for component in COMPONENTS}


def of_group(group: Group) -> tuple[Component, ...]:
    """The components that stand under a section row, in order."""
    return tuple(component for component in COMPONENTS if component.group is group)

"""The catalogue as open data: the printed words, and their structure."""

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catalog.addresses import absolute
from catalog.filters import SORT_LABELS
from catalog.models import Edition, Sector
from catalog.rules import kbli, outline
from catalog.rules.components import COMPONENTS
from catalog.rules.facets import Cost
from catalog.rules.risk import LicenceKind, RiskLevel
from catalog.rules.spreadsheet import cell

LICENCE = "perlu diperiksa"  # the office has not decided yet; nobody else can


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the data, or one parameter of its address, as /data/ explains it."""

    name: str
    kind: str
    meaning: str


FIELDS = (
    Field("slug", "teks", "nama tetap standar: tidak berubah dan tidak dipakai lagi untuk standar lain"),
    Field("url", "alamat", "halaman edisi yang berlaku"),
    Field("kbli_code", "5 angka", "kode KBLI; hanya berarti bersama kbli_edition"),
    Field("kbli_edition", "tahun", "edisi KBLI, yaitu 2020 atau 2025"),
    Field("kbli_title", "teks", "judul kegiatan usaha"),
    Field("licence_kind", "teks", "jenis perizinan: NIB, Sertifikat Standar, atau Izin"),
    Field("risk_level", "teks", "tingkat risiko: Rendah, Menengah Rendah, Menengah Tinggi, atau Tinggi"),
    Field("sector", "teks atau kosong", "sektor"),
    Field("processing_days", "bilangan atau kosong", "lama penyelesaian dalam hari kerja"),
    Field("fee", "teks", "biaya, seperti tertulis pada komponen 4"),
    Field("product", "teks", "hasil layanan"),
    Field("edition", "bilangan", "nomor edisi; isi satu edisi tidak pernah berubah"),
    Field("effective_on", "tanggal", "berlaku sejak (TTTT-BB-HH)"),
)
PARAMETERS = (
    Field("q", "kata", "kata pencarian atau kode KBLI"),
    Field("risiko", ", ".join(RiskLevel), "tingkat risiko"),
    Field("izin", ", ".join(LicenceKind), "jenis perizinan"),
    Field("sektor", "nama pendek", "sektor, mis. perindustrian"),
    Field("kbli", "huruf, atau 2 sampai 5 angka", "kategori, atau awal kode KBLI"),
    Field("edisi", ", ".join(map(str, kbli.EDITIONS)), "edisi KBLI"),
    Field("hari", "bilangan", "paling lama sekian hari kerja"),
    Field("biaya", ", ".join(Cost), "biaya, sejauh besarnya disebut"),
    Field("urut", ", ".join(SORT_LABELS), "urutan"),
    Field("hal", "bilangan", "halaman, 100 standar sehalaman, kosong sesudah yang terakhir; hanya untuk JSON"),
)
COLUMNS = [*(field.name for field in FIELDS), *(f"component_{component.number}" for component in COMPONENTS)]


def standard_record(edition: Edition) -> dict:
    """One standard of /data/layanan.json."""
    return {
        **facts(edition),
        "components": [component_record(edition, component) for component in COMPONENTS],
    }


def facts(edition: Edition) -> dict:
    """The FIELDS of a standard, in their order."""
    return {
        "slug": edition.standard.slug,
        "url": absolute(edition.standard.get_absolute_url()),
        "kbli_code": edition.kbli_code,
        "kbli_edition": edition.kbli_edition,
        "kbli_title": edition.kbli_title,
        "licence_kind": edition.get_licence_kind_display(),
        "risk_level": edition.get_risk_level_display(),
        "sector": edition.sector and edition.sector.name,
        "processing_days": edition.processing_days,
        "fee": edition.fee,
        "product": edition.product,
        "edition": edition.number,
        "effective_on": edition.effective_on,
    }


def component_record(edition: Edition, component) -> dict:
    text = edition.text_of(component)
    return {
        "number": component.number,
        "name": component.name,
        "text": text,
        "blocks": outline.as_json(outline.parse(text)),
    }


def csv_lines(editions: Iterable[Edition], more: Sequence[str] = ()) -> Iterator[str]:
    """The rows of /data/layanan.csv, the header first: the COLUMNS of each standard, and ``more`` of its own."""
    writer = csv.writer(_Line())
    yield writer.writerow([*COLUMNS, *more])
    for edition in editions:
        values = [*facts(edition).values(), *(edition.text_of(component) for component in COMPONENTS)]
        values += [getattr(edition, name) for name in more]
        yield writer.writerow([cell(value) if isinstance(value, str) else value for value in values])


class _Line:
    """What csv writes a row to: it hands the row back."""

    def write(self, row: str) -> str:
        return row


def fingerprint(*of_request: str) -> str:
    """Differs whenever the rows of the data may: editions never change, so it is which of them are current."""
    digest = hashlib.sha256(repr((COLUMNS, absolute("/"), of_request)).encode())
    digest.update(repr(list(Sector.objects.order_by("pk").values_list("pk", "name"))).encode())
    for pk in Edition.objects.current().order_by("pk").values_list("pk", flat=True).iterator():
        digest.update(b" %d" % pk)
    return digest.hexdigest()[:32]

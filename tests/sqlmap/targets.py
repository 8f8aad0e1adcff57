"""What sqlmap tries: addresses with values that the site understands, by whoever may ask them."""

from typing import NamedTuple

SEAM, COUNT = "/celah/", "/celah/hitungan"  # of tests/sqlmap/site.py, not of the site
STRANGER, MANAGER, ADMIN = "", "demo.pejabat", "demo.admin"
LIST = "q=jahit&risiko=menengah-tinggi&sektor=perindustrian&izin=sertifikat-standar&kbli=14&edisi=2020&hari=5"
LIST += "&biaya=gratis&urut=hari&hal=1"
CASES = "q=PGD&milik=saya&layanan=jahit&komponen=6&petugas=demo.petugas&sektor=perindustrian"
CASES += "&diterima_dari=2026-01-01&diterima_sampai=2026-12-31&batas_dari=2026-01-01&batas_sampai=2027-12-31"
CASES += "&urut=batas&hal=1"
FILING = "langkah=periksa&service=tidak-tahu&service_words=jahit&component=6&is_waiting=on&story=Izin+belum+terbit."
FILING += "&wish=Mohon+diterbitkan.&name=Siti&phone=08123456789&email=a%40b.id"


class Target(NamedTuple):
    address: str  # "*" marks a place in the path
    data: str = ""  # of a POST
    person: str = STRANGER
    more: tuple[str, ...] = ("--skip=user-agent,referer,host,cookie",)


TARGETS = (
    Target(f"/layanan/?{LIST}", more=()),  # with its headers and cookies too
    Target("/layanan/?q=jahit&urut=hari"),  # with something found
    Target("/layanan/saran.json?q=jahit"),
    Target(f"/data/layanan.json?{LIST}"),
    Target(f"/data/layanan.csv?{LIST}"),
    Target("/layanan/banding/?s=jahit&s=las"),
    Target("/regulasi/?q=perizinan&status=berlaku&hal=1"),
    Target("/kbli/?q=jahit&edisi=2020"),
    Target("/pandu/?kegiatan=C&skala=mikro&risiko=rendah"),
    Target("/layanan/14120*/"),
    Target("/kbli/14120*/"),
    Target("/regulasi/pp-5-2021*/?hal=1"),
    Target("/naskah/abc*/"),
    Target("/pengaduan/batas-waktu.json?diterima=2026-11-20"),
    Target("/pengaduan/perkiraan.json?layanan=jahit&diterima=2026-11-20"),
    Target("/pengaduan/statistik/?tahun=2026"),
    Target("/pengaduan/buat/?layanan=jahit&komponen=6"),
    Target("/pengaduan/lacak/", "number=PGD-2026-000001&code=ABCD-EFGH-JKLM-NPQR-S"),
    Target("/pengaduan/buat/", FILING),
    Target("/masuk/", "username=demo.admin&password=salah&next=/admin/"),
    Target(f"/petugas/kasus/?{CASES}", person=MANAGER),
    Target("/petugas/kasus/pelapor/", "name=Siti&phone=08123456789&email=a%40b.id", MANAGER),
    Target("/petugas/laporan/?periode=2026-11", person=MANAGER),
    Target("/petugas/kasus/1*/", person=MANAGER),
    Target("/admin/catalog/standard/?q=jahit&o=1&p=0", person=ADMIN),
    Target("/admin/catalog/temuan/?q=jahit&mutu=menghalangi&hal=1", person=ADMIN),
    Target("/admin/catalog/ekspor/?bentuk=csv&standar=1", person=ADMIN),
)

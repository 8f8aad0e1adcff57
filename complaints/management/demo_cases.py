"""The examples: one for every interesting place that a report can be in."""

import datetime as dt

from complaints import actions
from complaints.management.demo_stage import Stage
from complaints.models import LinkKind
from complaints.rules.channels import Channel
from complaints.rules.deadlines import ONE_DAY, explain
from complaints.rules.workflow import Outcome, Role, Verdict


def not_competent(s: Stage):
    complaint = s.taken("Jalan di depan kios saya rusak dan belum diperbaiki.", s.ago(7), standard=None, component=None)
    reason = "Pemeliharaan jalan ditangani perangkat daerah lain. Kami bantu meneruskan laporan Anda."
    actions.declare_not_competent(complaint, reason=reason, **s.doing(s.ago(5), Role.MANAGER))


def turned_into_suggestion(s: Stage):
    complaint = s.filed("Sebaiknya kursi tunggu di loket ditambah.", s.ago(6), component=None)
    reason = "Laporan ini berisi usul, jadi kami catat sebagai saran."
    actions.turn_into_suggestion(complaint, reason=reason, **s.doing(s.ago(5)))


def waiting_for_complainant(s: Stage):
    complaint = s.taken("Permohonan saya ditolak tanpa penjelasan.", s.ago(8))
    question = "Kapan Anda mengajukan permohonan, dan melalui loket mana?"
    actions.request_completion(complaint, question=question, **s.doing(s.ago(7)))


def studied(s: Stage):
    points = ["Jangka waktu layanan terlampaui.", "Tidak ada pemberitahuan tentang keterlambatan."]
    complaint = s.studied("Izin saya belum terbit dan tidak ada kabar.", s.ago(5), points=points)
    facts = {"with_whom": "Pelaksana loket", "is_outside": False, "result": "Berkas tertahan karena antrean."}
    actions.clarify(complaint, held_on=s.ago(3), **facts, **s.doing(s.ago(3)))
    actions.add_note(complaint, text="Konsep jawaban disiapkan besok.", **s.doing(s.ago(2)))


def drafted(s: Stage):
    complaint = s.followed_up("Biaya yang diminta berbeda dari yang tertulis.", s.ago(9))
    text = "Tidak ada biaya untuk layanan ini. Kami mohon maaf atas kekeliruan tersebut."
    actions.draft_answer(complaint, text=text, verdict=Verdict.FIXED, needs_check=True, **s.doing(s.ago(1)))


def handed_up(s: Stage):
    complaint = s.followed_up("Petugas meminta berkas yang tidak ada dalam daftar persyaratan.", s.ago(6))
    report = "Pelaksana meminta berkas di luar daftar. Perlu keputusan pejabat pengelola."
    actions.hand_up(complaint, report=report, **s.doing(s.ago(4)))


def handed_up_to_the_head(s: Stage):
    complaint = s.followed_up("Permohonan saya sudah tiga kali dikembalikan.", s.ago(10))
    actions.hand_up(complaint, report="Tiga kali dikembalikan dengan alasan berbeda.", **s.doing(s.ago(8)))
    report = "Menyangkut beberapa bidang. Perlu arahan Kepala Dinas."
    actions.hand_up(complaint, report=report, **s.doing(s.ago(6), Role.MANAGER))


def referred(s: Stage, *, received_on: dt.date, asked_on: dt.date, expected_on: dt.date):
    complaint = s.followed_up(
        "Pemeriksaan lapangan belum dilakukan padahal sudah dijadwalkan.", received_on, outcome=Outcome.TECHNICAL_TEAM
    )
    facts = {"agency": "Tim Teknis (contoh)", "request": "Jelaskan mengapa pemeriksaan belum dilakukan."}
    letter = {"letter_number": f"CONTOH/{s.number}", "letter_on": asked_on}
    member = s.staff(Role.TECHNICAL_TEAM)
    actions.refer(complaint, **facts, **letter, expected_on=expected_on, member=member, **s.doing(asked_on))


def team_waiting(s: Stage):
    referred(s, received_on=s.ago(5), asked_on=s.ago(3), expected_on=s.today + 5 * ONE_DAY)


def team_late(s: Stage):
    referred(s, received_on=s.ago(11), asked_on=s.ago(9), expected_on=s.ago(2))


def apip_asked(s: Stage, day: int = 6):
    complaint = s.studied("Seorang pegawai meminta uang agar izin cepat selesai.", s.ago(day), conceals_identity=True)
    named = [s.staff(Role.INSPECTORATE)]
    reason = "Dugaan permintaan uang oleh pegawai; perlu pemeriksaan pengawas."
    return complaint, actions.request_apip(complaint, reason=reason, named=named, **s.doing(s.ago(day - 2)))


def apip_approved(s: Stage):
    complaint, request = apip_asked(s, 8)
    facts = {"reason": "Disetujui; kerahasiaan pelapor dijaga.", "document": "CONTOH/APIP/1"}
    actions.decide_apip(request, is_approved=True, **facts, **s.doing(s.ago(4), Role.HEAD))
    complaint.refresh_from_db()
    actions.follow_up(complaint, outcome=Outcome.APIP, **s.doing(s.ago(3)))


def apip_refused(s: Stage):
    _, request = apip_asked(s, 7)
    reason = "Bukti belum cukup; lengkapi klarifikasi dulu."
    actions.decide_apip(request, is_approved=False, reason=reason, **s.doing(s.ago(4), Role.HEAD))


def closed(s: Stage):
    complaint = s.informed("Nomor antrean saya terlewat.", s.ago(15), s.ago(6))
    actions.report_result(complaint, report="Sudah dijawab dan diterima pelapor.", **s.doing(s.ago(5)))
    actions.close(complaint, **s.doing(s.ago(4)))


def settled(s: Stage):
    complaint = s.informed("Tanda terima saya tidak diberikan.", s.ago(8), s.ago(3))
    actions.rate(complaint, is_settled=True, now=s.at(s.ago(1)))


def not_settled(s: Stage):
    complaint = s.answered("Nama pada izin saya salah tulis.", s.ago(9), s.ago(3))
    reason = "Namanya sudah benar, tetapi alamatnya masih salah."
    actions.rate(complaint, is_settled=False, reason=reason, now=s.at(s.ago(2)))


def reopened(s: Stage):
    complaint = s.answered("Izin saya terbit dengan kode kegiatan yang keliru.", s.ago(16), s.ago(5))
    actions.reopen(complaint, reason="Kode kegiatannya masih sama.", now=s.at(s.ago(2)))


def withdrawn(s: Stage):
    complaint = s.filed("Loket tutup sebelum jamnya.", s.ago(5))
    actions.withdraw(complaint, reason="Sudah dibantu petugas lain.", now=s.at(s.ago(4)))


def box(s: Stage):
    opened = {"received_by": str(s.staff(Role.OFFICER)), "witnessed_by": str(s.staff(Role.OFFICER, 1))}
    arrival = actions.Arrival(at=dt.time(8, 15), **opened)
    s.filed("Ruang tunggu panas.", s.ago(2), channel=Channel.BOX, arrival=arrival, email="", address="Alamat contoh")


def sp4n(s: Stage):
    arrival = actions.Arrival(at=dt.time(10, 5), external_number=f"CONTOH-{s.number}")
    s.filed("Situs tidak dapat dibuka dari ponsel.", s.ago(1), channel=Channel.SP4N_LAPOR, arrival=arrival)


def whatsapp(s: Stage):
    arrival = actions.Arrival(at=dt.time(14, 20))
    story = "Pesan saya belum dibalas."
    s.filed(story, s.ago(1), channel=Channel.WHATSAPP, arrival=arrival, email="", handle=f"akun-contoh-{s.number}")


def duplicate(s: Stage):
    first = s.filed("Antrean di loket tiga jam.", s.ago(3))
    s.begin(f"{s.title} (kedua)", s.number)
    second = s.filed("Saya antre tiga jam di loket.", s.ago(2))
    actions.link(second, other=first, kind=LinkKind.DUPLICATE, **s.doing(s.ago(1)))


def late_logged(s: Stage):
    arrival = actions.Arrival(at=dt.time(11, 0), external_number=f"SURAT-CONTOH-{s.number}")
    told = {"channel": Channel.LETTER, "email": "", "address": "Alamat contoh"}
    s.filed("Surat saya bulan lalu belum dijawab.", s.ago(6), arrival=arrival, logged_on=s.today, **told)


def provisional(s: Stage):
    if explain(s.today, s.calendar).provisional:
        s.filed("Perpanjangan izin saya belum selesai.", s.today)


def filed_after(days: int):
    """Filed so many hari kalender after the service (komponen 6 butir 3)."""
    return lambda s: s.filed(
        "Izin terbit dengan data yang keliru.", s.ago(1), service_received_on=s.ago(1) - days * ONE_DAY
    )


CASES = {
    "baru masuk, belum ditugaskan": lambda s: s.filed("Petugas loket tidak ramah.", s.today),
    "jatuh tempo pada hari kerja berikutnya": lambda s: s.taken("Izin saya belum terbit.", s.due_in(1)),
    "jatuh tempo hari ini": lambda s: s.studied("Berkas saya hilang di loket.", s.due_in(0)),
    "terlambat 2 hari kerja": lambda s: s.followed_up("Izin saya terlambat.", s.due_in(-2)),
    "disampaikan pada hari ke-30": filed_after(30),
    "disampaikan pada hari ke-31": filed_after(31),
    "tanpa identitas": lambda s: s.filed("Loket buka terlambat.", s.ago(2), name="", email=""),
    "tanpa objek": lambda s: s.filed("", s.ago(2), component=None, standard=None),
    "menunggu pelapor": waiting_for_complainant,
    "sudah ditelaah": studied,
    "konsep jawaban menunggu diperiksa rekan": drafted,
    "dinaikkan kepada pejabat pengelola": handed_up,
    "dinaikkan sampai kepala dinas": handed_up_to_the_head,
    "menunggu tim teknis": team_waiting,
    "tim teknis lewat tanggal": team_late,
    "menunggu persetujuan APIP": apip_asked,
    "APIP disetujui, akses terbatas": apip_approved,
    "APIP ditolak dengan alasan": apip_refused,
    "dijawab, belum disampaikan": lambda s: s.answered("Formulir sulit dipahami.", s.ago(9), s.ago(1)),
    "hasil sudah disampaikan": lambda s: s.informed("Jadwal loket berubah tiba-tiba.", s.ago(10), s.ago(2)),
    "selesai": closed,
    "dinilai belum menyelesaikan": not_settled,
    "dibuka kembali": reopened,
    "dialihkan menjadi saran": turned_into_suggestion,
    "bukan kewenangan": not_competent,
    "dicabut pelapor": withdrawn,
    "dari kotak pengaduan": box,
    "dari SP4N-LAPOR!": sp4n,
    "dari WA dengan akun": whatsapp,
    "laporan ganda": duplicate,
    "terlambat dicatat": late_logged,
    "ditutup pelapor, belum dilaporkan": settled,
    "batas sementara": provisional,
}

"""What a case needs now (komponen 6 butir 5–8)."""

from complaints.rules.workflow import Outcome, State


def next_step(case) -> tuple[str, tuple[str, ...]]:  # noqa: PLR0911  one return for each place
    """A sentence, and the steps that do it, the likeliest first. ``case``: presentation.handling.Handling."""
    complaint = case.complaint
    match case.state:
        case State.RECEIVED | State.REOPENED if not complaint.is_complaint:
            return "Saran atau masukan: alihkan, atau terima sebagai pengaduan dengan alasan.", (
                "jadikan-saran",
                "terima-sebagai-pengaduan",
                "telaah",
            )
        case State.RECEIVED | State.REOPENED:
            return "Periksa kelengkapannya, lalu mulai menelaah.", ("telaah",)
        case State.AWAITING_COMPLETION:
            return "Menunggu keterangan pelapor; hitungan hari kerja tetap berjalan.", ("keterangan-pelapor", "telaah")
        case State.UNDER_REVIEW if case.waiting_apip:
            return "Menunggu keputusan Kepala DPMPTSP tentang pelibatan APIP.", ("putusan-apip",)
        case State.UNDER_REVIEW if not (case.study and case.study.core):
            return "Rumuskan inti masalah yang diadukan.", ("penelaahan",)
        case State.UNDER_REVIEW:
            return "Tetapkan hasil penelaahan: siapa yang menyelesaikannya.", ("hasil",)
        case State.FOLLOWED_UP if case.waiting_referrals:
            return "Menunggu laporan tim teknis.", ("laporan-tim", "jawab")
        case State.FOLLOWED_UP if case.outcome is Outcome.TECHNICAL_TEAM and not case.referrals:
            return "Libatkan tim teknis atau perangkat daerah terkait.", ("libatkan",)
        case State.FOLLOWED_UP:
            return "Susun jawaban, pokok demi pokok, lalu kirim.", ("jawab",)
        case State.ANSWERED if not complaint.informed_on:
            return "Sampaikan hasilnya kepada pelapor, lalu catat kanal dan tanggalnya.", ("informasikan",)
        case State.ANSWERED | State.CLOSED if not (complaint.reported_on or complaint.erased_on):
            return "Laporkan hasilnya kepada atasan langsung.", ("lapor-atasan",)
        case State.ANSWERED:
            return "Semua sudah dilakukan. Tutup laporan ini.", ("tutup",)
    return "Tidak ada yang perlu dilakukan.", ()

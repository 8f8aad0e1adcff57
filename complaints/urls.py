from django.urls import path

from complaints.views import calculator, case, filing, information, promise, statistics, tracking

app_name = "complaints"
urlpatterns = [
    path("", information.information, name="information"),
    path("buat/", filing.file, name="file"),
    path("lacak/", tracking.track, name="track"),
    path("lacak/laporan/", case.case, name="case"),
    path("lacak/laporan/tanggapan/", case.reply, name="reply"),
    path("lacak/laporan/penilaian/", case.rate, name="rate"),
    path("lacak/laporan/buka-kembali/", case.reopen, name="reopen"),
    path("lacak/laporan/cabut/", case.withdraw, name="withdraw"),
    path("lacak/keluar/", tracking.leave, name="leave"),
    path("lacak/berkas/<int:pk>/", case.attachment, name="attachment"),
    path("batas-waktu/", calculator.calculator, name="calculator"),
    path("batas-waktu.json", calculator.calculator_json, name="calculator_json"),
    path("statistik/", statistics.page, name="statistics"),
    path("perkiraan/", promise.promise, name="promise"),
    path("perkiraan.json", promise.promise_json, name="promise_json"),
]

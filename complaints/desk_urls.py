"""The officers' desk. Every view is entered through complaints/views/entrance.py."""

from django.urls import path

from complaints.views import calendar_feed, desk, handling, intake, privacy, reports

app_name = "desk"
urlpatterns = [
    path("", desk.desk, name="desk"),
    path("kasus/", desk.cases, name="list"),
    path("kasus/pelapor/", desk.find_reporter, name="reporter"),
    path("daftar/", desk.save_view, name="save_view"),
    path("daftar/<int:pk>/hapus/", desk.forget_view, name="forget_view"),
    path("catat/", intake.log, name="log"),
    path("kalender/", calendar_feed.page, name="calendar"),
    path("kalender/<str:token>.ics", calendar_feed.file, name="calendar_file"),
    path("laporan/", reports.report, name="reports"),
    path("laporan/angka.csv", reports.figures_csv, name="report_figures"),
    path("laporan/daftar.csv", reports.cases_csv, name="report_cases"),
    path("laporan/laporan.xlsx", reports.report_xlsx, name="report_workbook"),
    path("laporan/identitas/", reports.identities, name="report_identities"),
    path("kasus/<int:pk>/", handling.case, name="case"),
    path("kasus/<int:pk>/riwayat/", handling.history, name="history"),
    path("kasus/<int:pk>/surat/", handling.letter, name="letter"),
    path("kasus/<int:pk>/berkas/<int:file>/", handling.attachment, name="attachment"),
    path("kasus/<int:pk>/data-pribadi/", privacy.personal_data, name="personal_data"),
    path("kasus/<int:pk>/<slug:name>/", handling.step, name="step"),
]

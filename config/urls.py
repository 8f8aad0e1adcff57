"""The whole site on one screen. Error pages are templates/400.html to 500.html; config/views.py tells 400 from 413."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from complaints.views import privacy, statistics
from config import crawlers, login, views

urlpatterns = [
    path("", include("catalog.urls")),
    path("pengaduan/", include("complaints.urls")),
    path("data/pengaduan.csv", statistics.csv, name="complaints_csv"),
    path("privasi/", privacy.public, name="privacy"),
    path("aksesibilitas/", views.accessibility, name="accessibility"),
    path("petugas/", include("complaints.desk_urls")),
    path("masuk/", login.StaffLogin.as_view(), name="login"),
    path("masuk/kode-kedua/", login.second_factor_page, name="second_factor"),
    path("masuk/kata-sandi/", login.OwnPassword.as_view(), name="own_password"),
    path("keluar/", login_not_required(login.StaffLogout.as_view()), name="logout"),
    path("admin/", admin.site.urls),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sehat/", views.health, name="health"),
    path("gaya/", views.styleguide, name="styleguide"),
]

handler400 = "config.views.bad_request"

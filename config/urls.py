"""The whole site on one screen. Error pages are templates/400.html to 500.html; config/views.py tells 400 from 413."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from config import crawlers, views

urlpatterns = [
    path("", include("catalog.urls")),
    path("pengaduan/", include("complaints.urls")),
    path("masuk/", LoginView.as_view(), name="login"),
    path("keluar/", login_not_required(LogoutView.as_view()), name="logout"),
    path("admin/", admin.site.urls),
    path("robots.txt", crawlers.robots, name="robots"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sehat/", views.health, name="health"),
    path("gaya/", views.styleguide, name="styleguide"),
]

handler400 = "config.views.bad_request"

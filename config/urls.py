"""The whole site on one screen. Error pages are Django's own views with templates/400.html to 500.html."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.urls import include, path

from config import views

urlpatterns = [
    path("", include("catalog.urls")),
    path("pengaduan/", include("complaints.urls")),
    path("masuk/", LoginView.as_view(), name="login"),
    path("keluar/", login_not_required(LogoutView.as_view()), name="logout"),
    path("admin/", admin.site.urls),
    path("sehat/", views.health, name="health"),
    path("gaya/", views.styleguide, name="styleguide"),
]

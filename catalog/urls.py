from django.urls import path

from catalog import views

app_name = "catalog"
urlpatterns = [
    path("", views.home, name="home"),
    path("layanan/", views.standard_list, name="standard_list"),
    path("layanan/<slug:slug>/", views.standard, name="standard"),
    path("layanan/<slug:slug>/edisi/<int:number>/", views.edition, name="edition"),
    path("data/layanan.json", views.standards_json, name="standards_json"),
]

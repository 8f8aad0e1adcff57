from django.urls import path, register_converter

from catalog import data_views, feeds, finding_views, law_views, outside_views, search_views, views
from catalog.converters import KbliCodeConverter

register_converter(KbliCodeConverter, "kbli")

app_name = "catalog"
urlpatterns = [
    path("", views.home, name="home"),
    path("layanan/", views.standard_list, name="standard_list"),
    path("layanan/saran.json", search_views.suggest, name="suggest"),
    path("layanan/umpan.atom", feeds.editions_feed, name="feed"),
    path("layanan/banding/", finding_views.compare, name="compare"),
    path("layanan/<slug:slug>.json", data_views.standard_linked_data, name="standard_linked_data"),
    path("layanan/<slug:slug>.txt", data_views.standard_annex, name="standard_annex"),
    path("layanan/<slug:slug>/qr.svg", data_views.edition_qr, name="edition_qr"),
    path("layanan/<slug:slug>/", views.standard, name="standard"),
    path("layanan/<slug:slug>/edisi/<int:number>/", views.edition, name="edition"),
    path("layanan/<slug:slug>/riwayat/", law_views.history, name="history"),
    path("regulasi/", law_views.regulation_list, name="regulation_list"),
    path("regulasi/<slug:slug>.json", law_views.regulation_linked_data, name="regulation_linked_data"),
    path("regulasi/<slug:slug>/", law_views.regulation, name="regulation"),
    path("kbli/", finding_views.kbli_tree, name="kbli_tree"),
    path("kbli/<kbli:code>/", finding_views.kbli_code, name="kbli_code"),
    path("pandu/", finding_views.finder, name="finder"),
    path("naskah/<str:token>/", outside_views.draft, name="draft"),
    path("data/", data_views.data, name="data"),
    path("data/layanan.csv", data_views.standards_csv, name="standards_csv"),
    path("data/layanan.json", views.standards_json, name="standards_json"),
]

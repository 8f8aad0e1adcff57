from django.contrib import admin


class StaffAdminSite(admin.AdminSite):
    """Django admin as the workplace of the editors (penyunting, penerbit)."""

    site_header = "Standar Pelayanan DPMPTSP Kabupaten Purwakarta"
    site_title = "Ruang kerja katalog"
    index_title = "Ruang kerja katalog"

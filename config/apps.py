from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    default_site = "config.admin_site.StaffAdminSite"

    def ready(self):
        super().ready()
        from config import user_admin  # noqa: F401, PLC0415  after those that the apps register themselves

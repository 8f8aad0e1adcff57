from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"
    verbose_name = "Pengaduan"

    def ready(self):
        from complaints import checks  # noqa: F401, PLC0415  registers itself; needs the models

from django.core.management.base import BaseCommand
from django.db.models import Count

from catalog import quality
from catalog.models import Finding
from catalog.rules.quality import Grade


class Command(BaseCommand):
    help = "Memeriksa mutu semua naskah dan teks baku, dan menyimpan temuannya. Boleh diulang kapan saja."

    def handle(self, **options):
        checked = quality.check_all()
        rows = Finding.objects.unresolved().values("grade").annotate(number=Count("pk"))
        counts = {row["grade"]: row["number"] for row in rows}
        named = ", ".join(f"{counts.get(grade.value, 0)} {grade.label.lower()}" for grade in Grade)
        self.stdout.write(f"{checked} standar diperiksa. Temuan yang terbuka: {named}.")

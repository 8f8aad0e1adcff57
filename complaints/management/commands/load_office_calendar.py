from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from complaints import actions
from complaints.calendar import CalendarChange
from complaints.models import ConfirmedYear, Holiday

FIXTURES = ["holidays", "confirmed_years"]


class Command(BaseCommand):
    help = "Mengisi kalender kantor yang masih kosong dengan hari libur 2024–2027; kalender yang berisi tidak diubah."

    def handle(self, **options):
        if fill_empty_calendar():
            self.stdout.write(f"Kalender kantor diisi: {Holiday.objects.count()} hari libur.")


@transaction.atomic
def fill_empty_calendar() -> bool:
    """Load the fixtures, and move what was filed before; False where there is a calendar already."""
    if Holiday.objects.exists() or ConfirmedYear.objects.exists():
        return False
    call_command("loaddata", *FIXTURES, verbosity=0)
    actions.change_calendar(CalendarChange(), by=None, now=timezone.now())
    return True

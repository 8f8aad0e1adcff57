from django.utils import timezone

from complaints.forms.fields import DayField, PublicForm
from complaints.rules.deadlines import FIRST_DAY, LAST_DAY, DateOutOfRange


class CalculatorForm(PublicForm):
    """The parameters of the calculator (/pengaduan/batas-waktu/)."""

    diterima = DayField(
        label="Hari pengaduan diterima kantor",
        first=lambda: FIRST_DAY,
        last=lambda: LAST_DAY,
        outside=str(DateOutOfRange()),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, initial={"diterima": timezone.localdate()}, **options)

"""What the desk finds of cases that their complainants closed before the superior had the result."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("complaints", "0011_counted_months")]

    operations = [
        migrations.AddIndex(
            model_name="complaint",
            index=models.Index(
                fields=["response_due_on", "id", "is_restricted"],
                name="complaint_unreported",
                condition=Q(
                    answered_on__isnull=False,
                    closed_on__isnull=False,
                    reported_on__isnull=True,
                    erased_on__isnull=True,
                ),
            ),
        ),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("complaints", "0005_saved_views")]

    operations = [
        migrations.CreateModel(
            name="CalendarVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.CharField(max_length=32)),
            ],
            options={"verbose_name": "versi kalender", "verbose_name_plural": "versi kalender"},
        ),
    ]

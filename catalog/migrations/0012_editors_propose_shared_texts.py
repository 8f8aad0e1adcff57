"""Whoever may edit standards may propose a shared text too; publishing it takes the right to publish."""

from django.db import migrations

RIGHTS = ["add_sharedtext", "change_sharedtext"]


def grant(apps, schema_editor):
    """In a new installation there is neither group nor right yet: fixtures/groups.json brings both."""
    database = schema_editor.connection.alias
    groups, rights = (apps.get_model("auth", name).objects.using(database) for name in ("Group", "Permission"))
    new = list(rights.filter(content_type__app_label="catalog", codename__in=RIGHTS))
    editing = rights.filter(content_type__app_label="catalog", codename="change_standard")
    for group in groups.filter(permissions__in=editing):
        group.permissions.add(*new)


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0011_shared_text_submissions"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]

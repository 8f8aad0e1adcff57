"""Drafts on their way to the public, for tests; by the real actions."""

import json

from django.contrib.auth.models import Group
from django.core import serializers
from django.urls import reverse

from catalog import editing
from catalog.management.commands.make_fixtures import groups
from catalog.models import SharedText, Standard, Submission
from tests.catalog.factories import answered, make_user

NOTE = "Syarat diperbarui."


def edited(standard, by, **values) -> Standard:
    """The draft as somebody saved it on its form; by default with a new component 1."""
    for name, value in (values or {"requirements": "1. Syarat baru."}).items():
        setattr(standard, name, value)
    editing.save_draft(standard, by=by)
    return answered(standard)


def seen(standard) -> str:
    """The digest of what somebody looking at the draft now sees."""
    standard.refresh_from_db()
    return editing.digest(standard, SharedText.objects.by_component())


def submitted(standard, by, **facts) -> Submission:
    return editing.submit(standard, by=by, seen=seen(standard), **{"change_note": NOTE, **facts})


def log_in_as(client, group):
    """Log a new member of one of the catalogue's groups in; returns the user."""
    user = make_user(group.split()[0], is_staff=True)
    for row in serializers.deserialize("python", json.loads(groups())):
        row.save()
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return user


def page_of(standard, name="change", *arguments) -> str:
    """The address of a page of the admin about this draft."""
    return reverse(f"admin:catalog_standard_{name}", args=[standard.pk, *arguments])


def row_of(page, number):
    """A component on the form."""
    return page.one(id=f"komponen-{number}")

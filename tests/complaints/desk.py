"""Members of staff for tests of the officers' desk."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from complaints.roles import group_name
from complaints.rules.workflow import Role


def make_staff(role: Role = Role.OFFICER, *, username: str = "", **values):
    """A user with this role at the desk; the username is the role's value unless told otherwise. Made once."""
    user, is_new = get_user_model().objects.get_or_create(username=username or role.value, defaults=values)
    if is_new or not user.groups.exists():
        user.groups.add(Group.objects.get_or_create(name=group_name(role))[0])
    return user


def enter(client, role: Role = Role.OFFICER, **values):
    """Log the client in as somebody with this role; returns that user."""
    user = make_staff(role, **values)
    client.force_login(user)
    return user

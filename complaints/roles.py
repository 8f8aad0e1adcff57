"""Who a member of staff is to the desk: the groups of fixtures/desk_groups.json are the roles of rules/workflow.py."""

from collections.abc import Collection

from django.contrib.auth import get_user_model

from complaints.rules.workflow import Role

STAFF = (Role.OFFICER, Role.MANAGER, Role.HEAD, Role.TECHNICAL_TEAM, Role.INSPECTORATE)


def group_name(role: Role) -> str:
    """The name of the group: "petugas pengaduan"."""
    return role.value.replace("-", " ")


def roles_of(user) -> frozenset[Role]:
    """The roles of a user; empty for those who have no business at the desk, superusers too. One query a user."""
    if not hasattr(user, "desk_roles"):
        names = set(user.groups.values_list("name", flat=True)) if user.is_authenticated else set()
        user.desk_roles = frozenset(role for role in STAFF if group_name(role) in names)
    return user.desk_roles


def acting_role(user, able: Collection[Role]) -> Role | None:
    """The role in which the user may do what ``able`` may: the lowest that suffices; None when there is none."""
    return next((role for role in STAFF if role in able and role in roles_of(user)), None)


def members(*roles: Role):
    """The active users who have one of these roles, by name."""
    users = get_user_model().objects.filter(is_active=True, groups__name__in=[group_name(role) for role in roles])
    return users.distinct().order_by("first_name", "last_name", "username")


def name_of(user) -> str:
    """As colleagues call the user: the full name, or the name of the account."""
    return user.get_full_name() or user.get_username()

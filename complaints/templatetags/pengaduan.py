"""What pages outside this app show of complaints."""

from django import template
from django.db.models import Count
from django.urls import reverse
from django.utils.http import urlencode

from complaints.models import Complaint
from complaints.reports import COMPONENT_NAMES
from complaints.roles import roles_of
from complaints.rules.figures import is_small, merged
from complaints.rules.intake import FilingKind
from complaints.rules.workflow import READERS
from complaints.statistics import FEW, OTHERS

register = template.Library()


@register.inclusion_tag("admin/complaints/of_standard.html")
def complaints_of_standard(standard, user) -> dict:
    """Complaints about a standard by component: for the desk every number, with its cases; for others no small one.

    Two queries, one when the user's roles are known already.
    """
    about = Complaint.objects.filter(standard=standard.pk, kind=FilingKind.COMPLAINT.value).order_by()
    counts = dict(about.values_list("component").annotate(Count("pk")))
    total = sum(counts.values())
    if roles_of(user) & READERS:
        lines = [(name, counts[key], _cases(standard, key)) for key, name in COMPONENT_NAMES if key in counts]
        return {"total": str(total), "lines": lines, "href": _cases(standard)}
    names = dict(COMPONENT_NAMES)
    groups = merged({key: counts.get(key, 0) for key in names})
    lines = [(names[group.keys[0]] if group.keys else OTHERS, group.count, "") for group in groups]
    return {"total": FEW if is_small(total) else str(total), "lines": lines, "href": ""}


def _cases(standard, component: int | None = None) -> str:
    told = {"layanan": standard.slug, "jenis": FilingKind.COMPLAINT.value}
    return f"{reverse('desk:list')}?{urlencode(told | ({'komponen': component} if component else {}))}"

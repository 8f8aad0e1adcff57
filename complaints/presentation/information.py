"""The channels of component 6, as the office's own text prints them."""

from catalog.models import SharedText
from catalog.rules.channels import PrintedChannel, printed_channels
from catalog.rules.components import BY_KEY

COMPLAINTS = BY_KEY["complaint_handling"]


def channels() -> list[PrintedChannel]:
    """The channels of komponen 6 butir 2, in order of print; none while the office has no such text."""
    text = SharedText.objects.filter(component=COMPLAINTS.number).values_list("text", flat=True).first()
    return printed_channels(text or "")

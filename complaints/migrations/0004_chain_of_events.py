"""Every event gets its place and digest in the chain of its complaint; seals only grow, as events do."""

from itertools import groupby

from django.db import migrations, models

from catalog.append_only import AppendOnly, unguarded


def chain_events(apps, schema_editor):
    """The events of before, in the order in which they happened."""
    from complaints.chain import digest  # noqa: PLC0415  it reads the models, which are not ready above

    events = apps.get_model("complaints", "Event").objects
    for _, chain in groupby(events.order_by("complaint_id", "pk"), key=lambda event: event.complaint_id):
        previous = ""
        for place, event in enumerate(chain, start=1):
            event.sequence = place
            event.digest = previous = digest(event, previous)
            event.save(update_fields=["sequence", "digest"])


CHAIN = [
    migrations.RunPython(chain_events, migrations.RunPython.noop),
    migrations.AddConstraint(
        model_name="event",
        constraint=models.UniqueConstraint(fields=("complaint", "sequence"), name="event_sequence_once"),
    ),
]


class Migration(migrations.Migration):
    dependencies = [("complaints", "0003_desk")]

    operations = [
        *unguarded(*CHAIN),
        AppendOnly("complaints_seal", message="Segel peristiwa tidak dapat diubah atau dihapus."),
    ]

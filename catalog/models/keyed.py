"""What the rows of fixtures have in common."""

from django.db import models


class Keyed(models.Model):
    """What fixtures name by a key of its own meaning, so that loading them again adds nothing."""

    natural_key_fields: tuple[str, ...]

    class Meta:
        abstract = True

    def natural_key(self):
        return tuple(getattr(self, name) for name in self.natural_key_fields)

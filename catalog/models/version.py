"""What changes whenever something changes that is kept in memory."""

import secrets

from django.db import models

LENGTH = 32  # characters


class Version(models.Model):
    """One row. Whoever keeps something in memory reads its value first, to see whether that still holds."""

    value = models.CharField(max_length=LENGTH)

    class Meta:
        abstract = True

    def __str__(self):
        return self.value

    @classmethod
    def change(cls) -> None:
        """In the transaction that changes what the value stands for; others that would change it wait from here on."""
        value = secrets.token_hex(LENGTH // 2)
        if not cls.objects.filter(pk=1).update(value=value):
            cls.objects.update_or_create(pk=1, defaults={"value": value})

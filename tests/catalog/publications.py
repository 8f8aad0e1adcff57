"""Publishing on one day, and what is said of it when it is refused."""

import datetime as dt

import pytest

from catalog.publishing import PublishingError, publish
from tests.catalog.factories import TODAY

TOMORROW = TODAY + dt.timedelta(days=1)
NEXT_WEEK = TODAY + dt.timedelta(days=7)


def refusal(function, *arguments, **values) -> str:
    with pytest.raises(PublishingError) as caught:
        function(*arguments, **values)
    return caught.value.message


def publish_today(standard, **values):
    return publish(standard, **{"by": None, "change_note": "Diperbarui.", "today": TODAY, **values})

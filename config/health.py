"""Whether the site can work, part by part: for /sehat/, and for whoever watches it.

``error`` is what a restart or a person must mend, ``warning`` what somebody should look at. What only a site in service
needs (jobs, mail, a confirmed calendar) is no error while trying it out.
"""

import datetime as dt
import logging
import shutil

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max
from django.utils import timezone

from catalog import collected
from complaints import limits
from complaints.calendar import years_to_confirm
from complaints.models import Event, OutgoingMail, Seal

logger = logging.getLogger(__name__)

OK, WARNING, ERROR, PENDING = "ok", "warning", "error", "pending"
STUCK_AFTER = dt.timedelta(minutes=15)  # the sender comes every minute
MANY_ATTEMPTS = 5  # over more than an hour
JOBS_LATE_AFTER = dt.timedelta(hours=36)  # the daily job seals what happened
NEARLY_FULL = 0.98  # of the files of a day: a larger one finds no room any more
LEAST_FREE = 512 * 1024 * 1024  # bytes


def parts(*, now: dt.datetime) -> dict[str, str]:
    """Each part's name and how it is; only what can be known without the database when that is gone."""
    try:
        migrations = PENDING if pending_migrations() else OK
        found = {"database": OK, "migrations": migrations}
        if migrations == OK:
            found |= {"mail": mail(now), "jobs": jobs(now), "holidays": holidays(timezone.localdate(now))}
            found["files"] = files(now)
    except DatabaseError as error:
        logger.error("/sehat/: basis data tidak menjawab (%s)", type(error).__name__)  # noqa: TRY400  its words name hosts
        found = {"database": ERROR}
    return found | {"static": static(), "disk": disk()}


def is_well(found: dict[str, str]) -> bool:
    return not {ERROR, PENDING} & set(found.values())


def pending_migrations() -> list:
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


def mail(now: dt.datetime) -> str:
    """Nobody sends, or a mail was given up since yesterday; a warning when one is refused again and again."""
    mails = OutgoingMail.objects
    given_up = mails.filter(state=OutgoingMail.DEAD, not_before__gt=now - dt.timedelta(days=1))
    if mails.due(now - STUCK_AFTER).exists() or given_up.exclude(last_error="NoAddress").exists():
        return in_service()
    is_refused = mails.filter(state=OutgoingMail.QUEUED, attempts__gte=MANY_ATTEMPTS).exists()
    return WARNING if is_refused else OK


def jobs(now: dt.datetime) -> str:
    """The daily job seals every event, so that an old one without a seal means that it did not run."""
    sealed = Seal.objects.aggregate(upto=Max("last_event"))["upto"] or 0
    is_late = Event.objects.filter(pk__gt=sealed, at__lt=now - JOBS_LATE_AFTER).exists()
    return in_service() if is_late else OK


def holidays(today: dt.date) -> str:
    """From 1 November on the next year should be confirmed too; that is a warning."""
    wanted = years_to_confirm(today)
    if not wanted:
        return OK
    return in_service() if today.year in wanted else WARNING


def files(now: dt.datetime) -> str:
    """Whether complainants' files of this day find room; when not, they are refused, and somebody may be behind it."""
    share = limits.share_of_files(now=now)
    return in_service() if share >= NEARLY_FULL else WARNING if share >= NEARLY_FULL / 2 else OK


def static() -> str:
    """A file that nobody collected is not served; somebody has put it there, or its source is gone with a release."""
    names = collected.unknown()
    if names:
        logger.warning("/sehat/: berkas statis yang bukan milik situs: %s", ", ".join(names[:5]))
    return WARNING if names else OK


def disk() -> str:
    return OK if shutil.disk_usage(settings.DATA_DIR).free >= LEAST_FREE else ERROR


def in_service() -> str:
    return ERROR if settings.PRODUCTION else WARNING

"""Pages that belong to no part of the site."""

import logging

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.styleguide import samples

logger = logging.getLogger(__name__)


@login_not_required
@require_safe
@never_cache
def health(request):
    """Whether the site can work: the database answers and its tables are those the code expects."""
    try:
        pending = pending_migrations()
    except DatabaseError:
        logger.exception("/sehat/: basis data tidak menjawab")
        return JsonResponse({"status": "error", "database": "error"}, status=503)
    if pending:
        return JsonResponse({"status": "error", "database": "ok", "migrations": "pending"}, status=503)
    return JsonResponse({"status": "ok", "database": "ok", "migrations": "ok"})


def pending_migrations() -> list:
    executor = MigrationExecutor(connection)
    return executor.migration_plan(executor.loader.graph.leaf_nodes())


@login_not_required
@require_safe
def styleguide(request):
    """Every component in all its states, in development only."""
    if not settings.DEBUG:
        raise Http404
    return render(request, "styleguide.html", samples())

import pytest


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """Context in which a transaction ends: what follows a commit is done when it is left."""
    return lambda: django_capture_on_commit_callbacks(execute=True)

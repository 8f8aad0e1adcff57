"""A changed shared text becomes new editions: at once, or on a page that shows how far the work is."""

from collections.abc import Generator, Iterator

from django.contrib import messages
from django.db import transaction
from django.http import StreamingHttpResponse
from django.template.loader import render_to_string

from catalog.formats import number
from catalog.models import Edition, SharedText
from catalog.refusals import PublishingError
from catalog.reissues import Step, finished

MANY = 100  # editions, from which on a page shows that work is under way
OUTCOME = "<!-- hasil -->"  # where the page of that work goes on as it is done


class Republishing:
    """The deed: its ``steps`` and its line in the history, in one transaction."""

    def __init__(self, admin, request, steps: Generator[Step, None, list[Edition]], *, component: int, told: str):
        self.admin, self.request, self.steps = admin, request, steps
        self.component, self.told = component, told

    def at_once(self) -> None:
        """Raises PublishingError."""
        count = finished(self._run())
        self.admin.message_user(self.request, f"Edisi baru yang diterbitkan: {number(count)}.", messages.SUCCESS)

    def watched(self) -> StreamingHttpResponse:
        """The deed with a page that is sent as it goes on and ends with what became of it. It needs no script."""
        context = {
            **self.admin.admin_site.each_context(self.request),
            "opts": self.admin.opts,
            "title": "Menerbitkan ulang",
        }
        page = render_to_string("admin/catalog/sharedtext/publishing.html", context, self.request)
        begun, ended = page.split(OUTCOME)
        # A proxy must not hold back what is meant to be seen now.
        return StreamingHttpResponse(self._parts(begun, ended), headers={"X-Accel-Buffering": "no"})

    def _parts(self, begun: str, ended: str) -> Iterator[str]:
        yield begun
        run = self._run()
        try:
            while True:
                yield render_to_string("admin/catalog/sharedtext/progress.html", shown(next(run)))
        except StopIteration as end:
            outcome = {"count": end.value}
        except PublishingError as error:
            outcome = {"refusal": " ".join(error.messages)}
        except GeneratorExit:  # nobody looks any more: what was begun is finished all the same
            finished(run)
            raise
        yield render_to_string("admin/catalog/sharedtext/published.html", {"opts": self.admin.opts, **outcome})
        yield ended

    def _run(self) -> Generator[Step, None, int]:
        with transaction.atomic():
            made = yield from self.steps
            self.admin.log_change(self.request, SharedText.objects.get(component=self.component), self.told)
        return len(made)


def shown(step: Step) -> dict[str, int]:
    return {"percent": round(step.share * 100), "stored": step.stored, "of": step.of}

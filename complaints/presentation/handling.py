"""A case as the officers read it: where it stands, what is to be done first, and what may be done besides."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property

from django.contrib.auth import get_user_model
from django.core.exceptions import ObjectDoesNotExist

from catalog.models import Regulation
from catalog.rules.components import BY_KEY, BY_NUMBER, Component
from complaints.actions import who_sees_identity, whole_answer
from complaints.forms.case import STEPS
from complaints.forms.step import StepForm
from complaints.models import (
    Access,
    ApipRequest,
    Clarification,
    Complaint,
    Event,
    Informing,
    Link,
    LinkKind,
    Message,
    Note,
    Point,
    Referral,
    Reporter,
    StepReport,
)
from complaints.presentation.case import Case
from complaints.presentation.history import Happening, happenings
from complaints.presentation.next_step import next_step
from complaints.presentation.written import Row, written
from complaints.roles import acting_role, name_of, roles_of
from complaints.rules.channels import Channel
from complaints.rules.workflow import Outcome, Role, Verdict

LEGAL_BASIS = BY_KEY["legal_basis"]
RECENT = 30  # events on the page of a case; all of them have a page of their own


@dataclass(frozen=True, slots=True)
class Todo:
    """What the case needs now, as a sentence, and the step that does it if this reader may take it."""

    sentence: str
    step: type[StepForm] | None


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to the complainant, as it is printed."""

    text: str
    at: dt.datetime
    is_draft: bool


class Handling(Case):
    """All that the page of one case, and of each step on it, shows. Queries as they are needed, none per row."""

    is_whole = False  # whether everything that ever happened is shown, or only what happened last

    def __init__(self, complaint: Complaint, *, user, cases, today: dt.date, sees_identity: bool = False):
        super().__init__(complaint, today)
        self.user = user
        self.cases = cases
        self.has_been_shown = sees_identity

    # Who is looking

    @property
    def is_limited(self) -> bool:
        """The technical team sees what it was asked about: neither letters nor drafts nor reports to superiors."""
        return roles_of(self.user) == {Role.TECHNICAL_TEAM}

    def role_for(self, step: type[StepForm]) -> Role | None:
        """The role in which the reader may take this step now."""
        return None if self.complaint.erased_on else acting_role(self.user, step.able(self))

    @cached_property
    def steps(self) -> dict[str, list[type[StepForm]]]:
        """What the reader may do now, by the section of the page."""
        open_steps = [step for step in STEPS.values() if self.role_for(step)]
        within_others = {step.drafts_to for step in open_steps}
        offered = defaultdict(list)
        for step in open_steps:
            if step.step not in within_others:
                offered[step.part].append(step)
        return dict(offered)

    # Where it stands

    @property
    def level(self) -> str:
        return Role(self.complaint.level).label

    @property
    def assignee(self) -> str:
        return name_of(self.complaint.assignee) if self.complaint.assignee else ""

    @property
    def channel(self) -> Channel:
        return Channel(self.complaint.channel)

    @property
    def outcome(self) -> Outcome | None:
        return Outcome(self.complaint.outcome) if self.complaint.outcome else None

    @property
    def verdict(self) -> str:
        return Verdict(self.complaint.verdict).label if self.complaint.verdict else ""

    @cached_property
    def todo(self) -> Todo:
        sentence, names = next_step(self)
        possible = (STEPS[name] for name in names)
        return Todo(sentence, next((step for step in possible if self.role_for(step)), None))

    # Who complains

    @property
    def reporter(self) -> Reporter | None:
        try:
            return self.complaint.reporter
        except ObjectDoesNotExist:
            return None  # erased

    @property
    def has_reporter(self) -> bool:
        return self.reporter is not None

    @property
    def identity(self) -> Reporter | None:
        """Only after a reason was given, and only for those who may see it at all."""
        is_able = self.has_been_shown and acting_role(self.user, who_sees_identity(self.complaint))
        return self.reporter if is_able else None

    # What it measures against

    @property
    def component(self) -> Component | None:
        return BY_NUMBER.get(self.complaint.component)

    @property
    def promise(self) -> str:
        """The words of the disputed component in the edition in force on the day of service."""
        edition = self.complaint.edition
        return edition.text_of(self.component) if edition and self.component else ""

    @cached_property
    def regulations(self) -> list[Regulation]:
        """Those on record that the edition rests on, or that the disputed component names."""
        numbers = {LEGAL_BASIS.number, self.complaint.component or LEGAL_BASIS.number}
        cited = Regulation.objects.filter(
            citations__edition=self.complaint.edition_id, citations__component__in=numbers
        )
        return list(cited.distinct())

    # What was written

    @cached_property
    def rows(self) -> dict[type, list[Row]]:
        return written(self.complaint, self.cases)

    @property
    def study(self):
        return getattr(self.complaint, "study", None)

    @property
    def draft(self):
        return None if self.is_limited else getattr(self.complaint, "answer_draft", None)

    @property
    def points(self) -> list[Row]:
        return self.rows[Point]

    @property
    def clarifications(self) -> list[Row]:
        return self.rows[Clarification]

    @property
    def reports(self) -> list[Row]:
        """Each with the levels from which and to which it went; above the head's own there is none of ours."""
        rows = [] if self.is_limited else self.rows[StepReport]
        above = {row: Role(row.more).label if row.more != row.title else "Atasan langsung" for row in rows}
        return [replace(row, title=f"{Role(row.title).label} → {above[row]}") for row in rows]

    @property
    def referrals(self) -> list[Row]:
        rows = self.rows[Referral]
        return [row for row in rows if row.other == self.user.pk] if self.is_limited else rows

    @property
    def waiting_referrals(self) -> list[Row]:
        return [row for row in self.referrals if row.until is None]

    @property
    def apip(self) -> list[Row]:
        return [] if self.is_limited else self.rows[ApipRequest]

    @property
    def waiting_apip(self) -> Row | None:
        return next((row for row in self.rows[ApipRequest] if row.flag is None), None)

    @property
    def notes(self) -> list[Row]:
        """Each with who wrote it."""
        rows = self.rows[Note]
        own = [row for row in rows if row.other == self.user.pk] if self.is_limited else rows
        return [replace(row, title=self.names.get(row.other, "")) for row in own]

    @property
    def informings(self) -> list[Row]:
        rows = [] if self.is_limited else self.rows[Informing]
        return [replace(row, title=Channel(row.title).label) for row in rows]

    @property
    def accesses(self) -> list[str]:
        return sorted(self.names.get(row.other, "") for row in self.rows[Access])

    @property
    def links(self) -> list[Row]:
        """Each with the kind of the link, and the number of the other report."""
        rows = [] if self.is_limited else self.rows[Link]
        return [
            replace(row, title=LinkKind(row.title).label, reference=Complaint(pk=row.other, year=row.reference).number)
            for row in rows
        ]

    @property
    def answers(self) -> list[Message]:
        """What the office told the complainant as its answer or decision, the newest first."""
        kinds = (Message.ANSWER, Message.REASON)
        return [] if self.is_limited else [each for each in reversed(self.letters.values()) if each.kind in kinds]

    @property
    def paper(self) -> Letter | None:
        """What is printed on the office's paper: the last answer or decision, before it the draft."""
        if self.answers:
            return Letter(self.answers[0].text, self.answers[0].written_at, is_draft=False)
        if self.draft:
            points = [(point.key, point.text, point.more) for point in self.points]
            return Letter(whole_answer(self.draft.text, points), self.draft.written_at, is_draft=True)
        return None

    # What happened

    @cached_property
    def read_events(self) -> list:
        """The newest first; one more than is shown tells that there are older ones."""
        events = self.complaint.events.order_by("-sequence")
        return list(events if self.is_whole else events[: RECENT + 1])

    @property
    def events(self) -> list:
        return self.read_events if self.is_whole else self.read_events[:RECENT]

    @property
    def has_older_events(self) -> bool:
        return len(self.read_events) > len(self.events)

    @cached_property
    def names(self) -> dict[int, str]:
        """The staff that are named on the page, in one query."""
        about = {Event.ASSIGNED: "to", Event.ACCESS_GIVEN: "user"}
        told = [event.data.get(about[event.name]) for event in self.events if event.name in about]
        named = [row.other for model in (Access, Referral, Note) for row in self.rows[model]]
        keys = {each for each in [*(event.actor_id for event in self.events), *told, *named] if each}
        return {user.pk: name_of(user) for user in get_user_model().objects.filter(pk__in=keys)}

    @cached_property
    def history(self) -> list[Happening]:
        """What happened, the newest first."""
        return happenings(self)

    def changes_since(self, version: int) -> list[Happening]:
        """What others stored since the complaint had this version, the newest first."""
        changes = [each for each in self.history if each.is_change]
        return changes[: max(0, self.complaint.version - version)][:10]

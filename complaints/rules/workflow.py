"""The way of a complaint (alur pengaduan): its states, and who may move it from which to which.

Source: komponen 6 butir 4–8. Everything is in one table, TRANSITIONS; what is not in it is refused. Hence:

* A case is closed only from "dijawab": closing without an answer is impossible (butir 4 and 8). An answer follows only
  from a follow-up, a follow-up only from a review (butir 5–7).
* No row belongs to the system: silence, or the passing of days, never moves a case, so it never closes one.
* Component 6 knows no suspension: the 14 hari kerja run on while the office waits for the complainant.
* The inspectorate reads. The technical team reports (butir 7.b), which moves nothing: the answer is the office's.
"""

from collections.abc import Iterable, Mapping

from complaints.rules.terms import Term


class State(Term):
    """Status pengaduan."""

    RECEIVED = "diterima"
    AWAITING_COMPLETION = "menunggu-kelengkapan"
    UNDER_REVIEW = "ditelaah"
    FOLLOWED_UP = "ditindaklanjuti"
    ANSWERED = "dijawab"
    CLOSED = "selesai"
    SUGGESTION = "dialihkan-menjadi-saran"
    NOT_COMPETENT = "bukan-kewenangan"
    WITHDRAWN = "dicabut-pengadu"
    REOPENED = "dibuka-kembali"


class Action(Term):
    """Langkah, a verb each."""

    REQUEST_COMPLETION = "minta-kelengkapan"
    COMPLETE = "lengkapi"
    REVIEW = "telaah"
    FOLLOW_UP = "tindak-lanjuti"
    ANSWER = "jawab"
    CLOSE = "tutup"
    TURN_INTO_SUGGESTION = "alihkan-menjadi-saran"
    DECLARE_NOT_COMPETENT = "nyatakan-bukan-kewenangan"
    WITHDRAW = "cabut"
    REOPEN = "buka-kembali"


class Role(Term):
    """Peran."""

    COMPLAINANT = "pengadu"
    OFFICER = "petugas-pengaduan"
    MANAGER = "pejabat-pengelola"
    HEAD = "kepala-dinas"
    TECHNICAL_TEAM = "tim-teknis"
    INSPECTORATE = "inspektorat"
    SYSTEM = "sistem"


class Outcome(Term):
    """Hasil penelaahan: who settles the complaint. Source: komponen 6 butir 7."""

    INTERNAL = "internal-dpmptsp"
    TECHNICAL_TEAM = "tim-teknis-perangkat-daerah"
    APIP = "apip"

    @property
    def label(self) -> str:
        return {
            Outcome.INTERNAL: "Internal DPMPTSP",
            Outcome.TECHNICAL_TEAM: "Tim Teknis/Perangkat Daerah",
            Outcome.APIP: "Aparat Pengawas Intern Pemerintah (APIP)",
        }[self]

    @property
    def source(self) -> str:
        return f"komponen 6 butir 7.{'abc'[list(Outcome).index(self)]}"

    @property
    def needs_head_approval(self) -> bool:
        """Whether the head of the office must approve first. Source: komponen 6 butir 7.c."""
        return self is Outcome.APIP


class Verdict(Term):
    """Hasil akhir: what the answer comes to. The project's own, so that public figures can tell the two apart."""

    FIXED = "diperbaiki"
    REJECTED = "ditolak-dengan-alasan"


class MoveRefused(ValueError):
    """A step that the table does not allow; the message is for people."""


INITIAL = State.RECEIVED

CLOSED_STATES = frozenset({State.CLOSED, State.SUGGESTION, State.NOT_COMPETENT, State.WITHDRAWN})
OPEN_STATES = frozenset(State) - CLOSED_STATES
# The clock of butir 4 stops with the answer, or when no answer is owed any more; not while waiting for the complainant.
RESPONSE_CLOCK_STOPPED = CLOSED_STATES | {State.ANSWERED}

HANDLERS = frozenset({Role.OFFICER, Role.MANAGER})
DECIDERS = frozenset({Role.MANAGER, Role.HEAD})
# Butir 7.a: from the executor up to the head, each reporting to the next.
LEVELS = (Role.OFFICER, Role.MANAGER, Role.HEAD)
# Butir 7.b: who work on a case with the technical team, which sees but what it was asked about.
WITH_TEAM = frozenset({*LEVELS, Role.TECHNICAL_TEAM})
READERS = frozenset({*LEVELS, Role.INSPECTORATE})  # of every case
# What the complainant tells the office by any channel of butir 2, a handler may record.
TOLD_BY_COMPLAINANT = HANDLERS | {Role.COMPLAINANT}
# But an unwelcome case must not be withdrawn in the complainant's name.
COMPLAINANT_ALONE = frozenset({Role.COMPLAINANT})

_UNREVIEWED = (State.RECEIVED, State.AWAITING_COMPLETION, State.REOPENED)
_IN_WORK = (State.UNDER_REVIEW, State.FOLLOWED_UP)

_STEPS: tuple[tuple[Action, tuple[State, ...], State, frozenset[Role]], ...] = (
    # butir 5.a: identity and object are recorded, and asked for when missing
    (
        Action.REQUEST_COMPLETION,
        (State.RECEIVED, State.REOPENED, *_IN_WORK),
        State.AWAITING_COMPLETION,
        HANDLERS,
    ),
    (Action.COMPLETE, (State.AWAITING_COMPLETION,), State.UNDER_REVIEW, TOLD_BY_COMPLAINANT),
    # butir 5.c and 6; a handler may go on without what was asked for, since the clock runs
    (Action.REVIEW, _UNREVIEWED, State.UNDER_REVIEW, HANDLERS),
    # butir 7: the review has its outcome
    (Action.FOLLOW_UP, (State.UNDER_REVIEW,), State.FOLLOWED_UP, HANDLERS),
    # butir 4 and 7.a: from the executor up to the head
    (Action.ANSWER, (State.FOLLOWED_UP,), State.ANSWERED, HANDLERS | DECIDERS),
    # butir 8: the complainant was told, or says that it is settled
    (Action.CLOSE, (State.ANSWERED,), State.CLOSED, TOLD_BY_COMPLAINANT | DECIDERS),
    # butir 3 and 5.b
    (
        Action.TURN_INTO_SUGGESTION,
        (State.RECEIVED, State.AWAITING_COMPLETION, State.UNDER_REVIEW),
        State.SUGGESTION,
        HANDLERS,
    ),
    # the project's own: component 6 is silent on the rest
    (Action.DECLARE_NOT_COMPETENT, (State.UNDER_REVIEW,), State.NOT_COMPETENT, DECIDERS),
    (Action.WITHDRAW, (*_UNREVIEWED, *_IN_WORK), State.WITHDRAWN, COMPLAINANT_ALONE),
    (
        Action.REOPEN,
        (State.ANSWERED, State.CLOSED, State.SUGGESTION, State.NOT_COMPETENT),
        State.REOPENED,
        TOLD_BY_COMPLAINANT,
    ),
)

TRANSITIONS: Mapping[tuple[State, Action], tuple[State, frozenset[Role]]] = {
    (source, action): (target, roles) for action, sources, target, roles in _STEPS for source in sources
}


def allowed(state: State, role: Role, *, reopened: bool) -> tuple[Action, ...]:
    """The steps that this role may take now, in the order of Action. ``reopened``: it has been reopened before."""
    return tuple(action for action in Action if not _refusal(state, action, role, reopened=reopened))


def move(state: State, action: Action, role: Role, *, reopened_before: bool) -> State:
    """The state after this step. A case is reopened once.

    Raises MoveRefused with an Indonesian sentence that says what is possible instead.
    """
    if refusal := _refusal(state, action, role, reopened=reopened_before):
        raise MoveRefused(refusal)
    return TRANSITIONS[state, action][0]


def _refusal(state: State, action: Action, role: Role, *, reopened: bool) -> str:
    """Why the step is refused, for people; "" when it is allowed."""
    if (state, action) not in TRANSITIONS:
        possible = [step for step in Action if (state, step) in TRANSITIONS]
        return (
            f"Langkah “{action.label}” tidak tersedia untuk pengaduan berstatus “{state.label}”. "
            f"Langkah yang tersedia: {_listed(possible)}."
        )
    roles = TRANSITIONS[state, action][1]
    if role not in roles:
        able = [candidate for candidate in Role if candidate in roles]
        return f"{role.label} tidak berwenang melakukan langkah “{action.label}”. Yang berwenang: {_listed(able)}."
    if action is Action.REOPEN and reopened:
        return "Pengaduan hanya dapat dibuka kembali satu kali. Silakan sampaikan pengaduan baru."
    return ""


def _listed(terms: Iterable[Term]) -> str:
    return ", ".join(term.label for term in terms) or "tidak ada"

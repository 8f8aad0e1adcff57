"""Every (state, action, role): what is not listed here is refused."""

from itertools import product

import pytest

from complaints.rules.workflow import (
    CLOSED_STATES,
    INITIAL,
    OPEN_STATES,
    RESPONSE_CLOCK_STOPPED,
    TRANSITIONS,
    Action,
    MoveRefused,
    Outcome,
    Role,
    State,
    allowed,
    move,
)

# state, action, next state, roles: written by hand, not derived from the code
TABLE = """
diterima                 minta-kelengkapan           menunggu-kelengkapan     petugas-pengaduan pejabat-pengelola
diterima                 telaah                      ditelaah                 petugas-pengaduan pejabat-pengelola
diterima                 alihkan-menjadi-saran       dialihkan-menjadi-saran  petugas-pengaduan pejabat-pengelola
diterima                 cabut                       dicabut-pengadu          pengadu
menunggu-kelengkapan     lengkapi                    ditelaah                 pengadu petugas-pengaduan pejabat-pengelola
menunggu-kelengkapan     telaah                      ditelaah                 petugas-pengaduan pejabat-pengelola
menunggu-kelengkapan     alihkan-menjadi-saran       dialihkan-menjadi-saran  petugas-pengaduan pejabat-pengelola
menunggu-kelengkapan     cabut                       dicabut-pengadu          pengadu
ditelaah                 minta-kelengkapan           menunggu-kelengkapan     petugas-pengaduan pejabat-pengelola
ditelaah                 tindak-lanjuti              ditindaklanjuti          petugas-pengaduan pejabat-pengelola
ditelaah                 alihkan-menjadi-saran       dialihkan-menjadi-saran  petugas-pengaduan pejabat-pengelola
ditelaah                 nyatakan-bukan-kewenangan   bukan-kewenangan         pejabat-pengelola kepala-dinas
ditelaah                 cabut                       dicabut-pengadu          pengadu
ditindaklanjuti          minta-kelengkapan           menunggu-kelengkapan     petugas-pengaduan pejabat-pengelola
ditindaklanjuti          jawab                       dijawab                  petugas-pengaduan pejabat-pengelola kepala-dinas
ditindaklanjuti          cabut                       dicabut-pengadu          pengadu
dijawab                  tutup                       selesai                  pengadu petugas-pengaduan pejabat-pengelola kepala-dinas
dijawab                  buka-kembali                dibuka-kembali           pengadu petugas-pengaduan pejabat-pengelola
selesai                  buka-kembali                dibuka-kembali           pengadu petugas-pengaduan pejabat-pengelola
dialihkan-menjadi-saran  buka-kembali                dibuka-kembali           pengadu petugas-pengaduan pejabat-pengelola
bukan-kewenangan         buka-kembali                dibuka-kembali           pengadu petugas-pengaduan pejabat-pengelola
dibuka-kembali           minta-kelengkapan           menunggu-kelengkapan     petugas-pengaduan pejabat-pengelola
dibuka-kembali           telaah                      ditelaah                 petugas-pengaduan pejabat-pengelola
dibuka-kembali           cabut                       dicabut-pengadu          pengadu
"""  # noqa: E501
EXPECTED = {
    (state, action, role): target
    for state, action, target, *roles in map(str.split, TABLE.strip().splitlines())
    for role in roles
}


def outcome_of(state: State, action: Action, role: Role, *, reopened: bool) -> State | None:
    try:
        return move(state, action, role, reopened_before=reopened)
    except MoveRefused:
        return None


def test_exactly_the_listed_triples_move_a_case():
    triples = list(product(State, Action, Role))

    moved = {triple: outcome_of(*triple, reopened=False) for triple in triples}

    assert len(triples) == 10 * 10 * 7
    assert {triple: target for triple, target in moved.items() if target} == EXPECTED


def test_a_case_is_reopened_once_and_nothing_else_changes_by_it():
    again = {triple: outcome_of(*triple, reopened=True) for triple in product(State, Action, Role)}

    expected = {triple: target for triple, target in EXPECTED.items() if triple[1] != "buka-kembali"}
    assert {triple: target for triple, target in again.items() if target} == expected


@pytest.mark.parametrize("reopened", [False, True])
def test_what_is_offered_is_exactly_what_moves(reopened):
    for state, role in product(State, Role):
        can = tuple(action for action in Action if outcome_of(state, action, role, reopened=reopened))
        assert allowed(state, role, reopened=reopened) == can


def test_the_steps_are_offered_in_the_order_of_the_work():
    assert allowed(State.UNDER_REVIEW, Role.MANAGER, reopened=False) == (
        Action.REQUEST_COMPLETION,
        Action.FOLLOW_UP,
        Action.TURN_INTO_SUGGESTION,
        Action.DECLARE_NOT_COMPETENT,
    )


def test_a_case_is_closed_only_after_an_answer_and_never_by_silence():
    into_closed = {source for (source, _), (target, _) in TRANSITIONS.items() if target is State.CLOSED}
    into_answered = {source for (source, _), (target, _) in TRANSITIONS.items() if target is State.ANSWERED}

    assert into_closed == {State.ANSWERED}
    assert into_answered == {State.FOLLOWED_UP}
    assert not any(Role.SYSTEM in roles for _, roles in TRANSITIONS.values())


@pytest.mark.parametrize("role", [Role.INSPECTORATE, Role.TECHNICAL_TEAM, Role.SYSTEM])
def test_who_only_reads_or_reports_moves_nothing(role):
    assert [allowed(state, role, reopened=False) for state in State] == [()] * len(State)


def test_every_state_can_be_reached_and_only_a_withdrawn_case_is_over_for_good():
    sources, targets = {source for source, _ in TRANSITIONS}, {target for target, _ in TRANSITIONS.values()}

    assert INITIAL is State.RECEIVED
    assert targets | {INITIAL} == set(State)
    assert set(State) - sources == {State.WITHDRAWN}


def test_states_are_either_open_or_closed():
    closed = {"selesai", "dialihkan-menjadi-saran", "bukan-kewenangan", "dicabut-pengadu"}
    open_ = {"diterima", "menunggu-kelengkapan", "ditelaah", "ditindaklanjuti", "dijawab", "dibuka-kembali"}

    assert (closed, open_) == (CLOSED_STATES, OPEN_STATES)


def test_the_response_clock_runs_while_waiting_for_the_complainant():
    stopped = {"dijawab", "selesai", "dialihkan-menjadi-saran", "bukan-kewenangan", "dicabut-pengadu"}

    assert State.AWAITING_COMPLETION not in RESPONSE_CLOCK_STOPPED
    assert stopped == RESPONSE_CLOCK_STOPPED


@pytest.mark.parametrize(
    ("state", "action", "role", "reopened", "sentence"),
    [
        (
            State.RECEIVED, Action.CLOSE, Role.OFFICER, False,
            "Langkah “Tutup” tidak tersedia untuk pengaduan berstatus “Diterima”. "
            "Langkah yang tersedia: Minta kelengkapan, Telaah, Alihkan menjadi saran, Cabut.",
        ),
        (
            State.WITHDRAWN, Action.ANSWER, Role.HEAD, False,
            "Langkah “Jawab” tidak tersedia untuk pengaduan berstatus “Dicabut pengadu”. "
            "Langkah yang tersedia: tidak ada.",
        ),
        (
            State.UNDER_REVIEW, Action.DECLARE_NOT_COMPETENT, Role.OFFICER, False,
            "Petugas pengaduan tidak berwenang melakukan langkah “Nyatakan bukan kewenangan”. "
            "Yang berwenang: Pejabat pengelola, Kepala dinas.",
        ),
        (
            State.CLOSED, Action.REOPEN, Role.COMPLAINANT, True,
            "Pengaduan hanya dapat dibuka kembali satu kali. Silakan sampaikan pengaduan baru.",
        ),
    ],
)  # fmt: skip
def test_a_refusal_says_why_and_what_is_possible(state, action, role, reopened, sentence):
    with pytest.raises(MoveRefused) as refused:
        move(state, action, role, reopened_before=reopened)

    assert str(refused.value) == sentence


def test_the_three_outcomes_are_those_of_item_7_and_only_apip_needs_the_head_s_approval():
    assert [(item.value, item.label, item.source, item.needs_head_approval) for item in Outcome] == [
        ("internal-dpmptsp", "Internal DPMPTSP", "komponen 6 butir 7.a", False),
        ("tim-teknis-perangkat-daerah", "Tim Teknis/Perangkat Daerah", "komponen 6 butir 7.b", False),
        ("apip", "Aparat Pengawas Intern Pemerintah (APIP)", "komponen 6 butir 7.c", True),
    ]

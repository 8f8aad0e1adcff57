"""Erasing a person, keeping what must be kept, and what is left afterwards: in the database, queue, and ledger."""

import json

import pytest
from django.apps import apps
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.db.models import CharField, TextField

from complaints import actions, chain, codes, emails, privacy
from complaints.models import (
    AnswerDraft,
    ApipRequest,
    Attachment,
    Clarification,
    Complaint,
    Erasure,
    ErasureGround,
    Event,
    Informing,
    Message,
    Note,
    OutgoingMail,
    Point,
    Referral,
    Reporter,
    StepReport,
    Study,
)
from complaints.rules.channels import Channel
from complaints.rules.workflow import Role
from tests.complaints.factories import (
    NOW,
    TODAY,
    events_of,
    make_answered,
    make_complaint,
    officer,
)
from tests.complaints.personal import LATER, MARK, TRACES, make_handled, manager

pytestmark = pytest.mark.usefixtures("ledger_of_its_own")


def erase(complaint, **facts):
    return actions.erase(complaint, ground=ErasureGround.REQUEST, **{**manager(), **facts})


def everything() -> str:
    """Every value of every row of the database."""
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  the database's own names
            texts += [str(bytes(value) if isinstance(value, memoryview) else value) for row in cursor for value in row]
    return "\n".join(texts)


@pytest.mark.django_db
def test_the_case_of_this_test_names_the_person_in_every_table_that_has_words():
    complaint = make_handled().complaint

    tables = (Message, Study, Point, AnswerDraft, Clarification, StepReport, Referral, ApipRequest, Note, Informing)
    named = {
        model.__name__: sum(MARK in str(value) for row in model.objects.values() for value in row.values())
        for model in (Complaint, Reporter, Attachment, *tables)
    }

    assert complaint.closed_on == TODAY
    assert {name for name, found in named.items() if not found} - {"AnswerDraft"} == set()
    assert set(tables) < set(privacy.TEXTS)


@pytest.mark.django_db(transaction=True)
def test_after_erasing_no_trace_of_the_person_is_in_the_database_the_queue_or_the_ledger(settings):
    filed = make_handled()

    erase(filed.complaint)

    found = everything()
    ledger = (settings.DATA_DIR / privacy.LEDGER).read_text()
    assert [trace for trace in TRACES if trace in found or trace in ledger] == []
    assert not OutgoingMail.objects.filter(staff=None).exists()
    emails.deliver(now=LATER)
    assert mail.outbox == []


@pytest.mark.django_db
def test_what_happened_stays_on_record_and_the_record_is_whole():
    filed = make_handled()
    before = events_of(filed.complaint)

    erase(filed.complaint)

    assert events_of(filed.complaint) == [*before, Event.ERASED]
    assert list(chain.flaws()) == []
    erasure = Erasure.objects.get()
    assert (erasure.complaint, erasure.ground) == (filed.complaint, ErasureGround.REQUEST)
    assert (erasure.at, erasure.by, erasure.role) == (NOW, manager()["by"], Role.MANAGER)


@pytest.mark.django_db
def test_an_erased_case_is_to_its_code_as_one_that_never_was():
    filed = make_handled()
    code = codes.normalise(filed.code)
    assert codes.find(filed.complaint.number, code) == filed.complaint

    erase(filed.complaint)

    assert codes.find(filed.complaint.number, code) is None
    with pytest.raises(actions.Refused):
        actions.reopen(filed.complaint, reason="Belum.", **officer())


@pytest.mark.django_db
def test_nothing_is_written_about_an_erased_case_where_it_would_stay():
    """Also by one who read the case before it was erased."""
    complaint = make_handled().complaint
    read_before = Complaint.objects.get()
    erase(complaint)

    for act in (
        lambda: actions.add_note(read_before, text=MARK, **officer()),
        lambda: actions.clarify(read_before, held_on=TODAY, with_whom=MARK, is_outside=True, result=MARK, **officer()),
        lambda: actions.report_result(complaint, report=MARK, **officer()),
        lambda: actions.inform(complaint, channel=Channel.PHONE, informed_on=TODAY, note=MARK, **officer()),
        lambda: actions.group(complaint, standard=None, component=1, service_note=MARK, **officer()),
    ):
        with pytest.raises(actions.Refused, match="sudah dihapus"):
            act()

    assert MARK not in everything()


@pytest.mark.django_db
def test_an_erasure_can_be_neither_changed_nor_deleted():
    erase(make_handled().complaint)

    for change in (Erasure.objects.all().delete, lambda: Erasure.objects.update(ground="lain")):
        with pytest.raises(DatabaseError, match="Catatan penghapusan"), transaction.atomic():
            change()


@pytest.mark.django_db
@pytest.mark.parametrize("make", [make_complaint, make_answered])
def test_an_open_case_is_not_erased(make):
    complaint = make()

    with pytest.raises(actions.Refused, match="masih ditangani"):
        erase(complaint)

    assert Reporter.objects.get().name == "Siti Aminah"


@pytest.mark.django_db
@pytest.mark.parametrize("role", [Role.OFFICER, Role.HEAD, Role.TECHNICAL_TEAM, Role.INSPECTORATE])
def test_only_the_manager_erases_holds_or_hands_over(role):
    complaint, who = make_handled().complaint, officer(role)

    for act in (
        lambda: actions.erase(complaint, ground=ErasureGround.REQUEST, **who),
        lambda: actions.hold(complaint, reason="Perkara.", **who),
        lambda: actions.lift_hold(complaint, **who),
        lambda: actions.disclose(complaint, proof=actions.Proof.CODE, **who),
    ):
        with pytest.raises(actions.Refused, match="tidak berwenang"):
            act()


@pytest.mark.django_db
def test_what_is_held_is_not_erased_until_the_hold_is_lifted(settings):
    settings.RETENTION_DAYS = {"pengaduan": 365}
    complaint = make_handled().complaint
    actions.hold(complaint, reason="Menjadi bukti.", **manager())

    with pytest.raises(actions.Refused, match="ditahan"):
        erase(complaint)
    complaint.refresh_from_db()
    assert privacy.ripe(privacy.RetentionClass.COMPLAINT, LATER.date(), now=LATER).count() == 0
    assert Reporter.objects.count() == 1

    actions.lift_hold(complaint, **manager())
    erase(complaint)
    assert Reporter.objects.count() == 0


@pytest.mark.django_db
def test_a_case_is_held_once():
    complaint = make_complaint()
    actions.hold(complaint, reason="Menjadi bukti.", **manager())

    with pytest.raises(actions.Refused, match="sudah ditahan"):
        actions.hold(complaint, reason="Lagi.", **manager())


@pytest.mark.django_db
def test_the_ledger_erases_again_what_an_older_backup_still_has():
    complaint = make_handled().complaint
    form = Complaint.objects.values_list("form_digest", flat=True).get(pk=complaint.pk)
    line = privacy.Erased(complaint.pk, form, ErasureGround.REQUEST.value, NOW.isoformat(), Role.MANAGER.value, 999_999)

    done = [actions.replay([line, line]), actions.replay([line])]

    assert done == [1, 0]
    assert not Reporter.objects.exists()
    assert (Erasure.objects.get().at, Erasure.objects.get().by) == (NOW, None)


@pytest.mark.django_db
def test_the_ledger_never_erases_another_report_that_came_to_the_same_number():
    complaint = make_handled().complaint
    line = privacy.Erased(complaint.pk, "lain", ErasureGround.REQUEST.value, NOW.isoformat(), Role.MANAGER.value, None)

    assert actions.replay([line]) == 0
    assert Reporter.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_ledger_outside_the_database_names_each_erasure_once(settings):
    for _ in range(2):
        erase(make_handled().complaint)
    privacy.keep_ledger()

    lines = (settings.DATA_DIR / privacy.LEDGER).read_text().splitlines()

    assert [json.loads(line)["complaint"] for line in lines] == list(
        Erasure.objects.values_list("complaint", flat=True)
    )
    assert privacy.read_ledger(privacy.ledger_file()) == list(privacy.in_database())


# What people cannot type about themselves: the office's own numbers and names, digests, technical words. Attachments,
# the mails of a case and Reporter go whole.
NOT_PERSONAL = {
    "Complaint": {"form_digest", "code_digest", "received_by", "witnessed_by"},
    "Referral": {"agency", "letter_number"},
    "Event": {"digest"},
    "OutgoingMail": {"summary", "notice", "message_id", "last_error"},
    "Attachment": {"label", "sha256"},
}


def test_no_column_for_words_about_a_case_is_forgotten():
    about_cases = [model for model in apps.get_app_config("complaints").get_models() if holds_words(model)]

    forgotten = {
        f"{model.__name__}.{name}"
        for model in about_cases
        for name in words_of(model) - set(privacy.TEXTS.get(model, ())) - NOT_PERSONAL.get(model.__name__, set())
    }

    assert forgotten - {f"Complaint.{name}" for name in privacy.OF_COMPLAINT} == set()


def holds_words(model) -> bool:
    return model is Complaint or any(
        field.related_model is Complaint for field in model._meta.fields if model is not Reporter
    )


def words_of(model) -> set[str]:
    return {
        field.name for field in model._meta.fields if isinstance(field, (CharField, TextField)) and not field.choices
    }

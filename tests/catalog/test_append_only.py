import datetime as dt

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from catalog.append_only import AppendOnly, lifted, unguarded
from catalog.models import CancelledEdition, Edition, Standard
from catalog.publishing import cancel_scheduled, publish
from catalog.search.index import reindex
from tests.catalog.factories import TODAY, edit, make_draft, make_published
from tests.catalog.search_factories import titles

KEPT = "Edisi yang sudah terbit tidak dapat diubah atau dihapus; terbitkan edisi baru."
CANCELLATION_KEPT = "Pembatalan edisi tidak dapat diubah atau dihapus; terbitkan edisi baru."
NUMBER_FOLLOWS = "Nomor edisi harus menyambung nomor edisi terakhir standar ini."
DATE_FOLLOWS = "Tanggal berlaku edisi tidak boleh mendahului edisi sebelumnya."


def execute(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)


def refused(action) -> str:
    """The message with which the database refuses."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        action()
    return str(caught.value).splitlines()[0]


def copied(edition, **values):
    fields = {"number": edition.number + 1, "effective_on": TODAY, "published_at": edition.published_at, **values}
    return Edition(standard_id=edition.standard_id, change_note="Diperbarui.", **edition.content(), **fields)


# Editions stay as published


@pytest.mark.django_db
def test_an_edition_cannot_be_changed_through_the_orm():
    edition = make_published().current
    edition.fees = "Rp 1.000,-"

    assert refused(edition.save) == KEPT
    assert refused(lambda: Edition.objects.update(fees="Rp 1.000,-")) == KEPT
    assert refused(lambda: Edition.objects.bulk_update([edition], ["fees"])) == KEPT


@pytest.mark.django_db
def test_an_edition_cannot_be_deleted_through_the_orm():
    make_published()
    scheduled = publish(
        edit(Standard.objects.get()), by=None, minor=True, effective_on=dt.date(2027, 1, 1), today=TODAY
    )

    assert refused(scheduled.delete) == KEPT
    assert refused(lambda: Edition.objects.filter(number=2).delete()) == KEPT
    assert refused(lambda: Edition.objects.filter(number=2)._raw_delete("default")) == KEPT
    assert Edition.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE catalog_edition SET fees = 'Rp 1.000,-'",
        "UPDATE catalog_edition SET number = 2",
        "UPDATE catalog_edition SET id = id + 100",
        "DELETE FROM catalog_edition",
    ],
)
def test_an_edition_cannot_be_changed_or_deleted_by_raw_sql(sql):
    edition = make_published().current

    assert refused(lambda: execute(sql)) == KEPT
    assert Edition.objects.get().content() == edition.content()


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ["INSERT", "REPLACE"])
def test_an_edition_cannot_be_overwritten_by_inserting_one_with_its_key(verb):
    if verb == "REPLACE" and connection.vendor != "sqlite":
        pytest.skip("REPLACE hanya ada di SQLite")
    make_published()
    columns = [field.column for field in Edition._meta.local_fields]
    values = ["number + 1" if column == "number" else column for column in columns]
    upsert = " ON CONFLICT (id) DO UPDATE SET fees = 'Rp 1.000,-'" if verb == "INSERT" else ""

    rows = f"SELECT {', '.join(values)} FROM catalog_edition WHERE TRUE"  # noqa: S608
    message = refused(lambda: execute(f"{verb} INTO catalog_edition ({', '.join(columns)}) {rows}{upsert}"))

    assert message == KEPT


@pytest.mark.django_db(transaction=True)
def test_the_editions_cannot_be_truncated_on_postgresql():
    if connection.vendor != "postgresql":
        pytest.skip("TRUNCATE hanya ada di PostgreSQL")
    make_published()

    assert refused(lambda: execute("TRUNCATE catalog_edition CASCADE")) == KEPT


@pytest.mark.django_db
def test_a_cancellation_cannot_be_taken_back():
    standard = make_published()
    scheduled = publish(edit(standard), by=None, minor=True, effective_on=dt.date(2027, 1, 1), today=TODAY)
    cancellation = cancel_scheduled(scheduled, by=None, reason="Salah.", today=TODAY)

    assert refused(cancellation.delete) == CANCELLATION_KEPT
    assert refused(lambda: CancelledEdition.objects.update(reason="Benar.")) == CANCELLATION_KEPT
    assert refused(cancellation.save) == CANCELLATION_KEPT
    if connection.vendor == "sqlite":
        replace = """
            REPLACE INTO catalog_cancellededition (id, edition_id, cancelled_at, reason)
            SELECT id + 1, edition_id, cancelled_at, 'Benar.' FROM catalog_cancellededition
        """
        assert refused(lambda: execute(replace)) == CANCELLATION_KEPT


# Editions follow one another


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 1, 3])
def test_edition_numbers_have_no_gaps(number):
    edition = make_published().current

    assert refused(copied(edition, number=number).save) == NUMBER_FOLLOWS
    copied(edition, number=2).save()


@pytest.mark.django_db
def test_the_first_edition_is_number_1():
    draft = make_draft()
    edition = make_published().current
    edition.standard_id = draft.pk

    assert refused(copied(edition, number=2).save) == NUMBER_FOLLOWS
    copied(edition, number=1).save()


@pytest.mark.django_db
def test_several_editions_in_one_statement_follow_one_another_too():
    edition = make_published().current

    gap = [copied(edition, number=2), copied(edition, number=4)]
    assert refused(lambda: Edition.objects.bulk_create(gap)) == NUMBER_FOLLOWS
    Edition.objects.bulk_create([copied(edition, number=2), copied(edition, number=3)])


@pytest.mark.django_db
def test_an_edition_is_not_dated_before_one_that_counts():
    edition = make_published().current
    later = copied(edition, number=2, effective_on=dt.date(2027, 1, 1))
    later.save()

    assert refused(copied(edition, number=3).save) == DATE_FOLLOWS
    cancel_scheduled(later, by=None, reason="Salah.", today=TODAY)
    copied(edition, number=3).save()


# The current edition


@pytest.mark.django_db
def test_the_current_edition_is_one_of_the_standard_itself():
    standard, other, draft = make_published(), make_published(), make_draft()
    message = "Edisi yang berlaku harus edisi dari standar itu sendiri."
    other.current_id = standard.current_id
    missing = Edition.objects.order_by("pk").last().pk + 1000

    assert refused(other.save) == message
    assert refused(lambda: Standard.objects.filter(pk=draft.pk).update(current=standard.current)) == message
    assert refused(lambda: Standard.objects.filter(pk=draft.pk).update(current=missing)) == message
    assert refused(lambda: make_draft(current=standard.current)) == message


@pytest.mark.django_db
def test_a_published_standard_never_loses_its_current_edition():
    make_published()

    message = refused(lambda: Standard.objects.update(current=None))

    assert message == "Standar yang sudah terbit selalu memiliki edisi yang berlaku."


# The operations


def trigger_names():
    sqlite, postgresql = "SELECT name FROM sqlite_master WHERE type = 'trigger'", "SELECT tgname FROM pg_trigger"
    with connection.cursor() as cursor:
        cursor.execute(sqlite if connection.vendor == "sqlite" else postgresql)
        return sorted(name for (name,) in cursor.fetchall() if name.startswith("guard_"))


@pytest.mark.django_db(transaction=True)
def test_all_migrations_but_the_first_can_be_taken_back_and_done_again():
    make_published(kbli_title="Penjahitan")
    before = trigger_names()

    call_command("migrate", "catalog", "0001", verbosity=0)  # those of complaints, which build on it, go back with it
    without, tables = trigger_names(), connection.introspection.table_names()
    call_command("migrate", verbosity=0)
    reindex()

    assert (without, "catalog_searchentry" in tables) == ([], False)
    assert trigger_names() == before != []
    assert titles("jahit") == ["Penjahitan"]


@pytest.mark.django_db(transaction=True)
def test_guards_are_back_after_a_block_without_them_even_when_it_fails():
    make_published()
    before = trigger_names()

    def fail():
        with lifted(connection):
            Edition.objects.update(fees="Rp 1.000,-")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    assert trigger_names() == before
    assert refused(lambda: Edition.objects.update(fees="Gratis")) == KEPT


@pytest.mark.django_db(transaction=True)
def test_a_guarded_table_can_be_altered_by_a_later_migration():
    make_published()
    before = trigger_names()
    alter = migrations.AlterField("edition", "product", models.CharField("produk", max_length=300, blank=True))
    migration = migrations.Migration("0099_alter", "catalog")
    migration.operations = unguarded(alter)
    now = ProjectState.from_apps(Edition._meta.apps)

    for change in (migration.apply, migration.unapply):
        with connection.schema_editor(atomic=True) as editor:
            change(now.clone(), editor)

        assert trigger_names() == before
        assert refused(lambda: Edition.objects.update(fees="Gratis")) == KEPT


@pytest.mark.django_db(transaction=True)
def test_any_table_can_be_made_append_only_and_free_again():
    message = "Catatan 'peristiwa' tetap 100%."
    operation = AppendOnly("tests_event", message=message)
    execute("CREATE TABLE tests_event (id integer PRIMARY KEY, what text)")
    try:
        with connection.schema_editor() as editor:
            operation.database_forwards("tests", editor, ProjectState(), ProjectState())
        execute("INSERT INTO tests_event VALUES (1, 'diterima')")

        assert refused(lambda: execute("UPDATE tests_event SET what = 'ditolak'")) == message
        assert refused(lambda: execute("DELETE FROM tests_event")) == message

        with connection.schema_editor() as editor:
            operation.database_backwards("tests", editor, ProjectState(), ProjectState())
        execute("DELETE FROM tests_event")
    finally:
        execute("DROP TABLE tests_event")

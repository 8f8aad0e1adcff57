"""Complaint or suggestion, and the item of component 6 that says so."""

from datetime import date, timedelta
from itertools import product

import pytest

from complaints.rules.deadlines import DateOutOfRange
from complaints.rules.intake import FiledBeforeService, Filing, FilingKind, ReasonCode, propose
from tests.rules.reference import rows

SERVICE = date(2026, 6, 15)


def filing(**changes) -> Filing:
    facts = {"service_received_on": SERVICE, "filed_on": SERVICE, "has_identity": True, "has_object": True}
    return Filing(**facts | changes)


@pytest.mark.parametrize("row", rows("filing_cases.csv"), ids=lambda row: row["service_received"])
def test_a_filing_is_treated_as_the_reference_says(row):
    service_on, filed_on = date.fromisoformat(row["service_received"]), date.fromisoformat(row["filed"])

    assert propose(filing(service_received_on=service_on, filed_on=filed_on)).kind == row["treated_as"]


@pytest.mark.parametrize("row", rows("filing_cases.csv"), ids=lambda row: row["service_received"])
def test_the_day_after_the_reference_s_last_day_makes_it_a_suggestion(row):
    service_on = date.fromisoformat(row["service_received"])
    last_day = date.fromisoformat(row["last_filing_day"])

    on_time = propose(filing(service_received_on=service_on, filed_on=last_day))
    too_late = propose(filing(service_received_on=service_on, filed_on=last_day + timedelta(days=1)))

    assert (on_time.kind, too_late.kind) == (FilingKind.COMPLAINT, FilingKind.SUGGESTION)


def test_a_complaint_needs_no_reason():
    proposal = propose(filing())

    assert proposal.kind is FilingKind.COMPLAINT
    assert proposal.reasons == ()


def test_day_31_names_item_3_and_says_which_day_was_the_last():
    (reason,) = propose(filing(filed_on=SERVICE + timedelta(days=31))).reasons

    assert (reason.code, reason.source) == (ReasonCode.LATE, "komponen 6 butir 3")
    assert reason.meaning == (
        "Laporan disampaikan 31 hari kalender sejak layanan diterima; batasnya 30 hari kalender, yaitu 15 Juli 2026. "
        "Sesudah itu laporan dapat diperlakukan sebagai saran atau masukan."
    )
    assert "petugas dapat tetap menerimanya sebagai pengaduan" in reason.remedy


def test_the_number_of_days_is_the_caller_s():
    assert propose(filing(filed_on=SERVICE + timedelta(days=31), days=31)).kind is FilingKind.COMPLAINT
    assert propose(filing(filed_on=SERVICE + timedelta(days=1), days=0)).kind is FilingKind.SUGGESTION


def test_who_still_waits_for_the_service_is_in_time():
    assert propose(filing(service_received_on=None, filed_on=date(2090, 1, 1))).kind is FilingKind.COMPLAINT


@pytest.mark.parametrize(
    ("missing", "code", "remedy"),
    [
        ("has_identity", ReasonCode.NO_IDENTITY, "Tambahkan nama dan satu cara menghubungi Anda"),
        ("has_object", ReasonCode.NO_OBJECT, "Tambahkan apa yang Anda adukan"),
    ],
)
def test_no_identity_or_no_object_names_item_5b_and_what_to_add(missing, code, remedy):
    proposal = propose(filing(**{missing: False}))

    (reason,) = proposal.reasons
    assert proposal.kind is FilingKind.SUGGESTION
    assert (reason.code, reason.source) == (code, "komponen 6 butir 5.b")
    assert reason.remedy.startswith(remedy)


@pytest.mark.parametrize(("late", "identity", "object_"), list(product([True, False], repeat=3)))
def test_every_reason_is_named_and_no_other(late, identity, object_):
    filed_on = SERVICE + timedelta(days=31 if late else 30)

    proposal = propose(filing(filed_on=filed_on, has_identity=identity, has_object=object_))

    expected = [
        *([ReasonCode.LATE] if late else []),
        *([] if identity else [ReasonCode.NO_IDENTITY]),
        *([] if object_ else [ReasonCode.NO_OBJECT]),
    ]
    assert [reason.code for reason in proposal.reasons] == expected
    assert (proposal.kind is FilingKind.SUGGESTION) == bool(expected)


def test_filing_before_the_service_is_an_error_that_says_what_to_do():
    with pytest.raises(FiledBeforeService, match="pilih “masih menunggu”"):
        propose(filing(filed_on=SERVICE - timedelta(days=1)))


@pytest.mark.parametrize(
    "changes",
    [
        {"service_received_on": None, "filed_on": date(1999, 12, 31)},
        {"service_received_on": None, "filed_on": date(2101, 1, 1)},
        {"service_received_on": date(1, 1, 1)},
        {"service_received_on": date(9999, 12, 31)},
        {"service_received_on": date(2100, 12, 2), "filed_on": date(2100, 12, 2)},
    ],
)
def test_days_outside_the_bounds_are_refused(changes):
    with pytest.raises(DateOutOfRange):
        propose(filing(**changes))


def test_stored_terms_and_their_labels_are_indonesian():
    assert FilingKind.choices() == [("pengaduan", "Pengaduan"), ("saran", "Saran/masukan")]
    assert ReasonCode.choices() == [
        ("lewat-batas-waktu", "Lewat batas waktu"),
        ("tanpa-identitas", "Tanpa identitas"),
        ("tanpa-objek", "Tanpa objek"),
    ]

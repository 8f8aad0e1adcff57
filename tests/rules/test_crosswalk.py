"""What became of a code of KBLI 2020. The codes and lines here are made up for the tests."""

import pytest

from catalog.rules.crosswalk import Link, Relation, verdict


def said(code, *links):
    return verdict(code, [Link(old, new, Relation(relation)) for old, new, relation in links])


def test_nothing_is_said_of_a_code_that_stays_or_that_the_table_does_not_name():
    assert said("14120", ("14120", "14120", "sama")) is None
    assert said("14120") is None
    assert said("14120", ("99999", "14120", "pindah")) is None


@pytest.mark.parametrize(
    ("links", "codes", "sentence"),
    [
        ([("14120", "14130", "pindah")], ("14130",), "Kode 14120 menjadi 14130 dalam KBLI 2025."),
        (
            [("14120", "14122", "pecah"), ("14120", "14121", "pecah")],
            ("14121", "14122"),
            "Kode 14120 dipecah dalam KBLI 2025 menjadi 14121 dan 14122.",
        ),
        ([("14120", "14100", "gabung")], ("14100",), "Kode 14120 digabung dalam KBLI 2025 ke 14100."),
    ],
)
def test_it_says_where_the_activity_went(links, codes, sentence):
    found = said("14120", *links)

    assert (found.new_codes, found.is_gone, found.means_something_else) == (codes, False, False)
    assert found.sentence == sentence


def test_a_code_that_is_gone_has_no_successor():
    found = said("14120", ("14120", "", "hapus"))

    assert (found.is_gone, found.new_codes) == (True, ())
    assert found.sentence == "Kode 14120 tidak ada lagi dalam KBLI 2025."


def test_a_number_that_was_given_to_another_activity_means_something_else():
    found = said("14120", ("14120", "14130", "pindah"), ("15110", "14120", "pindah"))

    assert found.means_something_else
    assert found.sentence == (
        "Kode 14120 menjadi 14130 dalam KBLI 2025. "
        "Nomor 14120 dalam KBLI 2025 dipakai untuk kegiatan lain (KBLI 2020 15110)."
    )


def test_a_code_that_others_were_joined_to_still_means_itself():
    found = said("14120", ("14120", "14120", "gabung"), ("15110", "14120", "gabung"))

    assert not found.means_something_else

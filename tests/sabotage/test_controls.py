"""The list of controls fits the code (threat 84); `make sabotage` shows that taking each away is noticed."""

import pytest

from tests.sabotage.controls import CONTROLS
from tests.server import ROOT


def test_at_least_forty_controls_are_taken_away():
    assert len(CONTROLS) >= 40
    assert len({(control.file, control.old) for control in CONTROLS}) == len(CONTROLS)
    assert sum(control.in_short_form for control in CONTROLS) == 8


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: f"{control.row} {control.file}")
def test_each_change_fits_the_code_and_its_tests_exist(control):
    code = (ROOT / control.file).read_text(encoding="utf-8")

    assert code.count(control.old) == 1
    assert control.old != control.new
    for test in control.tests:
        file, _, function = test.partition("::")
        source = (ROOT / file).read_text(encoding="utf-8")
        assert f"def {function.partition('[')[0]}" in source

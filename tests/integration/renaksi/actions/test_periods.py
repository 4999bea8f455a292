from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from foundation.audit.queries import entries_for
from renaksi.actions.periods import close_period, extend_period, open_period
from renaksi.actions.refusals import Refused
from renaksi.enums import PeriodState
from renaksi.models import PeriodExtension
from tests import actors
from tests.reporting import IN_WINDOW


@pytest.fixture
def planned(line):
    line.period.state = PeriodState.PLANNED
    line.period.save()
    return line.period


def extend(line, **fields):
    values = {"closes_on": date(2026, 10, 20), "reason": "Banjir", "by": line.admin, "at": IN_WINDOW}
    return extend_period(**{"period": line.period, "institution": line.institution, **values, **fields})


def test_period_opens_then_closes(line, planned):
    assert open_period(period=planned, by=line.admin).state == PeriodState.OPEN
    assert close_period(period=planned, by=line.admin).state == PeriodState.CLOSED
    assert [entry.action for entry in entries_for(planned)] == ["period.closed", "period.open"]


def test_period_opens_and_closes_only_from_the_state_before(line, planned):
    with pytest.raises(Refused) as refusal:
        close_period(period=planned, by=line.admin)
    assert refusal.value.codes == ("period_not_open",)
    open_period(period=planned, by=line.admin)
    with pytest.raises(Refused) as refusal:
        open_period(period=planned, by=line.admin)
    assert refusal.value.codes == ("period_not_planned",)


def test_extension_is_one_per_institution_with_its_reason(line):
    extend(line)
    extend(line, closes_on=date(2026, 10, 25), reason="Masih banjir")
    extension = PeriodExtension.objects.get()
    assert (extension.closes_on, extension.reason, extension.by) == (
        date(2026, 10, 25),
        "Masih banjir",
        line.admin,
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"closes_on": date(2026, 10, 10)}, "extension_not_longer"), ({"reason": " "}, "reason_missing")],
)
def test_extension_needs_a_later_day_and_a_reason(line, fields, code):
    with pytest.raises(Refused) as refusal:
        extend(line, **fields)
    assert refusal.value.codes == (code,)


def test_periods_are_the_secretariat_admins(line, planned):
    for stranger in (line.reporter, line.verifier, actors.editor()):
        with pytest.raises(PermissionDenied):
            open_period(period=planned, by=stranger)
        with pytest.raises(PermissionDenied):
            close_period(period=planned, by=stranger)
        with pytest.raises(PermissionDenied):
            extend(line, by=stranger)

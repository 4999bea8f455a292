"""The command that tells whether lists show what the figures say."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from foundation.triggers import put_up, take_down
from renaksi.models import CommitmentMark, CommitmentStanding
from renaksi.queries.standings import waiting_ids
from renaksi.triggers import STANDING_TRIGGERS
from tests.public_records import running_plan, today, tracked

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
def half(db):
    commitment = tracked(running_plan(), step=50)
    check("--rebuild")
    return commitment


def check(*arguments):
    told = StringIO()
    call_command("check_standings", *arguments, stdout=told)
    return told.getvalue().splitlines()


def test_right_rows_are_told_and_what_waits(half):
    assert check() == ["Semua baris benar; 0 menunggu dihitung ulang"]
    CommitmentMark.objects.create(commitment_id=half.pk)
    assert check() == ["Semua baris benar; 1 menunggu dihitung ulang"]


def test_wrong_row_fails_until_it_is_rebuilt(half):
    CommitmentStanding.objects.update(overdue=9)
    with pytest.raises(CommandError, match="1 baris berbeda"):
        check()
    assert check("--rebuild") == [
        "1 komitmen dihitung ulang",
        "Semua baris benar; 0 menunggu dihitung ulang",
    ]


def test_migrations_mark_everything_and_an_empty_run_marks_nothing(half):
    put_up(STANDING_TRIGGERS, using="default", plan=[])
    assert waiting_ids(on=today()) == []
    take_down(STANDING_TRIGGERS, using="default", plan=["something"])
    put_up(STANDING_TRIGGERS, using="default", plan=["something"])
    assert waiting_ids(on=today()) == [half.pk]

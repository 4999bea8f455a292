"""Triggers come back with every `migrate`, and what was written without them is made good."""

import pytest
from django.db import connection

from foundation.search.matching import matching
from foundation.search.models import SearchEntry
from foundation.search.triggers import WORD_TRIGGERS
from foundation.search.words import read_wanted
from foundation.triggers import put_up, take_down

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its words in a column"),
]


def found() -> list[str]:
    return [entry.title for entry in matching(read_wanted("kasuari"))]


def write_past_them() -> None:
    """As a migration of the model does, which loses them and writes rows anew."""
    for trigger in WORD_TRIGGERS.triggers:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {trigger.name}")
    SearchEntry.objects.create(kind="news", object_id=1, title="Kasuari")


def test_words_written_while_the_triggers_were_lost_are_found_after_migrating():
    write_past_them()
    assert found() == []
    put_up(WORD_TRIGGERS, using="default", plan=["something"])
    assert found() == ["Kasuari"]


def test_the_triggers_stand_again_after_migrating():
    take_down(WORD_TRIGGERS, using="default", plan=["something"])
    put_up(WORD_TRIGGERS, using="default", plan=[])
    entry = SearchEntry.objects.create(kind="news", object_id=1, title="Kasuari")
    assert found() == ["Kasuari"]
    entry.title = "Maleo"
    entry.save()
    assert found() == []


def test_flushing_puts_nothing_up():
    take_down(WORD_TRIGGERS, using="default", plan=["something"])
    put_up(WORD_TRIGGERS, using="default")
    SearchEntry.objects.create(kind="news", object_id=1, title="Kasuari")
    assert found() == []

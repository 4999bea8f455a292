from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests.integration.foundation.leased import Box, Parcel


@pytest.fixture(scope="module")
def leased_tables(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The tables of the models that stand for any app's leased records."""
    models = [Box, Parcel]
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            for model in models:
                editor.create_model(model)
        yield
        with connection.schema_editor() as editor:
            for model in reversed(models):
                editor.delete_model(model)
        connection.close()


@pytest.fixture
def parcel(leased_tables: None, db: None) -> Iterator[Parcel]:
    """A record that waits for its work; removed by hand, for a flush knows only installed models."""
    box = Box.objects.create(is_open=True)
    yield Parcel.objects.create(box=box)
    Parcel.objects.all().delete()
    Box.objects.all().delete()

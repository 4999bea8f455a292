"""The database that tests get: what migrations put in is there, also after a test that flushes everything."""

import os

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import Locale, Page, Site


def what_migrations_put_in() -> tuple[int, list[str], list[str], bool]:
    return (
        Page.objects.filter(depth=1).count(),
        list(Locale.objects.values_list("language_code", flat=True)),
        list(Site.objects.values_list("hostname", flat=True)),
        ContentType.objects.filter(app_label="wagtailcore", model="page").exists(),
    )


@pytest.mark.django_db
def test_wagtails_tree_is_there() -> None:
    assert what_migrations_put_in() == (1, ["id"], ["localhost"], True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_wagtails_tree_is_there_again_after_a_flush(time: str) -> None:
    assert what_migrations_put_in() == (1, ["id"], ["localhost"], True)


@pytest.mark.django_db
def test_the_database_is_a_test_database_of_the_kind_that_was_asked_for() -> None:
    wanted = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    mark = {"postgresql": "test_renaksi", "sqlite": "pytest-of-"}[wanted]
    assert (connection.vendor, mark in str(connection.settings_dict["NAME"])) == (wanted, True)

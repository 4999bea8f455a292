from typing import Any

import pytest

from tests.integration.reports.payload.term import Term, play, undone


@pytest.fixture(scope="session")
def term(django_db_setup: None, django_db_blocker: Any) -> Term:
    """Reports of one plan, assembled once for all tests; nothing of it stays in the database."""
    with django_db_blocker.unblock(), undone():
        return play()

from typing import Any

import pytest

from tests.integration.renaksi.views.running import let_run
from tests.reporting import line, verified

__all__ = ["line", "verified"]


@pytest.fixture
def running(line: Any) -> Any:
    return let_run(line)

import pytest

from reports.models import Report
from reports.queries import frozen, since
from tests.factories.renaksi import PlanFactory
from tests.published_reports import report_of


@pytest.fixture(autouse=True)
def nothing_read_before(settings, tmp_path) -> None:
    """Rows of the next test have the keys of the last one's; what a process keeps in memory does not know."""
    settings.REPORT_ROOT = tmp_path
    frozen.cut_parts.cache_clear()
    since.standings_in.cache_clear()


@pytest.fixture
def report() -> Report:
    return report_of(PlanFactory(label="Rencana Aksi Contoh", slug="rencana-contoh"))

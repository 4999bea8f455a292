from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from foundation.jobs import sweeps
from foundation.jobs.leases import expired
from tests.integration.foundation.leased import Parcel


@pytest.fixture(autouse=True)
def _own_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sweeps of the installed apps stay out of these tests."""
    monkeypatch.setattr(sweeps, "_sweeps", {})


def swept() -> str:
    out = StringIO()
    call_command("sweep_jobs", stdout=out)
    return out.getvalue()


def broken(now: datetime) -> int:
    raise ConnectionError("no database")


def test_every_sweep_runs_once_by_name_and_says_what_it_queued() -> None:
    sweeps.register_sweep("files", lambda _: 3)
    sweeps.register_sweep("a mail", lambda _: 0)
    assert swept() == "a mail: 0 ditangani\nfiles: 3 ditangani\n"


def test_no_sweep_no_line() -> None:
    assert swept() == ""


def test_a_sweep_gets_the_time() -> None:
    seen: list[datetime] = []
    sweeps.register_sweep("files", lambda now: seen.append(now) or 0)
    swept()
    assert abs(timezone.now() - seen[0]) < timedelta(minutes=1)


def test_a_broken_sweep_is_told_and_does_not_stop_the_others(caplog: pytest.LogCaptureFixture) -> None:
    sweeps.register_sweep("a", broken)
    sweeps.register_sweep("b", lambda _: 1)
    out = StringIO()
    with pytest.raises(CommandError, match=r"^Penyapuan gagal: a\. Lihat log\.$"):
        call_command("sweep_jobs", stdout=out)
    assert out.getvalue() == "a: gagal\nb: 1 ditangani\n"
    assert [line.getMessage() for line in caplog.records] == ["sweep a failed"]


def test_a_name_belongs_to_one_sweep() -> None:
    sweeps.register_sweep("files", broken)
    sweeps.register_sweep("files", broken)
    with pytest.raises(ValueError, match="already a sweep named 'files'"):
        sweeps.register_sweep("files", lambda _: 0)


def test_a_sweep_finds_what_a_dead_worker_left(parcel: Parcel) -> None:
    sweeps.register_sweep("parcels", lambda now: expired(Parcel.objects.filter(state="waiting"), now).count())
    assert swept() == "parcels: 1 ditangani\n"
    Parcel.objects.update(lease_until=timezone.now() + timedelta(hours=1))
    assert swept() == "parcels: 0 ditangani\n"

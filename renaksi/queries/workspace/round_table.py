"""The view of the round page as a file: the same lines in the same order, all of them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from foundation.tables import Column, Table
from renaksi.domain.round import RoundName
from renaksi.queries.workspace.round import STAGES, RoundLine


def round_table(name: RoundName, lines: Iterable[RoundLine], *, by_region: bool) -> Table:
    first = [Column("name", _("Daerah")), Column("detail", _("Kode"))]
    if not by_region:
        first = [Column("name", _("Instansi")), Column("detail", _("Daerah atau jenis"))]
    counts = [Column(stage.value, str(word), "number") for stage, word in STAGES.items()]
    columns = (
        *first,
        Column("sample", _("Contoh")),
        Column("institutions", _("Instansi yang melapor"), "number"),
        Column("expected", _("Laporan yang ditagih"), "number"),
        Column("reported", _("Dilaporkan"), "number"),
        Column("reported_percent", _("Dilaporkan (%)"), "percent"),
        Column("on_time", _("Tepat waktu"), "number"),
        Column("on_time_percent", _("Tepat waktu (%)"), "percent"),
        Column("judged", _("Sudah diputus"), "number"),
        Column("accepted", _("Diterima pada pengiriman pertama"), "number"),
        Column("accepted_percent", _("Diterima pada pengiriman pertama (%)"), "percent"),
        *counts,
        Column("extension", _("Perpanjangan")),
    )
    title = _("Putaran %(name)s") % {"name": name}
    return Table(title=title, columns=columns, rows=(_row(line) for line in lines))


def _row(line: RoundLine) -> dict[str, Any]:
    rates = line.rates
    return {
        "name": line.name,
        "detail": line.detail,
        "sample": _("contoh") if line.is_sample else "",
        "institutions": line.institutions,
        "expected": line.expected,
        "reported": rates.reported.count,
        "reported_percent": rates.reported.percent,
        "on_time": rates.on_time.count,
        "on_time_percent": rates.on_time.percent,
        "judged": rates.accepted_first.total,
        "accepted": rates.accepted_first.count,
        "accepted_percent": rates.accepted_first.percent,
        **{stage.value: 0 for stage in STAGES},
        **{stage.code: stage.count for stage in line.stages},
        "extension": line.extension,
    }

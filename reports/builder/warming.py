"""A small report, drawn and thrown away: what every report needs is in memory afterwards."""

from reports.document import Edition, Fact, Facts, Paragraph, Part, Payload, Phrase, PlanName
from reports.rendering import render_files


def warm() -> None:
    for _file in render_files(_payload().to_bytes(), lambda _step, _done, _of: None):
        pass


def _payload() -> Payload:
    address = "http://localhost/laporan/"
    words = Facts((Fact("A", (Phrase("B"),)),))
    part = Part("summary", "A", "a", (Paragraph("Aa, **Bb** 1.234"), words))
    editions = tuple(Edition(lang, "A", "B", (), (part,), ()) for lang in ("id", "en"))
    return Payload(
        report="a",
        kind="standing",
        subject="plan",
        version=1,
        plan=PlanName("a", "A", address),
        period="",
        as_of="2026-01-01",
        gathered_at="2026-01-01T00:00:00Z",
        is_sample=False,
        has_cover=True,
        site="http://localhost",
        address=address,
        editions=editions,
    )

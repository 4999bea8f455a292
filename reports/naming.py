"""The addresses of reports: made of what they are about, so that one subject has one address."""

from collections.abc import Mapping

from reports.enums import ReportKind, ReportLanguage

# Addresses are promises: these words do not change.
_KINDS: Mapping[ReportKind, str] = {
    ReportKind.QUARTERLY: "triwulan",
    ReportKind.SEMESTER: "semester",
    ReportKind.ANNUAL: "tahunan",
    ReportKind.MID_TERM: "tengah-masa",
    ReportKind.END_OF_TERM: "akhir-masa",
    ReportKind.STANDING: "keadaan",
    ReportKind.BRIEFING: "ringkasan",
    ReportKind.SELF_ASSESSMENT: "penilaian-mandiri",
    ReportKind.CHECKLIST: "daftar-periksa",
}


def report_slug(
    *,
    kind: str,
    plan: str,
    period: str = "",
    region: str = "",
    institution: str = "",
    commitment: str = "",
    language: str = ReportLanguage.INDONESIAN,
) -> str:
    """triwulan-ran-ogi-vii-b09-2026-daerah-11-71-en: from slugs, a period's `B09-2026` and Kemendagri's code."""
    parts = [_KINDS[ReportKind(kind)], plan, period.lower()]
    parts += ["daerah", region.replace(".", "-")] if region else []
    parts += ["instansi", institution] if institution else []
    parts += ["komitmen", commitment] if commitment else []
    parts += [language] if language != ReportLanguage.INDONESIAN else []
    return "-".join(filter(None, parts))

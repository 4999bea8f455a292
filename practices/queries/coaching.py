"""What a draft still lacks, in sentences that say what to do: `practices.domain.coaching` with its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practices.domain.coaching import NEXT, Draft, Gap, earned, gaps

_ADVICE = {
    "title": gettext_lazy("Perjelas judul: sebut apa yang dilakukan dan untuk siapa."),
    "summary": gettext_lazy("Lengkapi ringkasan: apa, untuk siapa, dan apa yang berubah."),
    "problem": gettext_lazy(
        "Ceritakan masalahnya: apa yang tidak beres, seberapa besar, siapa yang merasakan."
    ),
    "action": gettext_lazy("Uraikan langkahnya satu per satu, agar dapat diikuti daerah lain."),
    "participants": gettext_lazy("Sebut siapa yang memimpin dan apa peran warga."),
    "cost": gettext_lazy("Tulis biayanya dan dari pos mana: itu pertanyaan pertama calon peniru."),
    "results": gettext_lazy("Tambahkan satu hasil dengan angka dan waktunya."),
    "sources": gettext_lazy("Sebut sumber satu angka: laporan, portal data, atau berita."),
    "lessons": gettext_lazy("Bagikan pelajarannya: apa yang gagal dulu, dan apa yang akan dilakukan lain?"),
    "kit": gettext_lazy("Tautkan satu bahan: peraturan, SOP, pos anggaran, kontrak, atau data."),
    "contact": gettext_lazy("Isi unit yang dapat dihubungi dan surelnya."),
}
_ANCHORS = {"results": "#hasil", "sources": "#hasil", "kit": "#bahan", "contact": "#id_contact_office"}


@dataclass(frozen=True, slots=True)
class Advice:
    sentence: str
    points: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Coaching:
    """`score` is of 100; `summary` is what a screen reader hears when it changes."""

    score: int
    next: tuple[Advice, ...]
    summary: str


def coaching_for(answers: Mapping[str, Any]) -> Coaching:
    draft = _draft(answers)
    score = earned(draft)
    return Coaching(
        score=score,
        next=tuple(_advice(gap) for gap in gaps(draft)[:NEXT]),
        summary=_("Kelengkapan %(score)d dari 100.") % {"score": score},
    )


def _advice(gap: Gap) -> Advice:
    return Advice(str(_ADVICE[gap.field]), gap.points, _ANCHORS.get(gap.field, f"#id_{gap.field}"))


def _draft(answers: Mapping[str, Any]) -> Draft:
    texts = {name: text for name, text in answers.items() if isinstance(text, str)}
    reachable = texts.get("contact_office") and texts.get("contact_email")
    results = answers.get("results", [])
    return Draft(
        texts={**texts, "contact": texts["contact_office"] if reachable else ""},
        results=len(results),
        sources=sum(bool(row.get("source_name") or row.get("source_url")) for row in results),
        kit=len(answers.get("kit", [])),
    )

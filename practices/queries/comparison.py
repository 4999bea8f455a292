"""Two or three practices side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from foundation.languages import Told
from practices.models import PracticePage
from practices.queries.lines import PracticeLine, practice_lines, public_practices
from practices.queries.story import Story, story_of

FEWEST = 2
MOST = 3
SUGGESTED = 24


@dataclass(frozen=True, slots=True)
class Cell:
    """Either one text or several; `url` leads to what the text names."""

    texts: tuple[str, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`rows` are empty as long as fewer than two were chosen; `suggested` can be chosen besides."""

    practices: tuple[PracticeLine, ...]
    rows: tuple[Row, ...]
    suggested: tuple[PracticeLine, ...]
    problems: tuple[str, ...]


def comparison(slugs: Sequence[str], *, today: date) -> Comparison:
    """`slugs` as the address has them, in its order; what is wrong with them is told in `problems`."""
    # PostgreSQL takes no null character.
    wanted = list(dict.fromkeys(plain for slug in slugs if (plain := slug.replace("\0", " ").strip())))
    found = _pages(wanted[:MOST])
    problems = [*_problems(slugs, wanted)]
    problems += [
        _("Tidak ada praktik terbit dengan alamat “%(slug)s”: periksa ejaannya, atau pilih lagi dari galeri.")
        % {"slug": slug}
        for slug in wanted[:MOST]
        if slug not in {page.slug for page in found}
    ]
    enough = len(found) >= FEWEST
    return Comparison(
        practices=practice_lines(found),
        rows=_rows([story_of(page, today=today) for page in found]) if enough else (),
        suggested=() if len(found) >= MOST else _suggested(found),
        problems=tuple(problems),
    )


def _problems(given: Sequence[str], wanted: Sequence[str]) -> list[str]:
    said = []
    if len(wanted) < len([slug for slug in given if slug.strip()]):
        said.append(_("Praktik yang sama dipilih dua kali: yang kedua tidak dipakai."))
    if len(wanted) > MOST:
        said.append(
            _("Paling banyak tiga praktik dapat dibandingkan: yang tampil adalah tiga yang pertama dipilih.")
        )
    return said


def _pages(slugs: Sequence[str]) -> list[PracticePage]:
    """In the order of the slugs; a sample may be compared too, its page says what it is."""
    records = PracticePage.objects.live().filter(slug__in=slugs)
    found = {
        page.slug: page
        for page in records.select_related("theme", "region", "institution").prefetch_related(
            "results", "goals", "kit__document"
        )
    }
    return [found[slug] for slug in slugs if slug in found]


def _suggested(chosen: Sequence[PracticePage]) -> tuple[PracticeLine, ...]:
    """Of the same theme, most copied first; anything at all if nothing was chosen."""
    others = public_practices().exclude(pk__in=[page.pk for page in chosen])
    if chosen:
        others = others.filter(theme=chosen[0].theme_id)
    return practice_lines(others.order_by("-copies", "title", "pk")[:SUGGESTED])


def _rows(stories: Sequence[Story]) -> tuple[Row, ...]:
    rows = [Row(_("Ringkasan"), tuple(Cell((story.line.summary,)) for story in stories))]
    rows += [
        Row(facts[0].term, tuple(Cell(_texts(fact.value), fact.url) for fact in facts))
        for facts in zip(*(story.facts for story in stories), strict=True)
    ]
    rows += [
        Row(heading, tuple(Cell(_texts(_section(story, anchor))) for story in stories))
        for anchor, heading in _headings(stories).items()
    ]
    rows.append(Row(_("Hasil"), tuple(Cell(_results(story)) for story in stories)))
    rows.append(Row(_("Tingkat bukti"), tuple(Cell((story.level.word,)) for story in stories)))
    rows.append(
        Row(
            _("Keberlanjutan"),
            tuple(Cell((story.line.life.word, story.line.life.note)) for story in stories),
        )
    )
    rows.append(Row(_("Banyak replikasi"), tuple(Cell((str(story.line.copies),)) for story in stories)))
    rows.append(Row(_("Bahan untuk meniru"), tuple(Cell(_kinds(story)) for story in stories)))
    rows.append(Row(_("SDG"), tuple(Cell(story.goals) for story in stories)))
    return tuple(rows)


def _headings(stories: Sequence[Story]) -> dict[str, str]:
    """Of the parts that at least one of them tells."""
    return {section.anchor: section.heading for story in stories for section in story.sections}


def _section(story: Story, anchor: str) -> str:
    return next((section.text for section in story.sections if section.anchor == anchor), Told(""))


def _results(story: Story) -> tuple[str, ...]:
    said = _("dilaporkan sendiri")
    return tuple(
        Told(f"{one.text} ({said})", one.text.lang) if one.is_self_reported else one.text
        for one in story.results
    )


def _kinds(story: Story) -> tuple[str, ...]:
    return tuple(f"{group.kind}: {len(group.items)}" for group in story.kit)


def _texts(text: str) -> tuple[str, ...]:
    return (text,) if text else ()

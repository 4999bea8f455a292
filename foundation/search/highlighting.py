"""Where in a text the words that were looked for stand. What comes out is escaped; only `<mark>` is markup."""

from collections.abc import Sequence

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from foundation.languages import Told
from foundation.search.words import WORD, fold, meets

SNIPPET = 220  # letters
_BEFORE = 60


def highlight(text: str, words: Sequence[str]) -> SafeString:
    """The text with every hit in `<mark>`."""
    parts, done = [], 0
    for start, end, _word in _hits(text, words):
        parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    # Every part is escaped above.
    return mark_safe("".join([*parts, escape(text[done:])]))  # noqa: S308


def snippet(text: str, words: Sequence[str]) -> SafeString:
    """The part of a long text that holds most of the words, highlighted; its beginning if there is none."""
    flat = " ".join(text.split())
    start = _best_start(flat, words)
    end = min(len(flat), start + SNIPPET)
    if end < len(flat):
        end = flat.rfind(" ", start + SNIPPET // 2, end) if " " in flat[start + SNIPPET // 2 : end] else end
    shown = highlight(flat[start:end], words)
    before, after = "… " if start else "", " …" if end < len(flat) else ""
    return SafeString(f"{before}{shown}{after}")


def holds(text: str, words: Sequence[str]) -> bool:
    return any(True for _hit in _hits(text, words))


def best_of(told: Told, other: Told, words: Sequence[str]) -> Told:
    """The text in the page's language, unless only the other one holds what was looked for."""
    return other if other and not holds(told, words) and holds(other, words) else told


def _hits(text: str, words: Sequence[str]) -> list[tuple[int, int, str]]:
    return [
        (token.start(), token.end(), word)
        for token in WORD.finditer(text)
        if (word := next((one for one in words if meets(fold(token[0]), one)), None))
    ]


def _best_start(text: str, words: Sequence[str]) -> int:
    hits = _hits(text, words)
    if not hits or len(text) <= SNIPPET:
        return 0
    best = max(hits, key=lambda hit: (len(_words_from(hits, hit[0])), -hit[0]))[0]
    if best <= _BEFORE:
        return 0
    cut = text.find(" ", best - _BEFORE, best)
    return cut + 1 if cut >= 0 else best


def _words_from(hits: list[tuple[int, int, str]], start: int) -> set[str]:
    return {word for at, end, word in hits if at >= start and end <= start + SNIPPET - _BEFORE}

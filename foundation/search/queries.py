"""One search over everything that its sources let the public see now."""

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.utils.safestring import SafeString
from wagtail.models import Page as WagtailPage

from foundation import languages
from foundation.languages import Told, choose
from foundation.search.highlighting import best_of, highlight, snippet
from foundation.search.matching import matching
from foundation.search.models import SearchEntry
from foundation.search.sources import Source, all_sources, source_of
from foundation.search.words import Wanted, folded_words, read_wanted, title_key
from foundation.web.pagination import Page, paginate

PER_PAGE = 20
MOST_SUGGESTIONS = 8
MOST_NEAR = 5
# So many titles are read to guess what was meant.
_TITLES_READ = 1000
_SAME_LETTERS = 3
_LIKENESS = 0.72


@dataclass(frozen=True, slots=True)
class Hit:
    """`title`, `context` and `text` are escaped, with `<mark>` around what was looked for; `lang` as in `Told`."""

    kind: str
    label: str
    url: str
    title: SafeString
    title_lang: str
    plain_title: str
    context: SafeString
    context_lang: str
    text: SafeString
    text_lang: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Found:
    """`counts` are by kind, whatever kinds are chosen; `elsewhere` counts the other side of the sample data."""

    page: Page[Hit]
    counts: dict[str, int]
    total: int
    elsewhere: int


@dataclass(frozen=True, slots=True)
class Near:
    """When nothing was found: the words that were perhaps meant, and things with a title like it."""

    words: str
    hits: tuple[Hit, ...]


def public_entries(entries: QuerySet[SearchEntry], kinds: Collection[str] = ()) -> QuerySet[SearchEntry]:
    """Only what everybody may see at this moment, whatever the index still holds."""
    seen = Q(pk__in=())
    for source in all_sources():
        if not kinds or source.kind in kinds:
            seen |= Q(kind=source.kind, object_id__in=source.public().order_by().values("pk"))
    return entries.filter(seen)


def search(wanted: Wanted, *, kinds: Collection[str], sample: bool, page: str | None) -> Found:
    """Two queries, and one more if pages of the CMS are among the hits.

    The first one reads all that matches, by its key and rank alone: what is counted and what is shown are one answer.
    """
    matches = public_entries(matching(wanted)).annotate(exact=_exactness(wanted)).order_by()
    rows = list(matches.values_list("exact", "rank", "pk", "kind", "is_sample"))
    here = [row for row in rows if row[4] == sample]
    ranked = sorted(row[:3] for row in here if not kinds or row[3] in kinds)
    shown = paginate(ranked, page, PER_PAGE)
    return Found(
        page=replace(
            shown, items=list(hits_of(_in_order([key for _exact, _rank, key in shown.items]), wanted.words))
        ),
        counts=dict(Counter(row[3] for row in here)),
        total=len(here),
        elsewhere=len(rows) - len(here),
    )


def _in_order(keys: Sequence[int]) -> list[SearchEntry]:
    found = SearchEntry.objects.defer("title_key").in_bulk(keys)
    # A row may have gone between the two queries.
    return [found[key] for key in keys if key in found]


def suggestions(wanted: Wanted) -> tuple[Hit, ...]:
    """Titles that begin with, or hold, what is being typed; the sample data stay out. Two queries at most."""
    entries = public_entries(matching(wanted, titles_only=True)).filter(is_sample=False)
    best = entries.alias(exact=_exactness(wanted)).order_by("exact", F("rank"), "pk")
    return hits_of(
        best.defer("text", "text_en", "title_key")[:MOST_SUGGESTIONS], wanted.words, with_text=False
    )


def likely(wanted: Wanted) -> tuple[Hit, ...]:
    """What an address that leads nowhere may have meant: the titles that hold most of its words."""
    entries = public_entries(matching(wanted, titles_only=True, any_word=True)).filter(is_sample=False)
    best = entries.order_by(F("rank"), "pk").defer("text", "text_en", "title_key")
    return hits_of(best[:MOST_NEAR], wanted.words, with_text=False)


def near(wanted: Wanted) -> Near:
    """The words that titles hold instead of those, and the titles that hold most of them."""
    entries = _sharing_letters(wanted.words)
    known = Counter(
        word for entry in entries for word in {*folded_words(entry.title), *folded_words(entry.title_en)}
    )
    meant = [_likest(word, known) for word in wanted.words]
    if not any(meant):
        return Near("", ())
    words = [guess or word for guess, word in zip(meant, wanted.words, strict=True)]
    scored = sorted(
        entries, key=lambda entry: (-_held(entry, filter(None, meant)), len(entry.title), entry.pk)
    )
    closest = [entry for entry in scored if _held(entry, filter(None, meant))][:MOST_NEAR]
    tries = [" ".join(words), *filter(None, meant)][:3] if words != list(wanted.words) else []
    return Near(next(filter(_finds, tries), ""), hits_of(closest, words, with_text=False))


def hits_of(
    entries: Iterable[SearchEntry], words: Sequence[str], *, with_text: bool = True
) -> tuple[Hit, ...]:
    found = list(entries)
    urls = _page_urls(found)
    return tuple(
        _hit(entry, source_of(entry.kind), urls.get(entry.object_id, ""), words, with_text=with_text)
        for entry in found
        # A page may have gone between the two queries.
        if entry.path or entry.object_id in urls
    )


def _exactness(wanted: Wanted) -> Case:
    whens = [When(title_key=title_key(wanted.text), then=Value(0))]
    if wanted.code:
        whens.insert(0, When(codes__contains=f" {wanted.code} ", then=Value(0)))
    return Case(*whens, default=Value(1), output_field=IntegerField())


def _hit(entry: SearchEntry, source: Source, page_url: str, words: Sequence[str], *, with_text: bool) -> Hit:
    title = _best(entry.title, entry.title_en, words)
    context = choose(entry.context, entry.context_en)
    text = _best(entry.text, entry.text_en, words) if with_text else Told("")
    return Hit(
        kind=entry.kind,
        label=str(source.label),
        url=_in_own_language(entry.path) if entry.path else page_url,
        title=highlight(title, words),
        title_lang=title.lang,
        plain_title=title,
        context=highlight(context, words),
        context_lang=context.lang,
        text=snippet(text, words),
        text_lang=text.lang,
        is_sample=entry.is_sample,
    )


def _best(indonesian: str, english: str, words: Sequence[str]) -> Told:
    told = choose(indonesian, english)
    in_english = languages.language() == languages.ENGLISH
    other = Told(indonesian, languages.INDONESIAN) if in_english else Told(english, languages.ENGLISH)
    return told if told.lang else best_of(told, other, words)


def _in_own_language(path: str) -> str:
    return languages.path_in(path, languages.language()) if languages.has_both(path) else path


def _page_urls(entries: Iterable[SearchEntry]) -> dict[int, str]:
    keys = [entry.object_id for entry in entries if source_of(entry.kind).is_page]
    pages = WagtailPage.objects.filter(pk__in=keys) if keys else ()
    return {page.pk: page.get_url() or "" for page in pages}


def _sharing_letters(words: Sequence[str]) -> list[SearchEntry]:
    """Titles with a word that begins like one of them: whoever mistypes seldom does so in the first letters."""
    starts = tuple(dict.fromkeys(word[:_SAME_LETTERS] for word in words if len(word) > _SAME_LETTERS))
    entries = public_entries(matching(Wanted("", starts), titles_only=True, any_word=True)).filter(
        is_sample=False
    )
    return list(entries.order_by().defer("text", "text_en", "title_key")[:_TITLES_READ])


def _likest(word: str, known: Counter[str]) -> str:
    if word in known or len(word) < 4:
        return word if word in known else ""
    near = difflib.get_close_matches(
        word, [one for one in known if abs(len(one) - len(word)) < 4], 3, _LIKENESS
    )
    return max(
        near, key=lambda one: (difflib.SequenceMatcher(None, word, one).ratio(), known[one]), default=""
    )


def _held(entry: SearchEntry, words: Iterable[str]) -> int:
    own = {*folded_words(entry.title), *folded_words(entry.title_en)}
    return sum(word in own for word in words)


def _finds(words: str) -> bool:
    return public_entries(matching(read_wanted(words))).filter(is_sample=False).exists()

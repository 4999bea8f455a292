"""One search over everything that its sources let the public see now."""

import difflib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
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
_TITLES_READ = 400
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
    """Three queries, and one more if pages of the CMS are among the hits."""
    counted = Counter[tuple[str, bool]]()
    rows = (
        public_entries(matching(wanted)).order_by().values_list("kind", "is_sample").annotate(n=Count("pk"))
    )
    for kind, is_sample, number in rows:
        counted[kind, is_sample] = number
    counts = {kind: number for (kind, is_sample), number in counted.items() if is_sample == sample}
    chosen = [kind for kind in counts if not kinds or kind in kinds]
    ranked = public_entries(matching(wanted), chosen or kinds).filter(is_sample=sample)
    ranked = ranked.alias(exact=_exactness(wanted)).order_by("exact", "rank", "pk").defer("title_key")
    shown = paginate(_Counted(ranked, sum(counts[kind] for kind in chosen)), page, PER_PAGE)
    return Found(
        page=replace(shown, items=list(hits_of(shown.items, wanted.words))),
        counts=counts,
        total=sum(counts.values()),
        elsewhere=sum(counted.values()) - sum(counts.values()),
    )


def suggestions(wanted: Wanted) -> tuple[Hit, ...]:
    """Titles that begin with, or hold, what is being typed; the sample data stay out. Two queries at most."""
    entries = public_entries(matching(wanted, titles_only=True)).filter(is_sample=False)
    best = entries.alias(exact=_exactness(wanted)).order_by("exact", "rank", "pk")
    return hits_of(
        best.defer("text", "text_en", "title_key")[:MOST_SUGGESTIONS], wanted.words, with_text=False
    )


def likely(wanted: Wanted) -> tuple[Hit, ...]:
    """What an address that leads nowhere may have meant: the titles that hold most of its words."""
    entries = public_entries(matching(wanted, titles_only=True, any_word=True)).filter(is_sample=False)
    best = entries.order_by("rank", "pk").defer("text", "text_en", "title_key")
    return hits_of(best[:MOST_NEAR], wanted.words, with_text=False)


def near(wanted: Wanted) -> Near:
    """Titles that hold something like the words, from titles that share four letters with one of them."""
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
    return Near(next(filter(_finds, tries), ""), hits_of(closest, words))


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


class _Counted:
    """A list whose length is known already: the facet has counted it."""

    def __init__(self, entries: QuerySet[SearchEntry], length: int) -> None:
        self.entries, self.length = entries, length

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, part: slice) -> Sequence[SearchEntry]:
        return list(self.entries[part]) if self.length else []


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
    """By the first or the last letters, so that one wrong letter anywhere leaves one of them right."""
    parts = {part for word in words if len(word) > 3 for part in (word[:3], word[-4:])}
    if not parts:
        return []
    like = Q()
    for part in parts:
        like |= Q(title__icontains=part) | Q(title_en__icontains=part)
    entries = public_entries(SearchEntry.objects.filter(like, is_sample=False))
    return list(entries.defer("text", "text_en", "title_key").order_by("pk")[:_TITLES_READ])


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

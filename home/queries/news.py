"""News as lines of a list, and one post with what belongs to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage

from foundation.languages import Told, choose, told
from home.models import NewsCommitment, NewsPage
from home.queries.addresses import page_address
from practices.queries import practices_of
from renaksi.models import Commitment
from renaksi.related import RelatedItem, Subject

RELATED = 3


@dataclass(frozen=True, slots=True)
class NewsLine:
    id: int
    title: Told
    url: str
    published_on: date
    place: str
    summary: Told
    region: str
    theme: Told


def public_news() -> QuerySet[NewsPage]:
    """The newest first."""
    return NewsPage.objects.live().select_related("region", "theme").order_by("-published_on", "-pk")


def news_line(page: NewsPage) -> NewsLine:
    return NewsLine(
        id=page.pk,
        title=told(page, "title"),
        url=page_address(page),
        published_on=page.published_on,
        place=page.place,
        summary=told(page, "summary"),
        region=page.region.name if page.region else "",
        theme=told(page.theme, "name") if page.theme else Told(""),
    )


def news_lines(pages: Iterable[NewsPage]) -> tuple[NewsLine, ...]:
    return tuple(map(news_line, pages))


def news_of(subject: Subject) -> tuple[RelatedItem, ...]:
    """For the pages of commitments, regions and themes (`renaksi.related`): what names the commitment comes first."""
    if not (subject.region_ids or subject.commitment_ids or subject.theme_ids):
        return ()
    named = NewsCommitment.objects.filter(page=OuterRef("pk"), commitment__in=subject.commitment_ids)
    found = (
        public_news()
        .annotate(names_it=Exists(named))
        .filter(Q(names_it=True) | Q(region__in=subject.region_ids) | Q(theme__in=subject.theme_ids))
        .order_by("-names_it", "-published_on", "-pk")
    )
    return tuple(
        RelatedItem(
            kind=_("Kabar"),
            title=line.title,
            url=line.url,
            text=line.summary,
            source=line.region,
            day=line.published_on,
        )
        for line in news_lines(found[:RELATED])
    )


@dataclass(frozen=True, slots=True)
class NamedCommitment:
    title: Told
    url: str
    plan: Told
    is_sample: bool


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    slug: str


@dataclass(frozen=True, slots=True)
class NewsStory:
    """One post. `lang` is "" if its text is in the language of the page, else the other's code."""

    id: int
    line: NewsLine
    body: StreamValue
    lang: str
    initials: str
    picture: AbstractImage | None
    picture_alt: Told
    region_url: str
    theme_slug: str
    tags: tuple[Tag, ...]
    commitments: tuple[NamedCommitment, ...]
    related: tuple[RelatedItem, ...]
    source_name: str
    source_url: str
    reads: int
    older: NewsLine | None
    newer: NewsLine | None


def news_story(page: NewsPage) -> NewsStory:
    """Nine queries at the most, whatever belongs to the post. A preview has no key yet, so nobody read it."""
    body = choose("id" if page.body else "", "en" if page.body_en else "")
    commitments = _named_commitments(page)
    return NewsStory(
        id=page.pk,
        line=news_line(page),
        body=page.body_en if body == "en" else page.body,
        lang=body.lang,
        initials=page.author_initials,
        picture=page.picture,
        picture_alt=told(page, "picture_alt"),
        region_url=page.region.get_absolute_url() if page.region else "",
        theme_slug=page.theme.slug if page.theme else "",
        tags=tuple(Tag(tag.name, tag.slug) for tag in page.tags.all()),
        commitments=tuple(
            NamedCommitment(
                told(one, "title"), one.get_absolute_url(), told(one.plan, "label"), one.plan.is_sample
            )
            for one in commitments
        ),
        related=practices_of(
            Subject(
                commitment_ids=frozenset(one.pk for one in commitments),
                region_ids=frozenset({page.region_id} if page.region_id else ()),
            )
        ),
        source_name=page.source_name,
        source_url=page.source_url,
        reads=page.reads.aggregate(total=Sum("count"))["total"] or 0 if page.pk else 0,
        older=_beside(page, older=True) if page.pk else None,
        newer=_beside(page, older=False) if page.pk else None,
    )


def _named_commitments(page: NewsPage) -> list[Commitment]:
    """In the order of their editor, also in a preview."""
    wanted = [link.commitment_id for link in page.commitment_links.all()]
    found = Commitment.objects.public().filter(pk__in=wanted).select_related("plan").in_bulk()
    return [found[pk] for pk in wanted if pk in found]


def _beside(page: NewsPage, *, older: bool) -> NewsLine | None:
    """The next post in the order of the list."""
    day, key = page.published_on, page.pk
    if older:
        found = public_news().filter(Q(published_on__lt=day) | Q(published_on=day, pk__lt=key)).first()
    else:
        later = public_news().filter(Q(published_on__gt=day) | Q(published_on=day, pk__gt=key))
        found = later.reverse().first()
    return news_line(found) if found else None

"""What stands around every page: menu, banner and footer, as staff wrote them or as the product brings them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from wagtail.models import Page, Site

from foundation.languages import INDONESIAN, Told, choose, language, path_in, told
from home.domain.addresses import leads_to
from home.models import SiteBanner, SiteContact
from home.queries.addresses import page_address


@dataclass(frozen=True, slots=True)
class Link:
    """`is_here`: the page that is shown stands at or below it."""

    label: Told
    url: str
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    heading: Told
    text: Told
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Banner:
    text: Told
    link: Link | None
    tone: str


@dataclass(frozen=True, slots=True)
class SiteFrame:
    menu: tuple[Link, ...]
    columns: tuple[Column, ...]
    banner: Banner | None
    contact: SiteContact | None


def site_frame(path: str, *, today: date) -> SiteFrame:
    """For the page at `path`; one query, and one more if staff chose pages.

    The settings are those of the default site: there is one secretariat.
    """
    site = (
        Site.objects.filter(is_default_site=True)
        .select_related("sitecontact", "sitemenu", "sitefooter", "sitebanner")
        .first()
    )
    menu = _raw(site, "sitemenu", "items")
    columns = _raw(site, "sitefooter", "columns")
    pages = _pages([*menu, *(link for column in columns for link in _links_of(column))])
    here = path_in(path, INDONESIAN)
    banner = getattr(site, "sitebanner", None)
    return SiteFrame(
        menu=tuple(_written(menu, pages, here)) or _brought_menu(here),
        columns=tuple(_written_columns(columns, pages)) or _brought_columns(),
        banner=_banner(banner) if banner and banner.is_shown(today) else None,
        contact=getattr(site, "sitecontact", None),
    )


def _raw(site: Site | None, setting: str, field: str) -> list[Mapping[str, Any]]:
    """As stored: read whole, a stream would ask for its pages block by block."""
    stream = getattr(getattr(site, setting, None), field, None)
    return [block["value"] for block in stream.raw_data] if stream else []


def _links_of(column: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [link.get("value", link) for link in column.get("links") or ()]


def _pages(links: Iterable[Mapping[str, Any]]) -> dict[int, Page]:
    """Those that are published."""
    wanted = {link["page"] for link in links if link.get("page")}
    return {page.pk: page for page in Page.objects.live().filter(pk__in=wanted)} if wanted else {}


def _written(links: Iterable[Mapping[str, Any]], pages: Mapping[int, Page], here: str) -> Iterator[Link]:
    """Without those whose page is not published any more."""
    for link in links:
        page = pages.get(link.get("page") or 0)
        url = page_address(page) if page else _of_this_language(link.get("address") or "")
        if url:
            label = choose(link["label"], link.get("label_en") or "")
            yield Link(label, url, is_here=leads_to(path_in(url, INDONESIAN), here))


def _of_this_language(address: str) -> str:
    """A path of the site in the language of the page; an address elsewhere as it is."""
    return path_in(address, language()) if address.startswith("/") else address


def _written_columns(columns: Iterable[Mapping[str, Any]], pages: Mapping[int, Page]) -> Iterator[Column]:
    for column in columns:
        yield Column(
            heading=choose(column["heading"], column.get("heading_en") or ""),
            text=choose(column.get("text") or "", column.get("text_en") or ""),
            links=tuple(_written(_links_of(column), pages, here="")),
        )


def _brought_menu(here: str) -> tuple[Link, ...]:
    brought = (
        ("/renaksi/", _("Renaksi")),
        ("/komitmen/", _("Komitmen")),
        ("/daerah/", pgettext("jamak", "Daerah")),
        ("/praktik/", _("Praktik baik")),
        ("/laporan/", pgettext("jamak", "Laporan")),
        ("/kabar/", _("Kabar")),
        ("/agenda/", _("Agenda")),
    )
    return tuple(
        Link(Told(label), path_in(path, language()), is_here=leads_to(path, here)) for path, label in brought
    )


def _brought_columns() -> tuple[Column, ...]:
    about = Column(
        heading=Told("Renaksi"),
        text=Told(
            _(
                "Renaksi mencatat janji pemerintahan terbuka Indonesia, bukti pelaksanaannya, dan penilaian atasnya: "
                "klaim instansi, hasil verifikasi, dan penilaian independen, berdampingan."
            )
        ),
        links=(),
    )
    sources = Column(
        heading=Told(_("Data dan sumber")),
        text=Told(
            _(
                "Penilaian independen: Open Government Partnership, CC BY 4.0. "
                "Kode wilayah: idn-area-data, ODbL 1.0."
            )
        ),
        links=(
            Link(Told(_("Daerah menurut provinsi")), path_in("/daerah/", language())),
            Link(Told(_("Periksa keaslian laporan")), path_in("/laporan/verifikasi/", language())),
        ),
    )
    return about, sources


def _banner(banner: SiteBanner) -> Banner:
    label = choose(banner.link_text, banner.link_text_en)
    link = Link(label, _of_this_language(banner.link)) if banner.link and label else None
    return Banner(told(banner, "text"), link, banner.tone)

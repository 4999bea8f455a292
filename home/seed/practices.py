"""The real practices: what the seed page and the collected sources tell, and nothing besides.

Nobody confirmed them to us: their evidence is a claim, and whether they still run is not known.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import format_html, format_html_join

from home.seed.files import load
from home.seed.tree import child
from institutions.models import Region
from institutions.queries import InstitutionIndex
from practices.models import PracticeIndexPage, PracticePage, PracticeResult, Theme

COUNTRY = "IDN"


def seed_practices(gallery: PracticeIndexPage) -> None:
    institutions = InstitutionIndex()
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    regions = {region.code: region for region in Region.objects.select_related("province")}
    for told in load("practices"):
        region = regions[told["region"]] if told["region"] else None
        fields = {
            "theme": themes[told["theme"]],
            "region": region,
            "institution": institutions.find(told["owner_name"], region, COUNTRY),
        }
        _seed(gallery, {**told, **fields})


def _seed(gallery: PracticeIndexPage, fields: dict[str, Any]) -> None:
    source = {name: fields.get(name, "") for name in ("source_name", "source_url")}
    fields["results"] = [PracticeResult(**one, **source) for one in fields["results"]]
    others = fields.pop("other_sources", ())
    if others:
        fields["body"] = [*fields.get("body", ()), _sources("Sumber lain: {}.", others)]
        fields["body_en"] = [*fields.get("body_en", ()), _sources("Further sources: {}.", others)]
    child(gallery, PracticePage, fields)


def _sources(sentence: str, addresses: Sequence[str]) -> tuple[str, str]:
    links = format_html_join(
        ", ", '<a href="{}">{}</a>', ((one, urlsplit(one).hostname) for one in addresses)
    )
    return ("paragraph", format_html("<p>{}</p>", format_html(sentence, links)))

"""What the public reads in Bahasa Indonesia alone, as one list over all kinds of records.

A new model joins by itself: as soon as it has fields `x` and `x_en` and a page in the CMS, or hangs on a record
that has one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils.text import capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder, finder_classes
from wagtail.models import Page

ENDING = "_en"
# What a record is called, in the first of these fields that it has; else in its first text.
_NAMES = ("title", "name", "label", "headline", "text")
# What an empty stream is stored as.
_NO_BLOCKS = ("", "[]", "null")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of records. `holder` is the field that leads to the record in whose page they are edited."""

    code: str
    model: type[models.Model]
    fields: tuple[str, ...]
    holder: str = ""

    @property
    def label(self) -> str:
        return capfirst(str(self.model._meta.verbose_name))

    @property
    def name_field(self) -> str:
        return next((name for name in _NAMES if name in self.fields), self.fields[0])


@dataclass(frozen=True, slots=True)
class Untranslated:
    """`url` is empty for who may not change the record."""

    kind: str
    name: str
    missing: int
    url: str


@cache
def kinds() -> tuple[Kind, ...]:
    """In the order of the apps and their models."""
    found = (_kind(model) for model in apps.get_models() if twins_of(model))
    return tuple(kind for kind in found if kind is not None)


def twins_of(model: type[models.Model]) -> tuple[str, ...]:
    """Names of the texts that have an English twin which may be blank."""
    names = {field.name: field for field in model._meta.concrete_fields}
    return tuple(name for name in names if (twin := names.get(f"{name}{ENDING}")) is not None and twin.blank)


def _kind(model: type[models.Model]) -> Kind | None:
    code, fields = model._meta.label_lower, twins_of(model)
    if finder_classes.get_by_type(model) is not None:
        return Kind(code, model, fields)
    holders = (field for field in model._meta.concrete_fields if _may_hold(field))
    holder = next((one for one in holders if finder_classes.get_by_type(one.related_model)), None)
    return Kind(code, model, fields, holder=holder.name) if holder else None


def published(model: type[models.Model]) -> QuerySet[Any]:
    """What the public reads: pages that are live, records as their queryset says (`public`, `real`); no samples."""
    found = model._default_manager.all()
    names = {field.name for field in model._meta.concrete_fields}
    if issubclass(model, Page):  # whose queryset means by `public` that no password is asked for
        found = found.filter(live=True)
    elif hasattr(found, "public"):
        found = found.public()
    elif "live" in names:
        found = found.filter(live=True)
    if hasattr(found, "real"):
        return found.real()
    return found.filter(is_sample=False) if "is_sample" in names else found


def untranslated(kind: Kind) -> QuerySet[Any, dict[str, Any]]:
    """Rows with the kind, the key of the record that is edited, its name, and how many twins are missing."""
    found = published(kind.model)
    if kind.holder:
        found = found.filter(**{f"{kind.holder}__in": published(_holder(kind))})
    return (
        found.annotate(**_texts(kind))
        .order_by()
        .annotate(twin_missing=sum((_lack(name) for name in kind.fields), Value(0)))
        .filter(twin_missing__gt=0)
        .annotate(
            twin_kind=Value(kind.code, models.TextField()),
            twin_key=F(f"{kind.holder}_id" if kind.holder else "pk"),
            twin_name=F(f"told_{kind.name_field}"),
        )
        .values("twin_kind", "twin_key", "twin_name", "twin_missing")
    )


def _texts(kind: Kind) -> dict[str, Cast]:
    """As text, so that a stream is compared as it is stored and the kinds have one type in the list of all."""
    names = [one for name in kind.fields for one in (name, f"{name}{ENDING}")]
    return {f"told_{name}": Cast(name, models.TextField()) for name in names}


def _lack(name: str) -> Case:
    empty, empty_twin = Q(**{f"told_{name}__in": _NO_BLOCKS}), Q(**{f"told_{name}{ENDING}__in": _NO_BLOCKS})
    return Case(
        When(~empty & empty_twin, then=Value(1)), default=Value(0), output_field=models.IntegerField()
    )


def all_untranslated(code: str = "") -> QuerySet[Any, dict[str, Any]]:
    """Of one kind or of all, in one query; what lacks most first."""
    first, *others = [untranslated(kind) for kind in kinds() if code in {"", kind.code}]
    rows = first.union(*others, all=True) if others else first
    return rows.order_by("-twin_missing", "twin_kind", "twin_key", "twin_name")


def told_rows(rows: Iterable[dict[str, Any]], user: Any) -> Iterator[Untranslated]:
    """With the address where it is translated; one query for each kind that occurs."""
    shown = list(rows)
    known = {kind.code: kind for kind in kinds()}
    finder = AdminURLFinder(user)
    urls: dict[tuple[str, Any], str] = {}
    for code in {row["twin_kind"] for row in shown}:
        keys = {row["twin_key"] for row in shown if row["twin_kind"] == code}
        for key, record in _edited(known[code]).in_bulk(keys).items():
            urls[code, key] = finder.get_edit_url(record) or ""
    for row in shown:
        label = known[row["twin_kind"]].label
        yield Untranslated(
            label, row["twin_name"], row["twin_missing"], urls.get((row["twin_kind"], row["twin_key"]), "")
        )


def _edited(kind: Kind) -> QuerySet[Any]:
    """With what holds them: who may change a milestone depends on its commitment."""
    model = _holder(kind) if kind.holder else kind.model
    held = [field.name for field in model._meta.concrete_fields if _may_hold(field)]
    return model._default_manager.select_related(*held)


def _holder(kind: Kind) -> type[models.Model]:
    holder = kind.model._meta.get_field(kind.holder).related_model
    assert isinstance(holder, type)  # noqa: S101 - `_kind` took none else
    return holder


def _may_hold(field: models.Field) -> bool:
    other = field.related_model
    return isinstance(other, type) and not field.null and bool(twins_of(other)) and not field.primary_key

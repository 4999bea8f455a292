"""When a colleague saved the same draft first: both answers side by side, and a choice for each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import QueryDict

from renaksi.forms.report import ReportForm
from renaksi.models import ProgressUpdate
from renaksi.queries.workspace.answers import answer_text

_THEIRS = "stored"


@dataclass(frozen=True, slots=True)
class Conflict:
    """`prefers_mine` if the author changed this field; what they left alone is the colleague's to change."""

    name: str
    label: str
    mine: str
    stored: str
    prefers_mine: bool

    @property
    def choice_name(self) -> str:
        return _choice_name(self.name)


def conflicts_of(form: ReportForm, stored: ProgressUpdate) -> tuple[Conflict, ...]:
    """The fields in which the form says something else than what is stored now."""
    return tuple(_conflicts(form, stored))


def _conflicts(form: ReportForm, stored: ProgressUpdate) -> Iterator[Conflict]:
    typed = form.written_into(stored)
    changed = set(form.changed_data)
    for name, field in form.fields.items():
        mine, theirs = answer_text(typed, name), answer_text(stored, name)
        if mine != theirs:
            yield Conflict(name, str(field.label), mine, theirs, prefers_mine=name in changed)


def with_choices(data: QueryDict, form: ReportForm) -> QueryDict:
    """What was sent, with the stored answer wherever the author chose it. `form` is an unbound one of what is stored."""
    chosen = [name for name in form.fields if data.get(_choice_name(name)) == _THEIRS]
    if not chosen:
        return data
    merged = data.copy()
    for name in chosen:
        merged.setlist(name, _as_sent(form.initial[name]))
    return merged


def _choice_name(name: str) -> str:
    return f"pilih-{name}"


def _as_sent(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(one) for one in value]
    if isinstance(value, Model):
        return [str(value.pk)]
    return ["" if value is None else str(value)]

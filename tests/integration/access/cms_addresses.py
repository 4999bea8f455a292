"""Every address of the CMS and of Wagtail's public side: its name in the table, and how to call it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail import hooks
from wagtail.contrib.settings.registry import registry

from tests.integration.access.cms_world import Keys

# Patterns without a name, by their route.
UNNAMED = {"admin/test404/": "/admin/test404/", "admin/^.*/$": "/admin/tidak-ada/"}


@dataclass(frozen=True)
class Address:
    """`row` is its name in the table; `called` gives the path for the records of a world."""

    row: str
    called: Callable[[Keys], str]


@dataclass(frozen=True)
class Found:
    name: str
    route: str
    parts: tuple[str, ...]


@cache
def addresses() -> tuple[Address, ...]:
    """In the order of the address book; one name with several patterns or kinds of records has several rows."""
    found = [one for entry in get_resolver().url_patterns for one in _wagtail_s(entry)]
    times = Counter(one.name for one in found)
    return tuple(row for one in found for row in _rows(one, is_one_of_many=times[one.name] > 1))


def _wagtail_s(entry: URLPattern | URLResolver) -> Iterator[Found]:
    """Our own address books have their table in `test_table`; those in two languages are a book without a name."""
    if not isinstance(entry, URLResolver):
        return
    if getattr(entry.urlconf_name, "__name__", "").startswith("wagtail."):
        yield from _walk(entry, "", str(entry.pattern))
    elif isinstance(entry.urlconf_name, list):
        yield from (one for inner in entry.url_patterns for one in _wagtail_s(inner))


def _walk(resolver: URLResolver, namespace: str, route: str) -> Iterator[Found]:
    for entry in resolver.url_patterns:
        deeper = route + str(entry.pattern)
        if isinstance(entry, URLPattern):
            parts = entry.pattern.converters or entry.pattern.regex.groupindex
            yield Found(namespace + entry.name if entry.name else deeper, deeper, tuple(parts))
        else:
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _walk(entry, inner, deeper)


def _rows(one: Found, *, is_one_of_many: bool) -> Iterator[Address]:
    if one.name == "wagtail_bulk_action":
        yield from (_bulk(action, model) for action, model in bulk_actions())
    elif one.name.startswith("wagtailsettings:"):
        suffix = f" ({', '.join(one.parts)})" if is_one_of_many else ""
        yield from (_setting(one, model, suffix) for model in registry)
    elif one.name in UNNAMED:
        yield Address(one.name, lambda _keys: UNNAMED[one.name])
    else:
        row = f"{one.name} ({', '.join(one.parts)})" if is_one_of_many else one.name
        yield Address(row, lambda keys: _path(one, keys))


def bulk_actions() -> list[tuple[str, type]]:
    """What the lists offer for many records at once, with the model."""
    return sorted(
        {
            (action.action_type, model)
            for action in hooks.get_hooks("register_bulk_action")
            for model in action.models
        },
        key=lambda one: (one[1]._meta.label, one[0]),
    )


def _bulk(action: str, model: type) -> Address:
    meta = model._meta

    def called(keys: Keys) -> str:
        path = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, action])
        return f"{path}?id={keys['bulk'][model]}&next=/admin/"

    return Address(f"wagtail_bulk_action ({meta.label_lower} {action})", called)


def _setting(one: Found, model: type, suffix: str) -> Address:
    names = {"app_name": model._meta.app_label, "model_name": model._meta.model_name}

    def called(keys: Keys) -> str:
        values = {**names, "pk": keys["settings"][model]}
        return reverse(one.name, kwargs={part: values[part] for part in one.parts})

    return Address(f"{one.name} {model._meta.label_lower}{suffix}", called)


def _path(one: Found, keys: Keys) -> str:
    if one.name in keys:
        return reverse(one.name, args=keys[one.name])
    values = {part: _value(one, part, keys) for part in one.parts}
    try:
        return reverse(one.name, kwargs=values)
    except NoReverseMatch:
        # The pages of plans and commitments put the keys of two versions beside each other.
        return reverse(one.name, args=list(values.values()))


def _value(one: Found, part: str, keys: Keys) -> object:
    """The record that this part of the address names; a KeyError says which kind of record the world lacks."""
    *spaces, name = one.name.split(":")
    space = "task" if name.endswith("_task") else spaces[-1] if spaces else ""
    return keys[f"{space}:{part}"] if f"{space}:{part}" in keys else keys[part]

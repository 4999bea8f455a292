"""Dataclasses to plain JSON values and back, by their type hints. What is blank is left out."""

import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

Found = TypeVar("Found")

# Which of several dataclasses it is, where a field allows more than one.
TYPE = "type"


def encoded(value: Any) -> Any:
    """dict, list, str, int, float, bool or None. Raises TypeError for anything else."""
    if is_dataclass(value) and not isinstance(value, type):
        told = {
            field.name: encoded(content)
            for field in fields(value)
            if (content := getattr(value, field.name)) != field.default or field.default is MISSING
        }
        return {TYPE: type(value).__name__, **told}
    if isinstance(value, tuple):
        return [encoded(one) for one in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise TypeError(f"{type(value).__name__} has no place in a payload")


def decoded(wanted: type[Found], value: Any) -> Found:
    """Raises ValueError for what does not have the shape of `wanted`."""
    if not isinstance(value, dict) or value.get(TYPE) != wanted.__name__:
        raise ValueError(f"no {wanted.__name__}")
    hints = _hints(wanted)  # type: ignore[arg-type]  # a class can be hashed
    unknown = value.keys() - hints.keys() - {TYPE}
    if unknown:
        raise ValueError(f"{wanted.__name__} has no {', '.join(sorted(unknown))}")
    try:
        return wanted(**{name: _read(hints[name], value[name]) for name in hints if name in value})
    except TypeError as error:
        raise ValueError(str(error)) from None


@cache
def _hints(wanted: type[Any]) -> dict[str, Any]:
    return typing.get_type_hints(wanted)


def _read(hint: Any, value: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin is tuple:
        return _read_tuple(typing.get_args(hint)[0], value)
    if origin in {typing.Union, types.UnionType}:
        return _read_any(typing.get_args(hint), value)
    if origin is typing.Literal:
        return _checked(value, value in typing.get_args(hint))
    if is_dataclass(hint):
        return decoded(typing.cast("type", hint), value)
    return _checked(value, _is_plain(hint, value))


def _read_tuple(hint: Any, value: Any) -> tuple[Any, ...]:
    _checked(value, isinstance(value, list))
    return tuple(_read(hint, one) for one in value)


def _read_any(hints: tuple[Any, ...], value: Any) -> Any:
    if isinstance(value, dict):
        named = {typing.cast("type[Any]", hint).__name__: hint for hint in hints if is_dataclass(hint)}
        found = named.get(value.get(TYPE, ""))
        return decoded(_checked(found, found is not None), value)
    lists = [hint for hint in hints if typing.get_origin(hint) is tuple]
    if isinstance(value, list) and lists:
        return _read(lists[0], value)
    return _checked(value, any(_is_plain(hint, value) for hint in hints))


def _is_plain(hint: Any, value: Any) -> bool:
    """A truth value is no number."""
    if isinstance(value, bool):
        return hint is bool
    if hint is float:
        return isinstance(value, int | float)
    return isinstance(hint, type) and not is_dataclass(hint) and isinstance(value, hint)


def _checked(value: Any, holds: bool) -> Any:  # noqa: FBT001 - reads as a sentence
    if not holds:
        raise ValueError(f"unexpected {str(value)[:60]!r}")
    return value

"""Less of a text or a list, for what has to fit on few pages: never without saying that there is more."""

import textwrap
from collections.abc import Iterable

from django.utils.translation import gettext as _

from foundation.languages import Told
from reports.domain.briefing import shortened


def cut(text: str, letters: int | None) -> Told:
    """At whole words, with … at its end if something is left out. None: all of it."""
    is_short = letters is None or len(text) <= letters
    return Told(
        text if is_short else textwrap.shorten(text, letters or 0, placeholder=" …"),
        getattr(text, "lang", ""),
    )


def named(names: Iterable[str], most: int) -> str:
    """2, 5, 7, dan 9 lainnya."""
    shown, left = shortened(list(names), most)
    return ", ".join(shown) if not left else f"{', '.join(shown)}, {others(left)}"


def others(count: int) -> str:
    return _("dan %(count)s lainnya") % {"count": count}

"""What somebody had typed when their session ended: carried through the door and back to the form, never stored before.

A form of the workspace takes part by sending who fills it in (`WRITER_FIELD`); its page asks `take_kept_words`.
The words travel as hidden fields of the sign-in form, so that nothing is kept for who does not get in. Files and
passwords are left behind: a browser lets nobody fill in the former.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import CsrfViewMiddleware

from accounts.models import User

WRITER_FIELD = "writer"
_PREFIX = "isian-"
_FILES = "isian_berkas"
_SESSION_KEY = "kept_words"
_LEFT_OUT = frozenset({"csrfmiddlewaretoken", "action"})
_MOST_FIELDS = 400
_MOST_CHARACTERS = 64_000


@dataclass(frozen=True, slots=True)
class KeptWords:
    """Fields as they were sent, and the names of the files that have to be chosen again."""

    fields: dict[str, list[str]]
    files: tuple[str, ...] = ()

    @property
    def as_sent(self) -> QueryDict:
        data = QueryDict(mutable=True)
        for name, values in self.fields.items():
            data.setlist(name, values)
        return data

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """Name and value of each hidden field that carries them on."""
        words = [(f"{_PREFIX}{name}", value) for name, values in self.fields.items() for value in values]
        return [*words, *((_FILES, name) for name in self.files)]


def words_sent_too_late(request: HttpRequest) -> KeptWords | None:
    """Of a form that came in after its session; None for what takes no part, is too long or comes from elsewhere."""
    if request.method != "POST" or _size(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return None
    # Else another site could fill in a form here and leave the rest to whoever signs in.
    if CsrfViewMiddleware(_no_response).process_view(request, _no_response, (), {}) is not None:
        return None
    if WRITER_FIELD not in request.POST:
        return None
    fields = {name: values for name, values in request.POST.lists() if _is_kept(name)}
    files = tuple(file.name or "" for _field, found in request.FILES.lists() for file in found)
    return _within_bounds(KeptWords(fields, files))


def _no_response(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def _size(request: HttpRequest) -> int:
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1


def _is_kept(name: str) -> bool:
    return name not in _LEFT_OUT and "password" not in name.lower()


def _within_bounds(words: KeptWords) -> KeptWords | None:
    hidden = words.hidden
    is_short = sum(len(name) + len(value) for name, value in hidden) <= _MOST_CHARACTERS
    return words if is_short and len(hidden) <= _MOST_FIELDS else None


def carried_words(request: HttpRequest) -> KeptWords | None:
    """What the sign-in form carries on, through wrong passwords too."""
    fields = {
        name.removeprefix(_PREFIX): values
        for name, values in request.POST.lists()
        if name.startswith(_PREFIX) and _is_kept(name.removeprefix(_PREFIX))
    }
    return _within_bounds(KeptWords(fields, tuple(request.POST.getlist(_FILES)))) if fields else None


def keep_words(request: HttpRequest, words: KeptWords, path: str) -> None:
    """For the page at `path`, until it is opened: for who typed them, and for nobody else who signs in there."""
    is_theirs = isinstance(request.user, User) and words.fields.get(WRITER_FIELD) == [str(request.user.pk)]
    if is_theirs:
        request.session[_SESSION_KEY] = {"path": path, "fields": words.fields, "files": words.files}


def take_kept_words(request: HttpRequest) -> KeptWords | None:
    """Once; the page shows them and stores nothing."""
    kept = request.session.get(_SESSION_KEY)
    if kept is None or kept["path"] != request.path:
        return None
    del request.session[_SESSION_KEY]
    return KeptWords(kept["fields"], tuple(kept["files"]))

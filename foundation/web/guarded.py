"""Forms that anybody may send, held against machines without asking anybody else.

Three guards that a person hardly meets: an empty field that only machines fill, the time at which the page was
made, and a limit of links. Each says what to do and keeps what was typed. How often an address may send is asked
apart, by `may_send`.
"""

import re
import time
from datetime import timedelta
from typing import Any

from allauth.core import ratelimit
from django import forms
from django.core import signing
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

SHORTEST = timedelta(seconds=2)
LONGEST = timedelta(hours=12)
MOST_LINKS = 3
_SALT = "foundation.guarded"
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_TRAP = {"autocomplete": "off", "tabindex": "-1"}


class GuardedForm(forms.Form):
    """A page shows `components/form_guards.html` inside the form. `FREE_TEXTS` are the fields whose links count.

    `PLAIN_TEXTS` stand in a mail that anybody can have sent to anybody: they hold no link at all.
    """

    FREE_TEXTS: tuple[str, ...] = ()
    PLAIN_TEXTS: tuple[str, ...] = ()

    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    homepage = forms.CharField(
        label=gettext_lazy("Biarkan isian ini kosong"),
        widget=forms.TextInput(attrs=_TRAP),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["stamp"] = new_stamp()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        complaint = self._complaint(cleaned)
        if complaint:
            self.add_error(None, complaint)
            # The form is shown again: with the trap empty and a stamp that is young, but not too young.
            shown = dict(self.data.items())
            self.data = {**shown, "homepage": "", "stamp": new_stamp(age=SHORTEST)}
        for name in self.FREE_TEXTS:
            if len(_LINK.findall(cleaned.get(name) or "")) > MOST_LINKS:
                self.add_error(name, _("Terlalu banyak tautan di sini: sisakan paling banyak tiga."))
        for name in self.PLAIN_TEXTS:
            if _LINK.search(cleaned.get(name) or ""):
                self.add_error(name, _("Tautan tidak diterima di sini: tulis nama atau judulnya saja."))
        return cleaned

    def _complaint(self, cleaned: dict[str, Any]) -> str:
        if cleaned.get("homepage"):
            return _("Isian yang seharusnya kosong ternyata terisi. Sudah kami kosongkan: kirim sekali lagi.")
        age = _age(cleaned.get("stamp") or "")
        if age is None or age > LONGEST:
            return _("Halaman ini terlalu lama terbuka. Ketikan Anda masih ada: kirim sekali lagi.")
        if age < SHORTEST:
            return _("Formulir terkirim terlalu cepat. Periksa isinya, lalu kirim sekali lagi.")
        return ""


def may_send(request: HttpRequest, *, to: str = "", mailbox: str = "") -> bool:
    """Counts one message of this sender to the public forms, and one to what `to` names; False if they are too many.

    `mailbox` is where our answer goes: an address that somebody typed, perhaps that of a stranger. Who may not send
    any more uses up nothing of the others.
    """
    asked = [("public_form", None), ("public_form_mailbox", mailbox.lower()), ("public_form_to", to)]
    return all(ratelimit.consume(request, action=action, key=key) for action, key in asked if key != "")


def new_stamp(age: timedelta = timedelta(0)) -> str:
    """As of a page that was made so long ago."""
    made = time.time() - age.total_seconds()
    return signing.dumps(made, salt=_SALT)


def _age(stamp: str) -> timedelta | None:
    """None if we never gave that stamp."""
    try:
        made = signing.loads(stamp, salt=_SALT)
    except signing.BadSignature:
        return None
    return timedelta(seconds=time.time() - made)

"""That the secretariat typed in what came by letter or message, and where the letter is."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.formats import long_date
from renaksi.models import ProgressUpdate


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """`letter` is its title, `url` its own page: both for who may read the report, never for the public."""

    sentence: str
    letter: str
    url: str


def on_behalf_of(update: ProgressUpdate) -> OnBehalf | None:
    """`update` comes with its institution and its letter."""
    source = update.on_behalf_source
    if source is None:
        return None
    return OnBehalf(
        sentence=on_behalf_sentence(update),
        letter=source.title,
        url=reverse("workspace:proof", args=[source.public_id]),
    )


def on_behalf_sentence(update: ProgressUpdate) -> str:
    """Without the letter's title: it may name people."""
    told = _("Dimasukkan sekretariat atas nama %(institution)s, berdasarkan surat") % {
        "institution": update.institution.name
    }
    dated = update.on_behalf_source.document_date if update.on_behalf_source else None
    return _("%(told)s tanggal %(date)s") % {"told": told, "date": long_date(dated)} if dated else told

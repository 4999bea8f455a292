"""Versions of reports as they are cited and shared (`foundation.reach.citables`); the key is that of the build."""

from django.utils.translation import gettext as _

from foundation.formats import long_date
from foundation.languages import told
from foundation.reach.citables import Citable
from reports.document.payload import short_fingerprint
from reports.queries.published import part_of, registered_builds, title_of


def citable_report(key: int) -> Citable | None:
    """A withdrawn one still leads to its page, which says why."""
    build = registered_builds().filter(pk=key).first()
    if build is None:
        return None
    facts = (
        part_of(build.report),
        _("Data per %(day)s") % {"day": long_date(build.as_of)} if build.as_of else "",
        _("Sidik jari %(digits)s") % {"digits": short_fingerprint(build.payload_sha256)},
    )
    return Citable(
        title=title_of(build.report),
        path=build.get_absolute_url(),
        kicker=told(build.report.plan, "label"),
        facts=tuple(fact for fact in facts if fact),
    )

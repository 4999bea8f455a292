"""Who opened a proof: names for the secretariat, a number for everybody else who has to do with it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.permissions import is_secretariat_admin
from evidence.models import Evidence
from evidence.queries.openings import opened_by
from foundation.formats import moment


def told_readers(evidence: Evidence, user: User) -> tuple[str, ...]:
    """A sentence each; empty if nobody opened it."""
    people = opened_by(evidence)
    times = sum(one.times for one in people)
    if not times:
        return ()
    if not is_secretariat_admin(user):
        return (ngettext("%(n)s kali", "%(n)s kali", times) % {"n": times},)
    return tuple(
        _("%(who)s: %(n)s kali, terakhir %(when)s")
        % {"who": one.name or _("Pembaca tanpa akun"), "n": one.times, "when": moment(one.last_at)}
        for one in people
    )

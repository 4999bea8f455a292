"""What surrounds every page of the workspace: where this person may go, and for whom they work."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import SignInLink, User
from accounts.permissions import may_enter_cms, may_manage_focal_points
from renaksi.models import ReportingPeriod
from renaksi.permissions import (
    is_approver,
    is_monitor,
    is_reporter,
    is_verifier,
    may_decide,
    may_write_on_behalf,
)
from renaksi.queries.workspace.notices import unseen_count


@dataclass(frozen=True, slots=True)
class NavLink:
    """`count` says how much is new there; blank for nothing."""

    label: str
    url: str
    is_current: bool
    count: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    links: tuple[NavLink, ...]
    works_for: str


def frame(user: User, path: str) -> Frame:
    """`path` is the address of the page; the longest link that begins it is the current one."""
    if user.came_by is not None:
        return _frame_of_link(user.came_by, path)
    places = _places(user)
    current = max((url for _label, url in places if path.startswith(url)), key=len, default="")
    names = [str(m.institution or m.region) for m in user.active_memberships if m.institution or m.region]
    counts = {reverse("workspace:notices"): unseen_count(user)}
    return Frame(
        links=tuple(NavLink(label, url, url == current, counts.get(url, "")) for label, url in places),
        works_for=", ".join(dict.fromkeys(names)),
    )


def _frame_of_link(link: SignInLink, path: str) -> Frame:
    """Nothing else is there for who came by a link."""
    home, notices = reverse("workspace:home"), reverse("workspace:notices")
    reads_notices = path.startswith(notices)
    period = ReportingPeriod.objects.filter(pk=link.period).first()
    return Frame(
        links=(
            NavLink(_("Laporan saya"), home, is_current=not reads_notices),
            NavLink(_("Pemberitahuan"), notices, is_current=reads_notices),
        ),
        works_for=_("%(institution)s, hanya %(period)s")
        % {"institution": link.institution, "period": period},
    )


def _places(user: User) -> list[tuple[str, str]]:
    offered = (
        (is_reporter, _("Laporan saya"), "home"),
        (is_reporter, _("Riwayat"), "receipts"),
        (is_approver, _("Persetujuan"), "approvals"),
        (is_verifier, _("Telaah"), "queue"),
        (may_write_on_behalf, _("Atas nama"), "on_behalf"),
        (is_monitor, _("Pemantauan"), "monitoring"),
        (may_manage_focal_points, _("Narahubung"), "accounts"),
        (may_decide, _("Putaran"), "rounds"),
    )
    places = [(label, reverse(f"workspace:{name}")) for may, label, name in offered if may(user)]
    if may_enter_cms(user):
        places.append((_("Pengelolaan"), reverse("wagtailadmin_home")))
    places = places or [(_("Ruang kerja"), reverse("workspace:home"))]
    return [*places, (_("Pemberitahuan"), reverse("workspace:notices"))]

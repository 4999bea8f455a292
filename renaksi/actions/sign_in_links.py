"""Sign-in links by mail: whoever asks for one on behalf of somebody else never sees it."""

from collections.abc import Iterable
from datetime import datetime, time

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.actions.links import LONGEST, issue_sign_in_link
from accounts.models import Membership, SignInLink, User
from foundation.formats import moment
from foundation.mail.outbox import queue_mail
from renaksi.actions.refusals import refuse_if
from renaksi.domain.periods import may_return_until
from renaksi.domain.update_flow import Problem
from renaksi.enums import PeriodState
from renaksi.models import ReportingPeriod
from renaksi.notifications.letters import absolute, letter
from renaksi.queries.guards import window_for

# The outbox forgets the words of such a mail once it is sent: they hold the secret.
MAIL_KIND = "sign_in_link"


@transaction.atomic
def send_sign_in_link(
    *, membership: Membership, period: ReportingPeriod, by: User, at: datetime
) -> SignInLink:
    """To a focal point, for the institution of the membership; an earlier link of theirs for the same ends.

    It lasts fourteen days, and no longer than anything can still be sent. Raises Refused, PermissionDenied.
    """
    institution = membership.institution
    last_day = may_return_until(window_for(period, membership.institution_id or 0))
    ends = timezone.make_aware(datetime.combine(last_day, time(23, 59, 59)))
    refuse_if(Problem("period_not_running") if period.state == PeriodState.PLANNED or ends <= at else None)
    link, secret = issue_sign_in_link(
        user=membership.user,
        institution=institution,  # type: ignore[arg-type]  # a focal point has one
        period=period.pk,
        expires_at=min(at + LONGEST, ends),
        by=by,
        at=at,
    )
    _mail(link, secret, period, at)
    return link


def send_sign_in_links(
    *, memberships: Iterable[Membership], period: ReportingPeriod, by: User, at: datetime
) -> int:
    """One transaction each, so that what one of them lacks keeps no other from coming in. Raises as above."""
    return sum(bool(send_sign_in_link(membership=one, period=period, by=by, at=at)) for one in memberships)


def _mail(link: SignInLink, secret: str, period: ReportingPeriod, at: datetime) -> None:
    # Not the language in which somebody reads the CMS.
    with translation.override(settings.LANGUAGE_CODE):
        composed = letter(
            "sign_in_link",
            to=link.user,
            subject=_("Tautan masuk untuk laporan %(period)s: %(institution)s")
            % {"period": period, "institution": link.institution},
            lines=(),
            context={
                "url": absolute(reverse("sign_in_link", args=[secret])),
                "institution": link.institution.name,
                "period": str(period),
                "plan": period.plan.label,
                "until": moment(link.expires_at),
            },
        )
    queue_mail(
        key=f"{MAIL_KIND}:{link.pk}",
        kind=MAIL_KIND,
        recipient=composed.recipient,
        subject=composed.subject,
        text=composed.text,
        html=composed.html,
        at=at,
    )

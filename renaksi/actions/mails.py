"""What somebody wants to be mailed is their own choice."""

from datetime import datetime

from django.db import transaction

from accounts.enums import MailChoice
from accounts.models import User
from foundation.audit.actions import record
from renaksi.models import Notice


@transaction.atomic
def choose_mail(*, choice: MailChoice, by: User, at: datetime) -> None:
    """From the next mail on. What was told while they wanted no mail is not mailed afterwards."""
    person = User.objects.select_for_update().get(pk=by.pk)
    if person.mail_choice == choice:
        return
    if person.mail_choice == MailChoice.QUIET:
        Notice.objects.filter(user=person, settled_at=None).update(settled_at=at)
    person.mail_choice = choice
    person.save(update_fields=["mail_choice"])
    record(action="account.mail_chosen", by=by, target=person, data={"choice": choice})

"""A question of the public to the office behind a practice, whose address stays hidden."""

from datetime import datetime

from practices import notifications
from practices.models import PracticePage


def send_message(
    *, page: PracticePage, name: str, office: str, email: str, message: str, at: datetime
) -> None:
    """Kept nowhere but in the outbox, which forgets it once it is sent."""
    notifications.mail_message(page, name=name, office=office, email=email, message=message, at=at)

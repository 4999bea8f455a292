"""Where Django looks for the app's models; they live in the packages that use them."""

from foundation.audit.models import AuditEntry, AuditHead, AuditSeal
from foundation.mail.models import OutgoingMail

__all__ = ["AuditEntry", "AuditHead", "AuditSeal", "OutgoingMail"]

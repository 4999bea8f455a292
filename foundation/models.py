"""Where Django looks for the app's models; they live in the packages that use them."""

from foundation.audit.models import AuditEntry, AuditHead, AuditSeal
from foundation.mail.models import OutgoingMail
from foundation.search.models import SearchEntry

__all__ = ["AuditEntry", "AuditHead", "AuditSeal", "OutgoingMail", "SearchEntry"]

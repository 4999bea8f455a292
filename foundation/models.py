"""Where Django looks for the app's models; they live in the packages that use them."""

from foundation.audit.models import AuditEntry, AuditHead, AuditSeal

__all__ = ["AuditEntry", "AuditHead", "AuditSeal"]

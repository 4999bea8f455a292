"""“Akun dan peran” in the CMS: who may sign in, as what, and for whom.

Not Wagtail's own page for users: the right to change users there is as good as superuser. Here nobody becomes
more than `Role` allows.
"""

from accounts.viewsets.menu import AccountViewSet

__all__ = ["AccountViewSet"]

"""Links by mail for people without an account: thirty-two random bytes, of which only the fingerprint is stored."""

import secrets

from accounts.actions.links import fingerprint

_BYTES = 32


def new_secret() -> tuple[str, str]:
    """The secret for the mail, and what is stored of it."""
    secret = secrets.token_urlsafe(_BYTES)
    return secret, fingerprint(secret)

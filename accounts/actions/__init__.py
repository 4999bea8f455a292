"""Every write of accounts, by whom it is about: people, and the links that let them in without a password."""

from accounts.actions.people import (
    AccountExists,
    NotYours,
    appoint_focal_point,
    create_account,
    create_account_with_role,
    deactivate_account,
    grant_role,
    reactivate_account,
    revoke_role,
    send_password_link,
    set_password,
)

__all__ = [
    "AccountExists",
    "NotYours",
    "appoint_focal_point",
    "create_account",
    "create_account_with_role",
    "deactivate_account",
    "grant_role",
    "reactivate_account",
    "revoke_role",
    "send_password_link",
    "set_password",
]

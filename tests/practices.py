"""What the public sends to the gallery, in each of its states; and what its forms hold."""

import re
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from accounts.actions.links import fingerprint
from foundation.mail.models import OutgoingMail
from foundation.web.guarded import SHORTEST, new_stamp
from institutions.enums import InstitutionKind
from practices.actions.submissions import send_in
from practices.models import LifeCheck, PracticeCopy, PracticePage, PracticeSubmission
from tests.pages import practice, theme

PROPOSER, OWNER, REPORTER = "pengusul@contoh.test", "unit@contoh.test", "peniru@contoh.test"
SECRET = "rahasia-uji"
STORY = {
    "title": "Musyawarah anggaran di balai",
    "theme": "data-terbuka",
    "owner_name": "Pemerintah Kabupaten Uji",
    "owner_kind": InstitutionKind.LOCAL_GOVERNMENT.value,
    "place_name": "Dua belas desa",
    "region": "",
    "since": "2024",
    "summary": "Warga ikut menyusun anggaran.",
    "problem": "Anggaran tertutup.",
    "action": "Dibacakan di balai.",
    "participants": "",
    "cost": "",
    "lessons": "",
    "life": "running",
    "stopped_lesson": "",
    "contact_office": "Dinas Uji",
    "contact_email": OWNER,
}
ROWS = {
    "hasil-TOTAL_FORMS": "2",
    "hasil-INITIAL_FORMS": "0",
    "bahan-TOTAL_FORMS": "2",
    "bahan-INITIAL_FORMS": "0",
}
START = {
    "title": STORY["title"],
    "theme": STORY["theme"],
    "owner_name": STORY["owner_name"],
    "owner_kind": STORY["owner_kind"],
    "summary": STORY["summary"],
    "sender": "Ani",
    "contact_office": "Dinas Uji",
    "email": PROPOSER,
}


def guarded(fields: dict[str, str]) -> dict[str, str]:
    """As a person sends a public form: not in a blink."""
    return {**fields, "stamp": new_stamp(age=2 * SHORTEST), "homepage": ""}


def draft(tree: SimpleNamespace, **fields: Any) -> PracticeSubmission:
    """Behind the link with `SECRET`."""
    theme()
    now = timezone.now()
    values = {
        "email": PROPOSER,
        "sender": "Ani",
        "organisation": STORY["owner_name"],
        "answers": STORY,
        "secret_digest": fingerprint(SECRET),
        "created_at": now,
        "saved_at": now,
    }
    return PracticeSubmission.objects.create(**{**values, **fields})


def sent_in(tree: SimpleNamespace, **fields: Any) -> PracticeSubmission:
    return send_in(submission=draft(tree, **fields), at=timezone.now())


def contactable(tree: SimpleNamespace, **fields: Any) -> PracticePage:
    return practice(tree, **{"contact_email": OWNER, "contact_office": "Dinas Uji", **fields})


def asked(page: PracticePage, secret: str = SECRET) -> tuple[LifeCheck, str]:
    check = LifeCheck.objects.create(
        page=page, secret_digest=fingerprint(secret), asked_on=timezone.localdate()
    )
    return check, secret


def confirmed_copy(origin: PracticePage, **fields: Any) -> PracticeCopy:
    """Reported, and its reporter proved to be somebody."""
    now = timezone.now()
    values = {
        "owner_name": "Pemerintah Kota Peniru",
        "changed": "Di kelurahan.",
        "stage": "pilot",
        "email": REPORTER,
        "sender": "Budi",
        "created_at": now,
        "confirmed_at": now,
    }
    return PracticeCopy.objects.create(origin=origin, **{**values, **fields})


def mailed(kind: str) -> OutgoingMail:
    return OutgoingMail.objects.filter(kind=kind).latest("pk")


def path_in(mail: OutgoingMail) -> str:
    """The one address in a letter, the same in text and HTML."""
    found = {
        tuple(dict.fromkeys(re.findall(r"https?://[^/]+(/[^\s\"<]+)", form)))
        for form in (mail.text, mail.html)
    }
    [(path,)] = found
    return path

"""What a person may do with a proof beside judging it: let it be shown, keep it internal, take it down."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from evidence.domain.publication import Obstacle
from evidence.enums import EvidenceState, Visibility
from evidence.models import Evidence
from evidence.permissions import may_judge, may_take_down
from evidence.queries.publication import obstacles_of, tombstone_of
from foundation.formats import file_size, moment
from renaksi.models import EvidenceItem, ProgressUpdate
from renaksi.queries.wording import numbered
from renaksi.queries.workspace.readers import told_readers


@dataclass(frozen=True, slots=True)
class ProofCare:
    """`waits` says why an accepted proof is not public yet; the addresses are empty for who may not."""

    waits: str
    clear_url: str
    internal_url: str
    takedown_url: str

    def __bool__(self) -> bool:
        return bool(self.waits or self.clear_url or self.internal_url or self.takedown_url)


@dataclass(frozen=True, slots=True)
class ProofUse:
    milestone: str
    period: str
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class TakedownPage:
    """Before: what goes and what stays. After (`tombstone` is not empty): who did it, when and why.

    `opened` tells who had it open while it was there: whoever may still hold a copy.
    """

    viewer: str
    is_sample: bool
    title: str
    number: str
    institution: str
    code: str
    word: str
    goes: tuple[str, ...]
    uses: tuple[ProofUse, ...]
    tombstone: str
    note: str
    by: str
    at: str
    opened: tuple[str, ...]
    is_removing: bool


def proof_care(evidence: Evidence, *, user: User) -> ProofCare:
    judges = may_judge(user, evidence)
    keeps = may_take_down(user, evidence) and evidence.state != EvidenceState.TAKEN_DOWN
    decide = reverse("workspace:proof_publication", args=[evidence.public_id])
    has_open_hints = bool(evidence.hints) and evidence.hints_cleared_at is None
    return ProofCare(
        waits=waiting_text(evidence),
        clear_url=decide if judges and has_open_hints else "",
        internal_url=decide if keeps and evidence.visibility == Visibility.PUBLIC else "",
        takedown_url=reverse("workspace:takedown", args=[evidence.public_id]) if keeps else "",
    )


def waiting_text(evidence: Evidence) -> str:
    """Why a proof that a review accepted, and that its sender made public, is not; empty for any other."""
    if evidence.approved_at is None or evidence.state != EvidenceState.CLEAN:
        return ""
    obstacles = obstacles_of(evidence)
    if Obstacle.INTERNAL in obstacles:
        return ""
    if Obstacle.EXEMPT in obstacles:
        return _("Diterima, tetapi tidak tayang: informasi yang dikecualikan.")
    if Obstacle.NOT_READ in obstacles:
        return _("Diterima, belum tayang: isinya masih dibaca otomatis untuk mencari data pribadi.")
    if Obstacle.HINTS in obstacles:
        return _(
            "Diterima, belum tayang: mungkin memuat data pribadi. Tayang setelah verifikator memeriksanya."
        )
    return ""


def held_back(update: ProgressUpdate) -> int:
    """Of a verified update: its accepted proofs that wait for a person to look at their hints."""
    items = EvidenceItem.objects.proving().filter(update=update).select_related("evidence")
    return sum(obstacles_of(item.evidence) == (Obstacle.HINTS,) for item in items)


def takedown_page(evidence: Evidence, *, user: User) -> TakedownPage:
    """`evidence` comes with its institution and who took it down."""
    return TakedownPage(
        viewer=reverse("workspace:proof", args=[evidence.public_id]),
        is_sample=evidence.institution.is_sample,
        title=evidence.title,
        number=evidence.receipt,
        institution=evidence.institution.name,
        code=evidence.state,
        word=str(EvidenceState(evidence.state).label),
        goes=_goes(evidence),
        uses=_uses(evidence),
        tombstone=tombstone_of(evidence),
        note=evidence.takedown_note,
        by=str(evidence.taken_down_by or ""),
        at=moment(evidence.taken_down_at),
        opened=told_readers(evidence, user),
        is_removing=evidence.files_to_remove.exists(),
    )


def _goes(evidence: Evidence) -> tuple[str, ...]:
    told = [_("Judul “%(title)s”") % {"title": evidence.title}]
    if evidence.original_name:
        told.append(_("Nama berkas %(name)s") % {"name": evidence.original_name})
    if evidence.stored_name and evidence.size:
        told.append(_("Berkas asli, %(size)s") % {"size": file_size(evidence.size)})
    if evidence.derivative_name:
        told.append(_("Salinan bersih yang dibuka orang"))
    if evidence.preview_name:
        told.append(_("Gambar halaman dan teks pratinjau"))
    if evidence.url:
        told.append(_("Alamat tautan %(url)s") % {"url": evidence.url})
    copies = evidence.visits.exclude(copy_name="").count()
    if copies:
        told.append(ngettext("%(n)s salinan tautan", "%(n)s salinan tautan", copies) % {"n": copies})
    return tuple(told)


def _uses(evidence: Evidence) -> tuple[ProofUse, ...]:
    items = EvidenceItem.objects.filter(evidence=evidence).select_related(
        "update__milestone", "update__period"
    )
    accepted = set(EvidenceItem.objects.accepted().filter(evidence=evidence).values_list("pk", flat=True))
    return tuple(
        ProofUse(
            milestone=numbered(item.update.milestone),
            period=str(item.update.period),
            is_accepted=item.pk in accepted,
        )
        for item in items.order_by("pk")
    )

"""One proof: what it is, where it stands, what it holds and what it is to prove."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from evidence.domain.preview import Manifest
from evidence.enums import READABLE_STATES, EvidenceKind, EvidenceState, KipClass, Visibility
from evidence.messages import damage_text, hints_text
from evidence.messages import reason as check_reason
from evidence.models import Evidence
from evidence.queries.links import LinkReport, link_report
from evidence.queries.publication import tombstone_of
from evidence.scanner import SCANNER_DOWN
from evidence.storage.previews import manifest_of
from foundation.formats import file_size, long_date, moment
from foundation.jobs.leases import MOST_ATTEMPTS
from renaksi.enums import WAITING_FOR_VERDICT_STATES, ItemVerdict
from renaksi.models import EvidenceItem, ProgressUpdate
from renaksi.permissions import plans_verified_by, updates_readable_by
from renaksi.queries.wording import numbered
from renaksi.queries.workspace.queue import waiting_for_approval
from renaksi.queries.workspace.readers import told_readers
from renaksi.queries.workspace.viewer_content import PageView, TableView, pages_of, table_views


@dataclass(frozen=True, slots=True)
class Fact:
    term: str
    value: str


@dataclass(frozen=True, slots=True)
class ProofUse:
    """What it is to prove, and the page of the person's work on that report."""

    milestone: str
    requirement: str
    period: str
    url: str
    code: str
    word: str


@dataclass(frozen=True, slots=True)
class ViewerPage:
    """`stage`: checking, refused, tombstone, link, pending, impossible or shown.

    `sentence` says what the stage means for the reader; `notes` what is not shown or was not read.
    """

    title: str
    institution: str
    is_sample: bool
    summary: str
    code: str
    word: str
    stage: str
    sentence: str
    link: str
    link_host: str
    download: str | None
    facts: tuple[Fact, ...]
    fingerprint: str
    uses: tuple[ProofUse, ...]
    visits: LinkReport | None
    opened: tuple[str, ...]
    damage: str
    hints: str
    hints_cleared: str
    notes: tuple[str, ...]
    pages: tuple[PageView, ...]
    tables: tuple[TableView, ...]


def viewer_page(evidence: Evidence, *, user: User) -> ViewerPage:
    """`evidence` comes with its institution, uploader and who cleared its hints."""
    manifest = manifest_of(evidence)
    stage = _stage(evidence, manifest)
    shown = manifest if stage == "shown" else None
    is_gone = stage == "tombstone"
    return ViewerPage(
        title=_("Data dukung yang diturunkan") if is_gone else evidence.title,
        institution=evidence.institution.name,
        is_sample=evidence.institution.is_sample,
        summary="" if is_gone else _summary(evidence),
        code=evidence.state,
        word=_word(evidence),
        stage=stage,
        sentence=_sentence(evidence, stage, manifest),
        link=evidence.url if stage == "link" else "",
        link_host=evidence.url.split("/")[2] if stage == "link" else "",
        download=evidence.get_absolute_url() if _is_served(evidence) else None,
        facts=() if is_gone else _facts(evidence),
        fingerprint="" if is_gone else evidence.sha256,
        uses=_uses(evidence, user),
        visits=link_report(evidence) if stage == "link" else None,
        opened=told_readers(evidence, user),
        damage=damage_text(evidence.damage),
        hints=hints_text(evidence.hints),
        hints_cleared=_hints_cleared(evidence),
        notes=_notes(shown) if shown else (),
        pages=pages_of(evidence, shown) if shown else (),
        tables=table_views(evidence, shown) if shown else (),
    )


def _stage(evidence: Evidence, manifest: Manifest | None) -> str:
    by_state = {
        EvidenceState.RECEIVING: "checking",
        EvidenceState.QUARANTINED: "checking",
        EvidenceState.REJECTED: "refused",
        EvidenceState.TAKEN_DOWN: "tombstone",
    }
    if evidence.state in by_state:
        return by_state[EvidenceState(evidence.state)]
    if evidence.kind == EvidenceKind.LINK:
        return "link"
    if manifest is None:
        return "pending" if evidence.attempts < MOST_ATTEMPTS else "impossible"
    return "impossible" if manifest.problem else "shown"


def _is_served(evidence: Evidence) -> bool:
    is_sound = evidence.kind == EvidenceKind.FILE and not evidence.damage
    return is_sound and evidence.state in READABLE_STATES


def _waits_for_scanner(evidence: Evidence) -> bool:
    return evidence.state == EvidenceState.QUARANTINED and evidence.last_error == SCANNER_DOWN


def _word(evidence: Evidence) -> str:
    return (
        _("Menunggu pemindaian") if _waits_for_scanner(evidence) else str(EvidenceState(evidence.state).label)
    )


def _sentence(evidence: Evidence, stage: str, manifest: Manifest | None) -> str:
    if _waits_for_scanner(evidence):
        return _(
            "Pemindai virus sedang tidak dapat dihubungi. Berkas aman tersimpan dan diperiksa begitu pemindai pulih; "
            "bagi tenggat yang dihitung adalah saat diterima."
        )
    if evidence.state == EvidenceState.RECEIVING:
        return _("Berkas ini belum sampai seluruhnya. Pengirimnya melanjutkan dari halaman laporannya.")
    if stage == "checking":
        return _(
            "Berkas sedang diperiksa otomatis. Isinya tampil di sini setelah lolos; biasanya kurang dari satu menit."
        )
    if stage == "refused":
        return check_reason(evidence.state_reason)
    if stage == "tombstone":
        return tombstone_of(evidence)
    if stage == "pending":
        return _(
            "Pratinjau sedang dibuat; biasanya kurang dari satu menit. Sementara itu berkasnya dapat diunduh."
        )
    if stage == "impossible":
        return _impossible(manifest.problem if manifest else "machine")
    return ""


def _impossible(problem: str) -> str:
    reasons = {
        "unreadable": _("isinya tidak dapat digambar oleh server"),
        "machine": _("server gagal membuatnya; beri tahu pengelola server"),
        "empty": _("berkas ini tidak memuat teks atau tabel"),
    }
    why = reasons.get(problem, _("isinya terlalu rumit atau terlalu besar untuk digambar"))
    return _("Pratinjau tidak dapat dibuat: %(why)s. Unduh berkasnya untuk membacanya.") % {"why": why}


def _summary(evidence: Evidence) -> str:
    """PDF · 1,2 MB · diterima 5 Okt 2026 10.00 WIB."""
    is_link = evidence.kind == EvidenceKind.LINK
    kind = _("Tautan") if is_link else evidence.original_name.rpartition(".")[2].upper()
    size = file_size(evidence.size) if evidence.size else ""
    received = _("diterima %(when)s") % {"when": moment(evidence.received_at)} if evidence.received_at else ""
    return " · ".join(filter(None, (kind, size, received)))


def _facts(evidence: Evidence) -> tuple[Fact, ...]:
    facts = [
        (_("Instansi"), evidence.institution.name),
        (_("Nama berkas"), evidence.original_name),
        (
            _("Tanggal dokumen"),
            long_date(evidence.document_date) if evidence.document_date else _("tidak diisi"),
        ),
        (_("Nomor tanda terima"), evidence.receipt),
        (_("Pengirim"), str(evidence.uploader)),
        (_("Klasifikasi informasi"), str(KipClass(evidence.kip_class).label)),
        (_("Keterbukaan"), str(Visibility(evidence.visibility).label)),
    ]
    return tuple(Fact(term, value) for term, value in facts if value)


def _uses(evidence: Evidence, user: User) -> tuple[ProofUse, ...]:
    items = (
        EvidenceItem.objects.filter(evidence=evidence, update__in=updates_readable_by(user))
        .select_related("requirement", "update__period", "update__milestone__commitment")
        .order_by("-update__pk", "pk")
    )
    found = list(items)
    addresses = _addresses([item.update for item in found], user)
    return tuple(
        ProofUse(
            milestone=numbered(item.update.milestone),
            requirement=item.requirement.text if item.requirement else "",
            period=str(item.update.period),
            url=addresses[item.update_id],
            code=item.verdict,
            word=str(ItemVerdict(item.verdict).label),
        )
        for item in found
    )


def _addresses(updates: list[ProgressUpdate], user: User) -> dict[int, str]:
    """Where the person works on each report."""
    ids = {update.pk for update in updates}
    verified = plans_verified_by(user).values("pk")
    judged = ProgressUpdate.objects.filter(
        pk__in=ids, state__in=WAITING_FOR_VERDICT_STATES, milestone__commitment__plan__in=verified
    )
    to_judge = set(judged.values_list("pk", flat=True))
    to_approve = set(waiting_for_approval(user).filter(pk__in=ids).values_list("pk", flat=True))
    names = {pk: "review" if pk in to_judge else "approval" if pk in to_approve else "update" for pk in ids}
    return {pk: reverse(f"workspace:{name}", args=[pk]) for pk, name in names.items()}


def _hints_cleared(evidence: Evidence) -> str:
    if evidence.hints_cleared_at is None or evidence.hints_cleared_by is None:
        return ""
    return _("Sudah diperiksa %(who)s pada %(when)s: bukan data pribadi.") % {
        "who": evidence.hints_cleared_by,
        "when": moment(evidence.hints_cleared_at),
    }


def _notes(manifest: Manifest) -> tuple[str, ...]:
    notes = []
    if manifest.pages and manifest.page_count > len(manifest.pages):
        notes.append(
            _(
                "Gambar hanya untuk %(shown)s halaman pertama dari %(count)s; teks halaman lain ada di bawahnya."
            )
            % {"shown": len(manifest.pages), "count": manifest.page_count}
        )
    if manifest.sheet_count > len(manifest.tables):
        notes.append(
            _("Ditampilkan %(shown)s lembar pertama dari %(count)s.")
            % {"shown": len(manifest.tables), "count": manifest.sheet_count}
        )
    if manifest.pages and not manifest.has_text:
        notes.append(
            _(
                "Gambar tidak dibaca otomatis. Periksa sendiri apakah memuat data pribadi, misalnya KTP atau tanda tangan."
            )
        )
    return tuple(notes)

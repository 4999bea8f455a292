"""What a decree does to institutions: a new name, a merger, a split. What was reported before stays where it was."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from foundation.audit import actions as audit
from foundation.formats import long_date
from institutions.domain.names import normalise_name
from institutions.enums import ChangeKind
from institutions.models import Institution, InstitutionAlias, InstitutionChange
from institutions.permissions import may_curate_institutions, may_end_institutions
from institutions.queries import free_slug
from institutions.succession import Succession, move_everything, open_things


@transaction.atomic
def rename_institution(
    *,
    institution: Institution,
    new_name: str,
    short_name: str,
    on: date,
    reason: str,
    by: AbstractUser,
    at: datetime,
) -> InstitutionChange:
    """A new name from that day on; the old one stays a spelling until the day before, the address for good.

    Raises PermissionDenied, and ValidationError for a name that another institution bears, a day to come or
    one before an earlier change, or a missing reason.
    """
    if not may_curate_institutions(by):
        raise PermissionDenied
    [found] = _locked([institution])
    _check_words(on, reason, at)
    _check_after_earlier(found, on)
    old_name, name = found.name, " ".join(new_name.split())
    _check_name(found, name)
    _check_name(found, short_name.strip(), required=False)
    _end_spellings(found, {name, short_name.strip()}, on)
    found.name, found.short_name, found.name_en = name, short_name.strip(), ""
    found.save(update_fields=["name", "short_name", "name_en"])
    change = _write(ChangeKind.RENAMED, found, None, on, reason, old_name=old_name, new_name=name)
    audit.record(
        action="institution.renamed", by=by, target=found, data={"change": change.pk, "on": on.isoformat()}
    )
    return change


@transaction.atomic
def merge_by_decree(
    *,
    sources: Sequence[Institution],
    into: Institution,
    on: date,
    reason: str,
    by: AbstractUser,
    at: datetime,
) -> Institution:
    """The sources end, `into` goes on for them; it may be a new one that is not saved yet.

    Raises PermissionDenied, and ValidationError for an impossible group or what `rename_institution` refuses.
    """
    _require_ender(by)
    _check_words(on, reason, at)
    target = _saved(into)
    found = _locked([*sources, target])
    ending = [one for one in found if one.pk != target.pk]
    if not ending or len(found) <= len(sources):
        raise ValidationError(_("Pilih instansi yang bergabung, dan instansi lain yang meneruskannya."))
    _check_one_world(found)
    for source in ending:
        _check_after_earlier(source, on)
        _write(ChangeKind.MERGED, source, target, on, reason)
        moved = move_everything(Succession(source, (target,), on, reason.strip(), by, at))
        data = {"into": target.pk, "on": on.isoformat(), "moved": moved}
        audit.record(action="institution.ended_in_merger", by=by, target=source, data=data)
    return target


@transaction.atomic
def split_institution(
    *,
    source: Institution,
    into: Sequence[Institution],
    shares: Mapping[str, Institution],
    on: date,
    reason: str,
    by: AbstractUser,
    at: datetime,
) -> None:
    """The source ends; `shares` says by the key of each open thing which of `into` takes it.

    Raises PermissionDenied, and ValidationError if something open has no taker, for fewer than two heirs, or
    what `rename_institution` refuses.
    """
    _require_ender(by)
    _check_words(on, reason, at)
    found = {one.pk: one for one in _locked([source, *into])}
    heirs = tuple(found[one.pk] for one in into if one.pk != source.pk)
    if len(set(heirs)) < 2 or len(heirs) != len(into):
        raise ValidationError(_("Pilih paling sedikit dua instansi penerus yang berbeda."))
    _check_one_world(found.values())
    _check_after_earlier(found[source.pk], on)
    _check_shares(found[source.pk], heirs, shares, timezone.localdate(at))
    for heir in heirs:
        _write(ChangeKind.SPLIT, found[source.pk], heir, on, reason)
    moved = move_everything(Succession(found[source.pk], heirs, on, reason.strip(), by, at, shares))
    data = {"into": [heir.pk for heir in heirs], "on": on.isoformat(), "moved": moved}
    audit.record(action="institution.ended_in_split", by=by, target=found[source.pk], data=data)


def _require_ender(by: AbstractUser) -> None:
    if not may_end_institutions(by):
        raise PermissionDenied


def _saved(institution: Institution) -> Institution:
    if not institution._state.adding:
        return institution
    institution.name = " ".join(institution.name.split())
    _check_name(institution, institution.name)
    _check_name(institution, institution.short_name, required=False)
    institution.slug = free_slug(institution.name)
    institution.full_clean()
    institution.save()
    return institution


def _locked(institutions: Iterable[Institution]) -> list[Institution]:
    """As they stand now; whoever changes one of them at the same time waits."""
    wanted = {one.pk for one in institutions}
    list(Institution.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    found = list(Institution.objects.standing().filter(pk__in=wanted).order_by("pk"))
    if len(found) < len(wanted):
        raise ValidationError(_("Salah satu instansi sudah bergabung atau dipecah; pilih penerusnya."))
    return found


def _check_words(on: date, reason: str, at: datetime) -> None:
    if on > timezone.localdate(at):
        raise ValidationError(
            _("Tanggal berlaku ada di masa depan. Catat perubahan ini pada hari berlakunya, atau sesudahnya.")
        )
    if not reason.strip():
        raise ValidationError(_("Dasar perubahan belum ditulis. Tulis misalnya nomor peraturannya."))


def _check_after_earlier(institution: Institution, on: date) -> None:
    """The history of one institution is told in the order of its days."""
    last = (
        InstitutionChange.objects.filter(Q(source=institution) | Q(target=institution))
        .order_by("-on")
        .first()
    )
    if last is not None and on < last.on:
        raise ValidationError(
            _("%(name)s sudah berubah pada %(day)s. Pilih tanggal itu atau sesudahnya.")
            % {"name": institution, "day": long_date(last.on)}
        )


def _check_one_world(institutions: Iterable[Institution]) -> None:
    """Samples go on in samples, and no institution in one of another country."""
    if len({(one.is_sample, one.country) for one in institutions}) > 1:
        raise ValidationError(_("Instansi contoh dan instansi nyata tidak digabung atau dipecah bersama."))


def _check_shares(
    source: Institution, heirs: Sequence[Institution], shares: Mapping[str, Institution], today: date
) -> None:
    wanted = [thing for thing in open_things(source, today) if not thing.follows]
    missing = [thing for thing in wanted if shares.get(thing.key) not in heirs]
    if missing:
        raise ValidationError(
            _("Pilih penerus untuk setiap tonggak, peran, dan akun; yang belum: %(first)s.")
            % {"first": "; ".join(f"{thing.kind} {thing.label}" for thing in missing[:3])}
        )


def _check_name(institution: Institution, name: str, *, required: bool = True) -> None:
    if not name and not required:
        return
    if not slugify(name):
        raise ValidationError(_("Nama perlu paling sedikit satu huruf atau angka."))
    if required and name == institution.name and not institution._state.adding:
        raise ValidationError(_("Nama baru sama dengan nama sekarang."))
    other = _bearer(institution, name)
    if other is not None:
        raise ValidationError(_("Nama “%(name)s” sudah dipakai %(other)s.") % {"name": name, "other": other})


def _bearer(institution: Institution, name: str) -> Institution | None:
    """Who else is called so now, there; a name that ended is free again."""
    place = {"country": institution.country, "region": institution.region}
    wanted = normalise_name(name)
    spelt = InstitutionAlias.objects.filter(normalised=wanted, valid_until=None, **place)
    spellings = spelt.select_related("institution").exclude(institution=institution.pk)
    others = Institution.objects.standing().filter(**place).exclude(pk=institution.pk)
    named = (one for one in others if wanted in map(normalise_name, (one.name, one.name_en, one.short_name)))
    return next((one.institution for one in spellings), None) or next(named, None)


def _end_spellings(institution: Institution, kept: set[str], on: date) -> None:
    """The names that end stay spellings, so that documents of their time are still understood."""
    still = {normalise_name(name) for name in kept}
    for name in filter(None, (institution.name, institution.short_name, institution.name_en)):
        if normalise_name(name) not in still:
            _end_spelling(institution, name, on)


def _end_spelling(institution: Institution, name: str, on: date) -> None:
    alias, _is_new = InstitutionAlias.objects.get_or_create(
        normalised=normalise_name(name),
        country=institution.country,
        region=institution.region,
        defaults={"institution": institution, "name": name},
    )
    if alias.institution_id == institution.pk:
        alias.valid_until = on - timedelta(days=1)
        if alias.valid_from is not None:
            alias.valid_from = min(alias.valid_from, alias.valid_until)
        alias.save(update_fields=["valid_until", "valid_from"])


def _write(
    kind: ChangeKind,
    source: Institution,
    target: Institution | None,
    on: date,
    reason: str,
    *,
    old_name: str = "",
    new_name: str = "",
) -> InstitutionChange:
    return InstitutionChange.objects.create(
        kind=kind,
        source=source,
        target=target,
        old_name=old_name or source.name,
        new_name=new_name or (target.name if target else source.name),
        on=on,
        reason=reason.strip(),
    )

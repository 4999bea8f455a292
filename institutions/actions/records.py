"""Changes to the list of institutions and regions."""

import csv

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from foundation.audit import actions as audit
from foundation.search.index import renew_later
from institutions.domain.names import normalise_name
from institutions.enums import RegionKind
from institutions.known_names import SEED_DATA
from institutions.models import Institution, InstitutionAlias, Region
from institutions.permissions import Actor, may_curate_institutions


@transaction.atomic
def add_alias(*, institution: Institution, name: str, by: Actor, source: str = "") -> InstitutionAlias:
    """One more spelling. Raises ValidationError if it already names another institution of that region."""
    _require_curator(by)
    spelling = " ".join(name.split())
    if not normalise_name(spelling):
        raise ValidationError(_("Ejaan kosong; tulis nama seperti tercetak di sumbernya."))
    alias, is_new = InstitutionAlias.objects.get_or_create(
        normalised=normalise_name(spelling),
        country=institution.country,
        region=institution.region,
        defaults={"institution": institution, "name": spelling, "source": source},
    )
    if alias.institution_id != institution.pk:
        message = _("Ejaan “%(name)s” sudah dipakai %(other)s; gabungkan kedua instansi itu.")
        raise ValidationError(message % {"name": spelling, "other": alias.institution})
    if is_new:
        audit.record(action="institution.alias_added", by=by, target=institution, data={"alias": alias.pk})
    return alias


@transaction.atomic
def merge_institutions(*, keep: Institution, drop: Institution, by: Actor, reason: str) -> None:
    """Two records of one institution become one: everything that points at `drop` points at `keep`.

    The dropped record stays as a signpost (`merged_into`), because its address was public; its names become
    spellings of the one that is kept. Raises ValidationError for an impossible pair or a missing reason.
    """
    _require_curator(by)
    _check_pair(keep, drop, reason)
    moved = {
        relation.related_model._meta.label_lower: _repoint(relation, keep, drop) for relation in _relations()
    }
    drop.merged_into, drop.merged_reason = keep, reason.strip()
    drop.save(update_fields=["merged_into", "merged_reason"])
    for name in filter(None, (drop.name, drop.name_en, drop.short_name)):
        _keep_spelling(keep, name)
    renew_later("instansi", [keep.pk, drop.pk])
    data = {"dropped": drop.pk, "moved": moved}
    audit.record(action="institution.merged", by=by, target=keep, data=data)
    audit.record(action="institution.merged_into", by=by, target=drop, data={"kept": keep.pk})


@transaction.atomic
def load_regions() -> int:
    """Adds the carried Kemendagri regions that are missing; tells how many. Known ones stay as they are."""
    known = set(Region.objects.values_list("code", flat=True))
    provinces = [
        Region(code=row["code"], name=row["name"], kind=RegionKind.PROVINCE)
        for row in _seed_rows("provinces.csv")
        if row["code"] not in known
    ]
    Region.objects.bulk_create(provinces)
    by_code = {region.code: region for region in Region.objects.filter(kind=RegionKind.PROVINCE)}
    regencies = [
        Region(
            code=row["code"],
            name=row["name"],
            kind=_kind(row["name"]),
            province=by_code[row["province_code"]],
        )
        for row in _seed_rows("regencies.csv")
        if row["code"] not in known
    ]
    Region.objects.bulk_create(regencies)
    renew_later("daerah", [region.pk for region in (*provinces, *regencies)])
    return len(provinces) + len(regencies)


def _require_curator(by: Actor) -> None:
    if not may_curate_institutions(by):
        raise PermissionDenied


def _check_pair(keep: Institution, drop: Institution, reason: str) -> None:
    if not reason.strip():
        raise ValidationError(_("Penggabungan instansi memerlukan alasan."))
    if keep.pk == drop.pk:
        raise ValidationError(_("Instansi tidak dapat digabung dengan dirinya sendiri."))
    if keep.merged_into_id or drop.merged_into_id:
        raise ValidationError(_("Salah satu instansi sudah digabung; pilih instansi tujuannya."))
    if (keep.country, keep.region_id) != (drop.country, drop.region_id):
        raise ValidationError(_("Nama yang sama di dua daerah adalah dua instansi; keduanya tidak digabung."))


def _relations() -> list[models.ForeignObjectRel]:
    """Every key to an institution, in whichever app: this one does not know those above it."""
    return [
        relation
        for relation in Institution._meta.get_fields(include_hidden=True)
        if isinstance(relation, models.ManyToOneRel) and relation.field.name != "merged_into"
    ]


def _repoint(relation: models.ForeignObjectRel, keep: Institution, drop: Institution) -> int:
    """Moves the keys one by one; a row that would then say the same twice goes, since the other says it."""
    field = relation.field.name
    rows = relation.related_model._base_manager.filter(**{field: drop})
    moved = 0
    for row in rows:
        try:
            with transaction.atomic():
                setattr(row, field, keep)
                row.save(update_fields=[field])
            moved += 1
        except IntegrityError:
            row.delete()
    return moved


def _keep_spelling(keep: Institution, name: str) -> None:
    InstitutionAlias.objects.get_or_create(
        normalised=normalise_name(name),
        country=keep.country,
        region=keep.region,
        defaults={"institution": keep, "name": name},
    )


def _seed_rows(name: str) -> list[dict[str, str]]:
    with (SEED_DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _kind(name: str) -> RegionKind:
    return RegionKind.CITY if name.startswith("Kota ") else RegionKind.REGENCY

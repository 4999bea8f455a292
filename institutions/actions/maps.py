"""The official map of the provinces: uploaded, put in use, and taken out of use again."""

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from foundation.audit import actions as audit
from institutions.domain.map_drawing import draw_map
from institutions.domain.map_file import MapRefusedError, read_map_file
from institutions.enums import RegionKind
from institutions.messages import map_problem_text
from institutions.models import ProvinceMap, Region
from institutions.permissions import may_keep_maps


@dataclass(frozen=True, slots=True)
class MapSource:
    """Who made it and on which terms; shown below the map."""

    credit: str
    licence: str
    dated_on: date
    source_url: str = ""


@transaction.atomic
def upload_map(
    *,
    file_name: str,
    content: bytes,
    code_property: str,
    source: MapSource,
    by: AbstractUser,
    at: datetime,
) -> ProvinceMap:
    """Stores the drawing, not yet in use. Raises ValidationError with a sentence for every fault of the file.

    About two seconds for the largest file (10 MB) on a slow machine.
    """
    _require_keeper(by)
    codes = _province_codes()
    try:
        provinces = read_map_file(content, code_property=code_property, codes=codes)
    except MapRefusedError as refused:
        said = [map_problem_text(problem, code_property=code_property) for problem in refused.problems]
        raise ValidationError(said) from None
    drawing = draw_map(provinces)
    kept = ProvinceMap.objects.create(
        file_name=file_name[:160],
        digest=sha256(content).hexdigest(),
        credit=source.credit,
        source_url=source.source_url,
        licence=source.licence,
        dated_on=source.dated_on,
        width=drawing.width,
        height=drawing.height,
        paths=dict(drawing.paths),
        uploaded_at=at,
    )
    audit.record(action="map.uploaded", by=by, target=kept, data={"digest": kept.digest})
    return kept


@transaction.atomic
def use_map(*, province_map: ProvinceMap, by: AbstractUser) -> None:
    """From now on the public sees this map; the one before is kept."""
    _require_keeper(by)
    ProvinceMap.objects.filter(in_use=True).exclude(pk=province_map.pk).update(in_use=False)
    province_map.in_use = True
    province_map.save(update_fields=["in_use"])
    audit.record(action="map.used", by=by, target=province_map)


@transaction.atomic
def use_tiles(*, province_map: ProvinceMap, by: AbstractUser) -> None:
    """Takes the map out of use: the public sees the tiles again."""
    _require_keeper(by)
    province_map.in_use = False
    province_map.save(update_fields=["in_use"])
    audit.record(action="map.put_away", by=by, target=province_map)


def _require_keeper(by: AbstractUser) -> None:
    if not may_keep_maps(by):
        raise PermissionDenied


def _province_codes() -> frozenset[str]:
    provinces = Region.objects.filter(kind=RegionKind.PROVINCE, is_sample=False)
    return frozenset(provinces.values_list("code", flat=True))

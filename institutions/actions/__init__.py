"""Every write of institutions: their records and spellings, and what a decree does to them."""

from institutions.actions.changes import merge_by_decree, rename_institution, split_institution
from institutions.actions.maps import MapSource, upload_map, use_map, use_tiles
from institutions.actions.records import add_alias, load_regions, merge_institutions

__all__ = [
    "MapSource",
    "add_alias",
    "load_regions",
    "merge_by_decree",
    "merge_institutions",
    "rename_institution",
    "split_institution",
    "upload_map",
    "use_map",
    "use_tiles",
]

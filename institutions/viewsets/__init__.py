"""Institutions and regions in the CMS: lists, spellings, changes by decree, and the choosers that other editors use."""

from institutions.viewsets.choosers import INSTITUTION_CHOOSER, REGION_CHOOSER, standing_institutions
from institutions.viewsets.records import POLICIES, InstitutionGroup, InstitutionViewSet

__all__ = [
    "INSTITUTION_CHOOSER",
    "POLICIES",
    "REGION_CHOOSER",
    "InstitutionGroup",
    "InstitutionViewSet",
    "standing_institutions",
]

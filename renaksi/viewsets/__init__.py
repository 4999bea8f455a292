"""Where the secretariat's staff hold plans, commitments and milestones in the CMS."""

from renaksi.viewsets.groups import RenaksiGroup

__all__ = ["RenaksiGroup"]

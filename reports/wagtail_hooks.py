"""Registers what the CMS shows of reports."""

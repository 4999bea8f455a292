"""The only door to WeasyPrint: HTML in, tagged PDF out, and nothing fetched outside the allow-list."""

from reports.pdf.engine import (
    Attached,
    PdfDocument,
    PdfUnavailable,
    Variant,
    render_pdf,
    render_variants,
)
from reports.pdf.fetching import AddressRefused, allowed_content

__all__ = [
    "AddressRefused",
    "Attached",
    "PdfDocument",
    "PdfUnavailable",
    "Variant",
    "allowed_content",
    "render_pdf",
    "render_variants",
]

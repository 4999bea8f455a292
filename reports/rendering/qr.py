"""Where readers check a report, and the code that leads there."""

import io

import segno

from foundation.languages import path_in
from reports.document import Payload
from reports.document.payload import SHORT_DIGITS

_VERIFICATION = "/laporan/verifikasi/"


def verification_address(payload: Payload, whole: str) -> str:
    """The whole address that tells whether a report with the fingerprint `whole` is genuine."""
    return f"{payload.site}{path_in(_VERIFICATION, payload.main.lang)}?sidik={whole[:SHORT_DIGITS]}"


def qr_svg(address: str) -> str:
    """An `<svg>` without a size of its own (its viewBox is square), dark on white with the quiet zone around it.

    It bears no text: who places it says where it leads.
    """
    code = segno.make(address, micro=False, error="m")
    drawn = io.BytesIO()
    code.save(
        drawn, kind="svg", xmldecl=False, omitsize=True, light="#fff", svgclass=None, lineclass=None, nl=False
    )
    return drawn.getvalue().decode()

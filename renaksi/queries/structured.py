"""Plans and what belongs to them in the words of schema.org, built of what their pages say."""

from typing import Any

from renaksi.enums import CompletionStatus
from renaksi.queries.commitment_page import CommitmentPage
from renaksi.queries.plans import PlanPage
from renaksi.queries.profiles import InstitutionPage, RegionPage

_ACTION_STATUS: dict[str, str] = {
    CompletionStatus.COMPLETE: "https://schema.org/CompletedActionStatus",
    CompletionStatus.SUBSTANTIAL: "https://schema.org/ActiveActionStatus",
    CompletionStatus.LIMITED: "https://schema.org/ActiveActionStatus",
    CompletionStatus.NOT_STARTED: "https://schema.org/PotentialActionStatus",
}


def commitment_data(page: CommitmentPage, *, plan_url: str) -> dict[str, Any]:
    """A promise is a planned action; without proof nothing is said of how far it came."""
    return {
        "@type": "PlanAction",
        "name": page.title,
        "description": page.texts.blocks[0].text if page.texts.blocks else "",
        "actionStatus": _ACTION_STATUS.get(page.status, ""),
        "isPartOf": {"@type": "CreativeWork", "name": page.plan, "url": plan_url},
    }


def plan_data(page: PlanPage) -> dict[str, Any]:
    return {
        "@type": "CreativeWork",
        "name": page.label,
        "description": page.summary,
        "temporalCoverage": page.period,
    }


def region_data(page: RegionPage) -> dict[str, Any]:
    province = page.province
    return {
        "@type": "AdministrativeArea",
        "name": page.name,
        "identifier": page.code,
        "containedInPlace": {"@type": "AdministrativeArea", "name": province.text} if province else None,
    }


def institution_data(page: InstitutionPage) -> dict[str, Any]:
    return {"@type": "Organization", "name": page.name, "alternateName": list(page.other_names)}

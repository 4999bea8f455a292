"""A version of a report in the words of schema.org."""

from typing import Any

from reports.queries.versions import VersionPage


def report_data(page: VersionPage) -> dict[str, Any]:
    return {
        "@type": "Report",
        "name": f"{page.title}, {page.part or page.plan}",
        "inLanguage": list(page.languages),
        "version": str(page.version.version),
        "datePublished": page.version.published_at and page.version.published_at.isoformat(),
        "temporalCoverage": page.as_of and page.as_of.isoformat(),
        "identifier": f"sha256:{page.fingerprint}",
        "isPartOf": {"@type": "CreativeWork", "name": page.plan},
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": file.url,
                "contentSize": str(file.size),
                "sha256": file.sha256,
            }
            for file in page.files
        ],
    }

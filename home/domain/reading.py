"""Which calls are counted as the reading of a page."""

from collections.abc import Mapping

_ROBOTS = (
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "headless",
    "monitor",
    "curl",
    "wget",
    "python",
    "java/",
)


def is_robot(user_agent: str) -> bool:
    """By its own word; who names nothing is none we know."""
    agent = user_agent.casefold()
    return not agent or any(name in agent for name in _ROBOTS)


def comes_from_here(headers: Mapping[str, str], *, site: str) -> bool:
    """Whether a page of this site sent it. `site` is scheme and host; browsers say where a call comes from."""
    fetched = headers.get("Sec-Fetch-Site", "")
    if fetched:
        return fetched == "same-origin"
    return headers.get("Origin", "") == site

"""The address of a page without asking for its site: all pages live below the one home page at "/"."""

from wagtail.models import Page

from foundation.languages import language, path_in


def page_address(page: Page) -> str:
    """In the language of the moment."""
    below_home = page.url_path.split("/", 2)[2]
    return path_in(f"/{below_home}", language())

"""What a browser sends: the fields of the form as it was rendered."""

from html.parser import HTMLParser

from django.test import Client


class _Fields(HTMLParser):
    """Collects the values of the editor's form; what is disabled or unchecked is not sent."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._inside = False
        self._textarea = ""
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("id") == "w-editor-form"
        name = given.get("name") or ""
        if not self._inside or "disabled" in given or (not name and tag != "option"):
            return
        if tag == "input":
            self._input(name, given)
        elif tag == "textarea":
            self._textarea = name
            self.values[name] = [""]
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in given:
            self.values.setdefault(self._select, []).append(given.get("value") or "")

    def _input(self, name: str, given: dict[str, str | None]) -> None:
        box = given.get("type") in {"checkbox", "radio"}
        if box and "checked" not in given:
            return
        if given.get("type") not in {"submit", "button"}:
            self.values.setdefault(name, []).append(given.get("value") or ("on" if box else ""))

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.values[self._textarea][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            # Browsers drop the first line break of a text area.
            self.values[self._textarea][0] = self.values[self._textarea][0].removeprefix("\n")
            self._textarea = ""
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._inside = False


def editor_fields(client: Client, address: str) -> dict[str, list[str]]:
    response = client.get(address)
    assert response.status_code == 200, response
    parser = _Fields()
    parser.feed(response.content.decode())
    # Templates of rows that a script would copy are no rows.
    return {name: values for name, values in parser.values.items() if "__prefix__" not in name}

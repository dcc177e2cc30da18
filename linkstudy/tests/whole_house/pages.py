"""Links and forms, as a browser finds them in the HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

TYPED = {"text", "email", "password", "search", "tel", "url", "number", "date"}
NO_ANSWER = {"submit", "button", "reset", "image"}


@dataclass
class Question:
    """One name in a form.

    kind     "text", "long", "pick", "radio", "tick", "hidden" or "password"
    offered  the values that may be chosen
    value    what the page filled in, as a list
    """

    name: str
    kind: str
    offered: list[str] = field(default_factory=list)
    value: list[str] = field(default_factory=list)
    multiple: bool = False


@dataclass
class Form:
    """One <form>, with its questions by name in the order of the page."""

    method: str
    action: str
    questions: dict[str, Question] = field(default_factory=dict)

    def filled(self) -> dict[str, list[str]]:
        """What a browser would send if nobody typed anything."""
        return {one.name: list(one.value) for one in self.questions.values() if one.value}

    def question(self, name: str, kind: str) -> Question:
        return self.questions.setdefault(name, Question(name, kind))


class Page(HTMLParser):
    """An HTML page: links (addresses in href), forms, and title."""

    def __init__(self, html: str):
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select: Question | None = None
        self.long: Question | None = None
        self.option: list[str] | None = None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        handler = getattr(self, f"start_{tag}", None)
        if handler:
            handler(given)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        match tag:
            case "form":
                self.form = None
            case "select":
                self.end_select()
            case "textarea":
                self.end_textarea()

    def handle_data(self, data: str) -> None:
        if self.long is not None:
            self.long.value[0] += data

    def start_form(self, given: dict[str, str]) -> None:
        self.form = Form(given.get("method", "get").lower(), given.get("action", ""))
        self.forms.append(self.form)

    def start_input(self, given: dict[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        if self.form is None or not name or kind in NO_ANSWER:
            return
        value = given.get("value", "on" if kind in {"radio", "checkbox"} else "")
        if kind in {"radio", "checkbox"}:
            one = self.form.question(name, {"checkbox": "tick"}.get(kind, kind))
            one.multiple = one.multiple or (kind == "checkbox" and bool(one.offered))
            one.offered.append(value)
            one.value += [value] if "checked" in given else []
        else:
            self.form.question(name, "text" if kind in TYPED - {"password"} else kind).value = [
                value
            ]

    def start_textarea(self, given: dict[str, str]) -> None:
        if self.form is not None:
            self.long = self.form.question(given.get("name", ""), "long")
            self.long.value = [""]

    def end_textarea(self) -> None:
        one, self.long = self.long, None
        if one is not None:
            one.value[0] = one.value[0].removeprefix("\n")

    def start_select(self, given: dict[str, str]) -> None:
        if self.form is not None:
            self.select = self.form.question(given.get("name", ""), "pick")
            self.select.multiple = "multiple" in given

    def start_option(self, given: dict[str, str]) -> None:
        if self.select is not None:
            value = given.get("value", "")
            self.select.offered.append(value)
            self.select.value += [value] if "selected" in given else []

    def end_select(self) -> None:
        one, self.select = self.select, None
        if one is not None and not one.value and not one.multiple:
            one.value = one.offered[:1]

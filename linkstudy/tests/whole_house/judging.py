"""Judges an answer to something bad: what must never be on a page, in a row or in the history."""

import html
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.core import validators
from django.db import models

from linkstudy.audit.chain import verify
from linkstudy.audit.models import Entry
from linkstudy.audit.tests.rows import as_it_stands
from linkstudy.forms.questions import HIDDEN, HIDDEN_IN_A_LINE, SHOWN_AS
from linkstudy.tests.whole_house.actors import Answer
from linkstudy.tests.whole_house.bodies import Post
from linkstudy.tests.whole_house.pages import Form, Page, Question
from linkstudy.tests.whole_house.values import Bad, Filled
from linkstudy.tests.whole_house.watching import Effect, model_of
from participants.consents import missing
from participants.models import Interview

# What only code says: traces, statements, places on a disk, names of modules.
INSIDE = re.compile(
    r"Traceback \(most recent|File \"[^\"]+\.py\"|\b(SELECT|INSERT INTO|UPDATE) [\w\"]+.{0,80}\b"
    r"(FROM|VALUES|SET) |site-packages|psycopg|sqlite3|django\.\w+\.|linkstudy/\w+\.py"
    r"|\b\w+(Error|Exception)\b: "
)
LEAST = 12  # letters of a message that make it known
# Told also when nothing is saved: the page shows what is kept; a password was wrong.
LOOKS = {"identity.revealed", "user.sign_in_failed"}
# Entries on a row that tell of something else: of identities, of a file that left the house.
NOT_OF_THE_ROW = {"identity.changed", "participants.exported", "coverage.exported"}
HELD = {"csrfmiddlewaretoken", "token", "version"}


def classes_of(module: object) -> list[type]:
    return [one for one in vars(module).values() if isinstance(one, type)]


@cache
def framework_words() -> list[str]:
    """Every message that the framework would put on a page, as far as its first blank."""
    found = dict(DefaultAccountAdapter.error_messages)
    for number, one in enumerate(
        [
            *classes_of(forms.fields),
            *classes_of(forms.models),
            *classes_of(models),
            *classes_of(validators),
        ]
    ):
        messages = getattr(one, "default_error_messages", {}) | {"": getattr(one, "message", "")}
        found |= {f"{number}{cause}": words for cause, words in messages.items()}
    said = []
    for words in found.values():
        with suppress(ValueError, KeyError, TypeError):  # plurals say nothing without their number
            said.append(str(words))
    starts = {re.split(r"%\(|\{|%s|“", words)[0].strip(" .“”\"'") for words in said}
    plurals = {
        "Ensure this value has at",
        "Ensure this filename has at",
        "Ensure that there are no",
    }
    return sorted(plurals | {start for start in starts if len(start) >= LEAST})


@dataclass(frozen=True)
class Judge:
    """What to hold an answer to.

    post     what the route takes
    strange  words of another site that this person may not read
    """

    post: Post
    strange: list[str]

    def taken(self, answer: Answer) -> bool:
        refused = answer.has_problems or (self.post.refuses and answer.heading == self.post.refuses)
        return answer.status == self.post.status and not refused

    def troubles(self, bad: Bad, answer: Answer, form: Form, done: Effect) -> Iterator[str]:
        """What is wrong with the answer to a bad body, in words."""
        if answer.status >= 500:
            yield f"answered {answer.status}"
        yield from self.on_the_page(bad, answer)
        if self.taken(answer):
            yield from self.wrongly_taken(bad, done)
        else:
            yield from self.wrongly_refused(bad, answer, form, done)

    def on_the_page(self, bad: Bad, answer: Answer) -> Iterator[str]:
        """Words that no page holds, but for what this person has just typed."""
        text = answer.text
        for value in (value for values in bad.filled.values() for value in values if value):
            text = text.replace(html.escape(value) if isinstance(value, str) else "\0", "")
        text = html.unescape(text)
        yield from (f"says “{words}…”" for words in framework_words() if words in text)
        if found := INSIDE.search(text):
            yield f"shows its inside: {found[0][:60]}"
        headers = " ".join(answer.headers.values())
        yield from (f"names {word}" for word in self.strange if word in text + headers)

    def wrongly_taken(self, bad: Bad, done: Effect) -> Iterator[str]:
        if not bad.fit:
            yield f"was taken: {done.verbs}"
        if self.post.verbs and not done.verbs:
            yield "said it was saved, and was not"
        yield from (f"changed {one} untold" for one in done.untold)
        yield from (f"reached {about}" for about in done.abouts if about in self.strange)

    def wrongly_refused(self, bad: Bad, answer: Answer, form: Form, done: Effect) -> Iterator[str]:
        if set(done.verbs) - LOOKS or done.changed:
            yield f"half saved: {done.verbs} {list(done.changed)}"
        if bad.says and answer.status != bad.says:
            yield f"answered {answer.status}, not {bad.says}"
        said = answer.has_problems or (answer.status == 200 and answer.heading == self.post.refuses)
        if not bad.says and not said:
            yield f"answered {answer.status} {answer.leads_to}, neither taken nor a form with words"
        if answer.has_problems and bad.filled:
            yield from lost(form, bad.filled, answer)


def broken_promises(done: Effect) -> Iterator[str]:
    """What must hold after every write: the chain, the history of each row, the consent gate."""
    if done.verbs and (trouble := verify().trouble):
        yield trouble
    for kind, key in done.changed:
        stands = as_it_stands(model_of(kind)._base_manager.get(pk=key))
        if told_again(kind, key, stands.get("replaces_id")) != stands:
            yield f"the history of {kind} {key} does not add up to the row"
    for one in Interview.objects.done().filter(pk__in=logged(done)).select_related("participant"):
        facts = {"wave": one.wave, "recording": one.recording, "on": one.held_on}
        if missing(one.participant, **facts, started=one.started):
            yield f"interview {one.pk} has no consent"


def told_again(kind: str, key: str, replaced: int | None) -> dict[str, Any]:
    """What the entries of a row add up to, each starting where the one before it ended.

    The first of a row that took another's place starts from what stood there.
    """
    row: dict[str, Any] = {}
    for entry in Entry.objects.filter(kind=kind, key=key).exclude(verb__in=NOT_OF_THE_ROW):
        is_first = not row
        for name, (old, new) in entry.changes.items():
            before = old if replaced and is_first else row.get(name)
            row[name] = new if before == old or not (before or old) else f"{old} from nowhere"
    return {name: value for name, value in row.items() if value not in (None, [])}


def logged(done: Effect) -> list[str]:
    """Keys of the interviews that a write made into interviews that took place."""
    return [
        key
        for (kind, key), columns in done.changed.items()
        if kind == "participants.interview" and "logged_at" in columns
    ]


def lost(form: Form, sent: Filled, answer: Answer) -> Iterator[str]:
    """What was typed and is not on the page that came back."""
    found = [one for one in Page(answer.text).forms if one.method == "post"]
    asked = form.questions.keys() - HELD or form.questions.keys()  # a button alone asks nothing
    back = next((one for one in found if asked & one.questions.keys()), None)
    if back is None:
        yield "the form did not come back"
        return
    for name, values in sent.items():
        question = back.questions.get(name)
        if question and name not in HELD and question.kind not in {"password", "hidden", "file"}:
            kept = shown(question, values)
            if kept is not None and bare(kept) != bare(question.value):
                yield f"{name} came back as {question.value!r:.60}, not as {kept!r:.60}"


def bare(values: list[str]) -> list[str]:
    """Blanks alone are nothing, which templates may draw as less of it."""
    return [value if value.strip() else "" for value in values]


def shown(question: Question, values: list[str]) -> list[str] | None:
    """What a question shows after these values were sent; None for what it cannot show."""
    values = [decoded(value).replace("\r\n", "\n") for value in values]
    match question.kind:
        case "text":
            return [HIDDEN_IN_A_LINE.sub(SHOWN_AS, values[-1])]
        case "long":
            return [HIDDEN.sub(SHOWN_AS, values[-1])]
    if question.offered == ["on"]:
        return ["on"] if values[-1] else []
    chosen = values if question.multiple or question.kind == "tick" else values[-1:]
    return chosen if set(chosen) <= set(question.offered) and chosen != [""] else None


def decoded(text: str) -> str:
    """Text as it arrives: a character that no encoding has is a mark for one that was lost."""
    return text.encode(errors="surrogatepass").decode(errors="replace")

"""An update as an email: plain words, and large print where somebody asked for that."""

from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from linkstudy.updates.copies import Block, Copy
from linkstudy.updates.vocabulary import Basis, Format
from linkstudy.words import day_words

WHY = {
    Basis.ASKED: "You get this because you asked for updates.",
    Basis.AGREED: "You get this because you said yes when we asked.",
    Basis.PARTNER: "You get this because you work with the study.",
}
# A letter has no stylesheet to link to.
LARGE = (
    '<!doctype html>\n<html lang="en-GB"><body style="max-width: 38em; font: 150%/1.6 Arial, Helvetica,'
    ' sans-serif">\n{}</body></html>\n'
)
ONE_CLICK = "List-Unsubscribe=One-Click"  # the body that a mail program sends: RFC 8058


def in_plain_words(copy: Copy, *, read_at: str = "", leave_at: str = "", why: str = "") -> str:
    """The update as plain text: headings underlined, a line a paragraph or item."""
    head = [underlined(copy.title, "="), copy.study]
    corrected = [f"Corrected on {day_words(on)}: {words}" for on, words in copy.corrected]
    chapters = [
        "\n\n".join([underlined(one.heading, "-"), *map(_plain, one.blocks)])
        for one in copy.chapters
    ]
    foot = [
        f"Read this update on the web: {read_at}" if read_at else "",
        why,
        f"To stop these updates, open: {leave_at}" if leave_at else "",
    ]
    return "\n\n".join(filter(None, [*head, *corrected, *chapters, *foot])) + "\n"


def underlined(words: str, line: str) -> str:
    return f"{words}\n{line * len(words)}"


def _plain(block: Block) -> str:
    if block.kind == "paragraph":
        return "\n".join(block.lines)
    marks = (f"{n}." if block.kind == "numbers" else "-" for n in range(1, len(block.lines) + 1))
    return "\n".join(f"{mark} {line}" for mark, line in zip(marks, block.lines, strict=True))


def letter(
    copy: Copy, *, to: str, basis: str, format: str, read_at: str, leave_at: str
) -> EmailMultiAlternatives:
    """The email for one person. With one press their mail program can stop them, too."""
    why = WHY[Basis(basis)]
    where = {"read_at": read_at, "leave_at": leave_at, "why": why}
    made = EmailMultiAlternatives(
        f"{copy.title}: {copy.study}" if copy.study else copy.title,
        in_plain_words(copy, **where),
        to=[to],
        headers={
            "List-Unsubscribe": f"<{leave_at}>",
            "List-Unsubscribe-Post": ONE_CLICK,
        },
    )
    if format == Format.EMAIL_LARGE:
        html = render_to_string("updates/mail_large.html", {"copy": copy} | where)
        made.attach_alternative(LARGE.format(html), "text/html")
    return made

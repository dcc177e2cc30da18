"""What the pages say that correct, close, void or restore a safety note."""

from django.urls import reverse

from linkstudy.corrections import Act, Effect
from linkstudy.safety.models import SafetyNote
from linkstudy.words import day_words

READERS = Effect("Only its writer and the principal investigators can read it")
KEPT = Effect("The note as it was stays, with your reason and your name, for the same readers")


def act(note: SafetyNote, verb: str, button: str, became: str, refused: str, *more: Effect) -> Act:
    return Act(
        heading=f"{verb} this safety note",
        lead=f"{note.whom}, {day_words(note.happened_on)}",
        button=button,
        done=f"The safety note is {became}",
        back=note.get_absolute_url(),
        crumbs=[
            ("Safety notes", reverse("safety:notes")),
            (day_words(note.happened_on), note.get_absolute_url()),
        ],
        effects=[*more, READERS],
        refused=refused,
    )


def correct(note: SafetyNote) -> Act:
    refused = "The note is void. Restore it before you correct it" if note.voided_at else ""
    return act(note, "Correct", "Save correction", "corrected", refused, KEPT)


def close(note: SafetyNote) -> Act:
    refused = "The note is not open any more" if note.voided_at or note.closed_on else ""
    off = Effect("It leaves the pages called Today")
    return act(note, "Close", "Close it", "closed", refused, off)


def void(note: SafetyNote) -> Act:
    refused = "The note is already void" if note.voided_at else ""
    return act(note, "Take back", "Take it back", "void", refused, KEPT)


def restore(note: SafetyNote) -> Act:
    refused = "" if note.voided_at else "The note is not void any more"
    return act(note, "Restore", "Restore it", "restored", refused, Effect("It stands again"))

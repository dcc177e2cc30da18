"""What the pages say that correct, void or restore letters and their reminders."""

from django.urls import reverse

from cases.models import Case, InvitationBatch, Reminder
from cases.objections import objections
from linkstudy.corrections import EARLIER, KEPT, MARKED, Act, Effect
from linkstudy.words import day_words

EVERY = Effect("The history keeps each number with the day on which we heard of it")


def correct(found: InvitationBatch) -> Act:
    refused = f"{_name(found)} are void. Restore them before you correct them"
    effects = [Effect("Today’s figures show what you save"), EARLIER, KEPT]
    refused = refused if found.voided_at else ""
    return _act(found, "Correct these letters", "Save correction", "corrected", effects, refused)


def returned(found: InvitationBatch) -> Act:
    refused = f"{_name(found)} are void. Restore them first" if found.voided_at else ""
    effects = [Effect("Today’s figures show what you save"), EARLIER, EVERY]
    became = "up to date with what came back"
    return _act(found, "Letters that came back", "Save number", became, effects, refused)


def void(found: InvitationBatch) -> Act:
    refused = f"{_name(found)} are already void" if found.voided_at else ""
    refused = refused or ". ".join(one.words for one in objections(found, "void"))
    effects = [_counted(found, -found.sent_out), EARLIER, MARKED]
    return _act(found, "Take back these letters", "Take them back", "void", effects, refused)


def restore(found: InvitationBatch) -> Act:
    refused = "" if found.voided_at else f"{_name(found)} are not void any more"
    effects = [_counted(found, found.sent_out), EARLIER, Effect("They count from today on")]
    return _act(found, "Restore these letters", "Restore them", "restored", effects, refused)


def _name(found: InvitationBatch) -> str:
    return f"The letters of {day_words(found.sent_on)}"


def way_to(case: Case) -> list[tuple[str, str]]:
    """The crumbs of pages about letters of a case."""
    letters = reverse("progress:letters", args=[case.number])
    return [(str(case), case.get_absolute_url()), ("Letters", letters)]


def _act(
    found: InvitationBatch,
    heading: str,
    button: str,
    became: str,
    effects: list[Effect],
    refused: str,
) -> Act:
    url = found.get_absolute_url()
    return Act(
        heading=heading,
        lead=f"{found.sent_out:,} sent by {found.practice.name} on {day_words(found.sent_on, 'weekday')}.",
        button=button,
        done=f"{_name(found)} are {became}",
        back=url,
        crumbs=[*way_to(found.case), (day_words(found.sent_on), url)],
        effects=effects,
        refused=refused,
    )


def _counted(found: InvitationBatch, change: int) -> Effect:
    """How many letters the case counts once it is saved."""
    rows = InvitationBatch.objects.standing().filter(case=found.case)
    count = sum(rows.values_list("sent_out", flat=True)) + change
    return Effect(f"Case {found.case.number} will count {count:,} sent")


def correct_reminder(found: Reminder) -> Act:
    refused = f"{_reminders(found)} are void. Restore them before you correct them"
    effects = [EARLIER, KEPT]
    refused = refused if found.voided_at else ""
    return _of(found, "Correct these reminders", "Save correction", "corrected", effects, refused)


def void_reminder(found: Reminder) -> Act:
    refused = f"{_reminders(found)} are already void" if found.voided_at else ""
    effects = [EARLIER, MARKED]
    return _of(found, "Take back these reminders", "Take them back", "void", effects, refused)


def restore_reminder(found: Reminder) -> Act:
    refused = "" if found.voided_at else f"{_reminders(found)} are not void any more"
    effects = [EARLIER, Effect("They count from today on")]
    return _of(found, "Restore these reminders", "Restore them", "restored", effects, refused)


def _reminders(found: Reminder) -> str:
    return f"The reminders of {day_words(found.sent_on)}"


def _of(
    found: Reminder, heading: str, button: str, became: str, effects: list[Effect], refused: str
) -> Act:
    batch = found.batch.now
    url = batch.get_absolute_url()
    return Act(
        heading=heading,
        lead=f"{found.sent_out:,} sent on {day_words(found.sent_on, 'weekday')}.",
        button=button,
        done=f"{_reminders(found)} are {became}",
        back=url,
        crumbs=[*way_to(batch.case), (day_words(batch.sent_on), url)],
        effects=effects,
        refused=refused,
    )

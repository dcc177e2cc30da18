"""What the pages say that answer, pay, correct, void or restore a payment, or void a rate."""

from django.urls import reverse

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.money import pounds
from linkstudy.words import day_words
from meetings.models import Payment, Rate

APART = Effect("Vouchers that thank participants are another ledger. Nothing changes there")
VOID = "This payment is void. Restore it first"
PAID = "This is paid. Whoever paid it says first that it is not"


def crumbs() -> list[tuple[str, str]]:
    return [
        ("Meetings", reverse("meetings:groups")),
        ("Payments", reverse("meetings:payments")),
    ]


def act(row: Payment, heading: str, button: str, done: str, effects: list[Effect], no: str) -> Act:
    work = row.get_work_display()
    return Act(
        heading=heading,
        lead=f"{pounds(row.amount)} for {row.member.label}. {work}, {day_words(row.on)}.",
        button=button,
        done=done,
        back=row.get_absolute_url(),
        crumbs=[*crumbs(), (str(row), row.get_absolute_url())],
        effects=effects,
        refused=no,
    )


def answer(row: Payment) -> Act:
    no = "No answer to this offer is outstanding any more" if row.voided_at or row.answer else ""
    waits = Effect("What they accept waits for the administrator to pay it")
    free = Effect("Declining has no reason: money can cost somebody their benefits")
    heading = f"What does {row.member.label} say to the offer?"
    return act(row, heading, "Save answer", "The answer is saved", [waits, free], no)


def pay(row: Payment) -> Act:
    is_waiting = row.state == "Accepted"
    no = "" if is_waiting else "This payment is not waiting to be paid"
    return act(row, "Paid", "Save payment", "The payment is saved", [APART], no)


def correct(row: Payment) -> Act:
    no = VOID if row.voided_at else PAID if row.paid_on else ""
    heading, done = "Correct this payment", "The payment is corrected"
    anew = Effect("The rate is that of the day on which they worked")
    return act(row, heading, "Save correction", done, [anew, KEPT], no)


def correct_paid(row: Payment) -> Act:
    no = "" if row.paid_on and not row.voided_at else "This payment is not paid"
    heading, done = "Correct when it was paid", "The payment is corrected"
    return act(row, heading, "Save correction", done, [KEPT], no)


def void(row: Payment) -> Act:
    no = "This payment is already void" if row.voided_at else PAID if row.paid_on else ""
    heading, done = "Take back this payment", "The payment is void"
    return act(row, heading, "Take it back", done, [MARKED], no)


def restore(row: Payment) -> Act:
    no = "" if row.voided_at else "This payment is not void any more"
    heading, done = "Restore this payment", "The payment is restored"
    return act(row, heading, "Restore it", done, [Effect("It stands as it did")], no)


def void_rate(row: Rate) -> Act:
    no = "This rate is already void" if row.voided_at else ""
    if row.payments.standing().exists():
        no = "Payments rest on this rate. Take them back first"
    back = reverse("meetings:payments")
    return Act(
        heading=f"Take back the rate of {row}",
        lead=f"From {day_words(row.starts_on)} on.",
        button="Take it back",
        done="The rate is void",
        back=back,
        crumbs=crumbs(),
        effects=[Effect("The rate before it holds again"), MARKED],
        refused=no,
    )

"""Who must sign again, who only needs telling and who is finished, once a version was replaced.

It is about people who last agreed on a consent form, or with an information sheet, that was
replaced since at their site. What each of them needs is the first of these that is true:

| need     | true when                                                                        |
|----------|----------------------------------------------------------------------------------|
| Finished | they withdrew                                                                    |
| Sign     | something lies ahead: an interview that is booked or agreed to, or a follow-up   |
| Tell     | the sheet is new to them, they were interviewed, and the study goes on           |
| Finished | nothing lies ahead                                                               |

Why so: `linkstudy/decisions/0016-who-signs-again.md`.
"""

from typing import Any

from django.db.models import Case as SqlCase
from django.db.models import (
    CharField,
    DateField,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from cases.models import DocumentVersion, Study
from cases.vocabulary import DocumentKind
from linkstudy import clock
from participants.models import Consent, Interview, Notice, Withdrawal
from participants.models.consents import agrees_to
from participants.vocabulary import Need, Scope
from participants.waves import follow_up_is_ahead


def outdated(people: Any) -> Any:
    """Of the people, those who agreed on or with what was replaced since, with what they need.

    Annotates need (Need); new_form and new_sheet, the addresses of the versions that are new to
    them, or None; signed_on, when they last agreed; told_on, when they were told of the sheet, or
    None.
    """
    found = with_last_consent(people)
    return (
        found.annotate(new_form=_new_form(), new_sheet=_new_sheet())
        .filter(Q(new_form__isnull=False) | Q(new_sheet__isnull=False))
        .annotate(told_on=_told_on())
        .annotate(need=_need())
    )


def with_last_consent(people: Any) -> Any:
    """Annotate signed_on and signed_until, the days of the standing consent given last, by joining
    it: whoever has none is left out."""
    given = {"on": "given_on", "time": "given_time", "row": "pk", "until": "document__replaced_on"}
    found = people.filter(consents__voided_at=None, consents__isnull=False).annotate(
        **{f"signed_{name}": F(f"consents__{column}") for name, column in given.items()}
    )
    day, time, row = (OuterRef(f"signed_{name}") for name in ("on", "time", "row"))
    later = Consent.objects.standing().filter(
        Q(given_on__gt=day)
        | Q(given_on=day, given_time__gt=time)
        | Q(given_on=day, given_time=time, pk__gt=row),
        participant=OuterRef("pk"),
    )
    return found.filter(~Exists(later))


def _replaced() -> Any:
    return DocumentVersion.objects.standing().filter(replaced_on__lte=clock.today())


def _here(rows: Any) -> Any:
    """Of the versions, those for the outer row's group at their site."""
    theirs = Q(audience="") | Q(audience=OuterRef("group"))
    return rows.filter(theirs).published_for(OuterRef("case__site"))


def _new_form() -> SqlCase:
    """The form in force for somebody whose own has been replaced."""
    in_force = _here(DocumentVersion.objects.in_force(DocumentKind.CONSENT, clock.today()))
    return SqlCase(
        When(signed_until__lte=clock.today(), then=Subquery(in_force.values("slug")[:1])),
        default=None,
        output_field=CharField(),
    )


def _new_sheet() -> SqlCase:
    """The sheet in force for somebody who agreed with an earlier one, replaced since."""
    in_force = _here(DocumentVersion.objects.in_force(DocumentKind.INFORMATION, clock.today()))
    earlier = _here(_replaced()).filter(
        kind=DocumentKind.INFORMATION,
        in_force_from__lte=OuterRef("signed_on"),
        replaced_on__gt=OuterRef("signed_on"),
    )
    newer = in_force.filter(in_force_from__gt=OuterRef("signed_on"))
    return SqlCase(
        When(Exists(earlier), then=Subquery(newer.values("slug")[:1])),
        default=None,
        output_field=CharField(),
    )


def _told_on() -> Subquery:
    """The day on which they were told of the new sheet, or None."""
    told = Notice.objects.standing().filter(
        participant=OuterRef("pk"), document__slug=OuterRef("new_sheet")
    )
    return Subquery(told.values("on")[:1], output_field=DateField())


def _need() -> SqlCase:
    """What the table above says. Somebody has something ahead of them whose status is booked or
    consented, or whose follow-up lies ahead."""
    over = Study.objects.filter(planned_end_on__lt=clock.today())
    mine = {"participant": OuterRef("pk")}
    interviewed = Interview.objects.done().filter(**mine)
    ahead = (
        Exists(Interview.objects.open().filter(**mine))
        | (~Exists(interviewed) & agrees_to(Scope.INTERVIEW))
        | follow_up_is_ahead()
    )
    gone = Exists(Withdrawal.objects.standing().filter(**mine)) & ~agrees_to(Scope.INTERVIEW)
    return SqlCase(
        When(gone, then=Value(Need.FINISHED)),
        When(ahead, then=Value(Need.SIGN)),
        When(
            Q(new_sheet__isnull=False, told_on=None) & Exists(interviewed) & ~Exists(over),
            then=Value(Need.TELL),
        ),
        default=Value(Need.FINISHED),
        output_field=CharField(),
    )

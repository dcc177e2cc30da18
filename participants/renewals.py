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

from cases.models import DocumentVersion, Publication, Study
from cases.vocabulary import DocumentKind
from linkstudy import clock
from participants.models import Clause, Consent, Notice
from participants.models.consents import agrees_alone_to, end_of_form
from participants.models.people import what_was_done
from participants.vocabulary import Need, Scope
from participants.waves import follow_up_is_ahead

# Of the outer row: where they are, and which versions are for them.
SITE = OuterRef("case__site")
THEIRS = Q(audience="") | Q(audience=OuterRef("group"))


def outdated(people: Any) -> Any:
    """Of the people, those who agreed on or with what was replaced since, with what they need.

    Annotates need (Need); new_form and new_sheet, the addresses of the versions that are new to
    them, or None; signed_on, when they last agreed; told_on, when they were told of the sheet, or
    None.
    """
    found = with_needs(people).annotate(new_form=_new_form(), new_sheet=_new_sheet())
    return found.annotate(told_on=_told_on())


def with_needs(people: Any) -> Any:
    """The same, with need, and newest, the address of the newest sheet since they agreed, or None."""
    found = with_last_consent(people).filter(_signed_long_ago(), _has_new_form() | _has_new_sheet())
    newest = Subquery(_newer().values("slug")[:1])
    return found.annotate(newest=newest).annotate(need=_need())


def with_last_consent(people: Any) -> Any:
    """Annotate signed_on, signed_until and so on of the standing consent given last, by joining it:
    whoever has none is left out."""
    given = {
        "on": "given_on",
        "time": "given_time",
        "row": "pk",
        "form": "document",
        "gone": "withdrawn_on",
    }
    found = people.filter(consents__voided_at=None, consents__isnull=False).annotate(
        **{f"signed_{name}": F(f"consents__{column}") for name, column in given.items()}
    )
    until = end_of_form("signed_form", SITE, "consents__document__replaced_on")
    found = found.annotate(signed_until=until)
    day, time, row = (OuterRef(f"signed_{name}") for name in ("on", "time", "row"))
    later = Consent.objects.standing().filter(
        Q(given_on__gt=day)
        | Q(given_on=day, given_time__gt=time)
        | Q(given_on=day, given_time=time, pk__gt=row),
        participant=OuterRef("pk"),
    )
    return found.filter(~Exists(later))


def _in_force(kind: DocumentKind) -> Any:
    """The versions in force for the outer row's group at their site."""
    return DocumentVersion.objects.in_force(kind, clock.today(), SITE).filter(THEIRS)


def _newer() -> Any:
    """The sheets in force that came after the outer row agreed."""
    return _in_force(DocumentKind.INFORMATION).filter(used_from__gt=OuterRef("signed_on"))


def _signed_long_ago() -> Q:
    """That somebody's own form has been replaced, or a sheet anywhere since they agreed: it spares
    all other questions about the rest."""
    sheets = Publication.objects.standing().filter(
        document__voided_at=None, document__kind=DocumentKind.INFORMATION
    )
    ended = sheets.with_days().filter(ends_on__lte=clock.today())
    last = ended.order_by("-ends_on").values("ends_on")[:1]
    return Q(signed_until__lte=clock.today()) | Q(signed_on__lt=Subquery(last))


def _has_new_form() -> Q:
    """That somebody's own form has been replaced, and there is one in force: one for everybody, or
    else one for their group, which PostgreSQL looks up at once when it is asked apart."""
    here = DocumentVersion.objects.in_force(DocumentKind.CONSENT, clock.today(), SITE)
    theirs = Q(Exists(here.filter(audience=""))) | Q(
        Exists(here.filter(audience=OuterRef("group")))
    )
    return Q(signed_until__lte=clock.today()) & theirs


def _has_new_sheet() -> Q:
    """That somebody agreed with a sheet that was replaced there since, and there is a newer one in
    force."""
    sheets = DocumentVersion.objects.standing().filter(THEIRS, kind=DocumentKind.INFORMATION)
    earlier = sheets.published_for(SITE).filter(
        used_from__lte=OuterRef("signed_on"),
        used_until__gt=OuterRef("signed_on"),
        used_until__lte=clock.today(),
    )
    return Q(Exists(earlier), Exists(_newer()))


def _new_form() -> SqlCase:
    """The form in force for somebody whose own has been replaced."""
    slugs = _in_force(DocumentKind.CONSENT).values("slug")[:1]
    return SqlCase(
        When(signed_until__lte=clock.today(), then=Subquery(slugs)),
        default=None,
        output_field=CharField(),
    )


def _new_sheet() -> SqlCase:
    """The sheet in force for somebody who agreed with an earlier one, replaced since."""
    return SqlCase(
        When(_has_new_sheet(), then=Subquery(_newer().values("slug")[:1])),
        default=None,
        output_field=CharField(),
    )


def _told(sheet: str) -> Any:
    """Standing notices that somebody was told of the sheet whose address an annotation holds."""
    mine = Notice.objects.standing().filter(participant=OuterRef("pk"))
    return mine.filter(document__slug=OuterRef(sheet))


def _told_on() -> Subquery:
    """The day on which they were told of the new sheet, or None."""
    return Subquery(_told("new_sheet").values("on")[:1], output_field=DateField())


def _agrees(scope: Scope) -> Q:
    """Whether somebody with_last_consent() agrees to the scope today. A yes on that one says so, as no
    answer came later; few have to be asked further."""
    yes = Clause.objects.filter(consent=OuterRef("signed_row"), scope=scope, agreed=True)
    return Q(signed_gone=None) & Q(Exists(yes)) | Q(agrees_alone_to(scope))


def _need() -> SqlCase:
    """What the table above says. Somebody has something ahead of them whose status is booked or
    consented, or whose follow-up lies ahead."""
    over = Study.objects.filter(planned_end_on__lt=clock.today())
    found, agrees = what_was_done(), _agrees(Scope.INTERVIEW)
    follow_up = follow_up_is_ahead(_agrees(Scope.FOLLOW_UP))
    ahead = Q(found["is_booked"]) | (Q(~found["is_interviewed"]) & agrees) | follow_up
    is_new = _has_new_sheet() & Q(found["is_interviewed"], ~Exists(_told("newest")), ~Exists(over))
    return SqlCase(
        When(Q(found["is_withdrawn"]) & ~agrees, then=Value(Need.FINISHED)),
        When(ahead, then=Value(Need.SIGN)),
        When(is_new, then=Value(Need.TELL)),
        default=Value(Need.FINISHED),
        output_field=CharField(),
    )

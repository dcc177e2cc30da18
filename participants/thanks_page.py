"""What the pages about vouchers say."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, ExpressionWrapper, F, QuerySet, Sum

from cases.models import Case, Site
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.identities.service import unseal
from linkstudy.money import pounds
from participants.models import Interview, Purchase, Thanks
from participants.models.thanks import with_thanked
from participants.profile import acts_on
from participants.reach import silent

ROWS = 25


@dataclass(frozen=True)
class Float:
    """What a site has in vouchers, in pence."""

    site: Site
    bought: int
    given: int

    @property
    def left(self) -> int:
        return self.bought - self.given


def floats(user: User) -> list[Float]:
    """What each site has that the person may see, in two questions for the sums."""
    cases = Case.objects.reached(user, May.SEE_THANKS).values("site")
    paid = (
        Purchase.objects.standing()
        .order_by()
        .values("site")
        .annotate(sum=Sum(F("each") * F("count")))
    )
    spent = Thanks.objects.standing().order_by().values("participant__case__site")
    bought = dict(paid.values_list("site", "sum"))
    given = dict(spent.annotate(sum=Sum("pence")).values_list("participant__case__site", "sum"))
    sites = Site.objects.standing().filter(pk__in=cases).order_by("number")
    return [Float(one, bought.get(one.pk, 0), given.get(one.pk, 0)) for one in sites]


def unthanked(user: User) -> QuerySet[Interview]:
    """Interviews done for which nobody was thanked, the earliest first; of nobody who wants no more
    contact."""
    done = with_thanked(Interview.objects.visible_to(user).done()).filter(is_thanked=False)
    return (
        done.exclude(silent("participant")).select_related("participant").order_by("held_on", "pk")
    )


@dataclass(frozen=True)
class Ledger:
    """The page of vouchers as a person sees it."""

    sites: list[Float]
    outstanding: list[Thanks]
    outstanding_count: int
    unthanked: list[Interview]
    unthanked_count: int
    bought: Page

    @property
    def sentence(self) -> str:
        """£140 is left in vouchers. 3 receipts are outstanding."""
        left = pounds(sum(one.left for one in self.sites))
        count = self.outstanding_count
        receipts = (
            f"{count:,} receipt{'s are' if count > 1 else ' is'}" if count else "No receipt is"
        )
        return f"{left} is left in vouchers. {receipts} outstanding."


def ledger(user: User, page: str | None = None) -> Ledger:
    """page is that of the purchases."""
    owed = Thanks.objects.visible_to(user).outstanding().select_related("participant")
    wants_none = ExpressionWrapper(silent("participant"), BooleanField())
    owed = owed.annotate(is_not_asked=wants_none).order_by("on", "pk")
    waiting = unthanked(user)
    bought = Purchase.objects.current().visible_to(user).select_related("site")
    return Ledger(
        sites=floats(user),
        outstanding=list(owed[:ROWS]),
        outstanding_count=owed.count(),
        unthanked=list(waiting[:ROWS]),
        unthanked_count=waiting.count(),
        bought=Paginator(bought, ROWS).get_page(page),
    )


@dataclass(frozen=True)
class Given:
    """A voucher as an interview's page shows it."""

    row: Thanks
    serial: str
    extra: str

    @property
    def acts(self) -> list[tuple[str, str]]:
        """Correct and Take back, or Restore, with their addresses."""
        return acts_on(self.row, "thanks", [self.row.participant.slug, self.row.number])


def given(interview: Interview, reader: User) -> list[Given]:
    """The vouchers for an interview, with what is sealed for those who may read it."""
    person = interview.participant
    found = []
    for row in person.thanks.current().filter(interview=interview.number):
        row.participant = person
        opened = {"serial": "", "extra": ""}
        if reader.may(May.READ_NOTES):
            key = person.person
            opened = {name: unseal(key, f"thanks.{name}", getattr(row, name)) for name in opened}
        found.append(Given(row, **opened))
    return found

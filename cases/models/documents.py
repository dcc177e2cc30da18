"""Information sheets, consent forms and topic guides, in versions, and where they are in use."""

from datetime import date
from typing import Any, cast

from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Least, Replace
from django.db.models.lookups import Exact

from cases.models.amendments import Amendment
from cases.models.rows import SetUpRow
from cases.models.sites import Site
from cases.vocabulary import DocumentKind, Group, Scope
from linkstudy import clock
from linkstudy.rows import Voidable, VoidableQuerySet, known


def unknown_clauses() -> Func:
    """What is left of the clauses of a version when those that there are have been struck out."""
    left: Any = F("asks")
    for scope in Scope.values:
        left = Replace(left, Value(f"{scope} "), Value("."))
    return Func(left, Value("."), function="LTRIM", output_field=models.CharField())


def first_day(use: str, version: str) -> Coalesce:
    """From when a version is used at a site: its own first day, where the site has none."""
    return Coalesce(f"{use}since", f"{version}in_force_from")


def end_day(use: str, version: str) -> Coalesce:
    """From when it is no longer used at the site, or anywhere; None while it is. Where one of the two
    is not there, Least is the other on PostgreSQL, and nothing on SQLite."""
    ended, replaced = f"{use}ended_on", f"{version}replaced_on"
    return Coalesce(Least(ended, replaced), ended, replaced)


class DocumentVersionQuerySet(VoidableQuerySet):
    def approved(self):
        return self.exclude(approved_on=None)

    def in_force(self, kind: str, on: date | None = None, site: Any = None):
        """Versions of a kind that are used on a day, newest first: at a site, else at any."""
        on = on or clock.today()
        found = self.standing().filter(kind=kind)
        if site is None:
            used = Publication.objects.in_use().used_on(on).filter(document=OuterRef("pk"))
            return found.filter(Exists(used)).order_by("-in_force_from", "-approved_on", "-pk")
        here = found.published_for(site).filter(used_from__lte=on)
        here = here.filter(Q(used_until=None) | Q(used_until__gt=on))
        return here.order_by("-used_from", "-approved_on", "-pk")

    def published_for(self, site: Any):
        """Versions that stand as published for a site, or for the one an OuterRef names, with the
        days between which they are used there."""
        found = self.filter(publications__site=site, publications__voided_at=None)
        use = "publications__"
        return found.annotate(used_from=first_day(use, ""), used_until=end_day(use, ""))

    def wherever(self):
        """All, with the days between which they are used at some site or other."""
        uses = Publication.objects.in_use().with_days().filter(document=OuterRef("pk"))
        last = F("ends_on").desc(nulls_first=True)
        begins = Subquery(uses.order_by("begins_on").values("begins_on")[:1])
        ends = Subquery(uses.order_by(last).values("ends_on")[:1])
        return self.annotate(
            used_from=Coalesce(begins, "in_force_from"), used_until=Coalesce(ends, "replaced_on")
        )

    def with_gaps(self, on: date):
        """Annotate is_used_in_part: whether it is not used on the day at some site that is open."""
        used = Publication.objects.used_on(on).standing().filter(document=OuterRef(OuterRef("pk")))
        without = Site.objects.open(on).exclude(Exists(used.filter(site=OuterRef("pk"))))
        return self.annotate(is_used_in_part=Exists(without))

    def lasting(self):
        """Those of whose end nobody knows at some site or other, where they can be replaced."""
        return self.standing().approved().wherever().filter(used_until=None)


class DocumentVersion(SetUpRow):
    """A version of an information sheet, consent form or topic guide, and its days.

    audience is the group it is for, empty for everybody. It is a draft until it is approved; then
    it is in force from a day at the sites for which it is published, until the day on which it is
    replaced. At a site it can begin, and end, on another day. amendment is what it comes from, if it
    does. asks names the clauses of a consent form, each with a space behind it; without it, the form
    asks every clause.

    used_from and used_until are the days of a version that was fetched published_for() a site, or
    wherever() it is used; is_used_in_part is known of one fetched with_gaps().
    """

    privacy = {
        "plain": "id kind number slug audience amendment asks approved_on in_force_from replaced_on"
        " recorded_at version voided_at void_reason"
    }
    noun, place = "document", "documents"
    unnamed = ("amendment",)  # no part of what a version is called

    kind = models.CharField(max_length=20, choices=DocumentKind)
    number = models.CharField(max_length=10)
    audience = models.CharField(max_length=2, choices=Group, blank=True)
    asks = models.CharField(max_length=120, null=True, blank=True)  # noqa: DJ001 - an empty text would be a value that no entry told
    amendment = models.ForeignKey(
        Amendment, models.PROTECT, null=True, blank=True, related_name="documents"
    )
    approved_on = models.DateField(null=True, blank=True)
    in_force_from = models.DateField(null=True, blank=True)
    replaced_on = models.DateField(null=True, blank=True)

    used_from: date | None
    used_until: date | None
    is_used_in_part: bool

    objects = DocumentVersionQuerySet.as_manager()

    class Meta(SetUpRow.Meta):
        ordering = ["kind", F("in_force_from").desc(nulls_first=True)]
        constraints = [
            *SetUpRow.Meta.constraints,
            models.CheckConstraint(
                name="document_kind_is_known", condition=known("kind", DocumentKind)
            ),
            models.CheckConstraint(
                name="document_audience_is_known", condition=known("audience", Group, blank=True)
            ),
            models.CheckConstraint(
                name="document_in_force_after_approval",
                condition=Q(approved_on=None, in_force_from=None)
                | Q(
                    approved_on__isnull=False,
                    in_force_from__isnull=False,
                    in_force_from__gte=F("approved_on"),
                ),
                violation_error_message="It cannot be in force before it is approved."
                " Check both dates",
            ),
            models.CheckConstraint(
                name="document_replaced_after_it_is_in_force",
                condition=Q(replaced_on=None)
                | Q(in_force_from__isnull=False, replaced_on__gte=F("in_force_from")),
                violation_error_message="It cannot be replaced before it is in force."
                " Check both dates",
            ),
            models.CheckConstraint(
                name="document_clauses_are_known",
                condition=Q(asks=None) | (~Q(asks="") & Q(Exact(unknown_clauses(), Value("")))),
            ),
            models.CheckConstraint(
                name="a_consent_form_has_clauses",
                condition=Q(asks=None) | Q(kind=DocumentKind.CONSENT),
            ),
            models.UniqueConstraint(
                name="one_standing_document_of_a_version",
                fields=["kind", "audience", "number"],
                condition=Q(voided_at=None),
                violation_error_message="This version is already there",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} v{self.number}"

    @property
    def is_draft(self) -> bool:
        return self.approved_on is None

    @property
    def effective_from(self) -> date | None:
        """From when it is in force, as plans and settings call it."""
        return self.in_force_from

    @property
    def clauses(self) -> list[Scope]:
        """What a consent form asks, in its order; nothing for other documents."""
        if self.kind != DocumentKind.CONSENT:
            return []
        asked = (self.asks or "").split()
        return [scope for scope in Scope if scope in asked or not asked]

    def is_in_force(self, on: date) -> bool:
        return self.has_begun(on) and not self.is_replaced(on)

    def has_begun(self, on: date) -> bool:
        return self.used_from is not None and self.used_from <= on

    def is_replaced(self, on: date) -> bool:
        return self.used_until is not None and self.used_until <= on


class PublicationQuerySet(VoidableQuerySet):
    def in_use(self):
        """Standing ones of sites that stand: a void site takes its own with it, and brings it back."""
        return self.standing().filter(site__voided_at=None)

    def with_days(self):
        """Give begins_on and ends_on to be asked for: see Publication."""
        days = {"begins_on": first_day("", "document__"), "ends_on": end_day("", "document__")}
        return self.annotate(**days)

    def used_on(self, on: date):
        found = self.with_days().filter(begins_on__lte=on)
        return found.filter(Q(ends_on=None) | Q(ends_on__gt=on))


class Publication(Voidable):
    """A document version is to be used at a site.

    since is the day from which, where it is not the version's own first day; ended_on the day from
    which it is no longer used there, where that comes before the version's own end.
    """

    privacy = {"plain": "id document site since ended_on recorded_at version voided_at void_reason"}

    document = models.ForeignKey(DocumentVersion, models.PROTECT, related_name="publications")
    site = models.ForeignKey(Site, models.PROTECT, related_name="publications")
    since = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta(Voidable.Meta):
        constraints = [
            *Voidable.Meta.constraints,
            models.UniqueConstraint(
                name="one_standing_publication_for_a_site",
                fields=["document", "site"],
                condition=Q(voided_at=None),
                violation_error_message="This version is already published there",
            ),
            models.CheckConstraint(
                name="publication_ends_after_it_begins",
                condition=Q(since=None) | Q(ended_on=None) | Q(ended_on__gte=F("since")),
                violation_error_message="It cannot end at a site before it begins there."
                " Check both dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.site}"

    @property
    def about(self) -> str:
        """The site's: whoever sees the document need not see every site where it is used."""
        return self.site.about

    @property
    def begins(self) -> date:
        """From when it is used there. Only what is approved is published, and so has a first day."""
        return self.since or cast(date, self.document.in_force_from)

    @property
    def ends(self) -> date | None:
        """From when it is no longer used there; None while it is."""
        return min(filter(None, (self.ended_on, self.document.replaced_on)), default=None)

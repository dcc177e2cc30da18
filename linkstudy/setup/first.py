"""What is still missing before the first interview can be logged, in order, and where it is done."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from cases.models import (
    Case,
    DocumentVersion,
    Membership,
    PlanVersion,
    Protocol,
    Site,
    Study,
    Target,
)
from cases.vocabulary import DocumentKind, Measure
from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May, who_may
from linkstudy.setup.kind import Kind
from linkstudy.setup.kinds import CASES, DOCUMENTS, PLANS, PROTOCOL, SITES, STUDY
from participants.models import Consent, Interview, Participant

MOST = 3  # sites named in one line
NEEDED = (DocumentKind.INFORMATION, DocumentKind.CONSENT)  # documents in use at every open site


def asked_for() -> dict[str, Exists]:
    """The questions to the database of what stands, by name."""
    documents = DocumentVersion.objects
    asked: dict[str, QuerySet[Any]] = {
        "study": Study.objects.all(),
        "site": Site.objects.open(),
        "case": Case.objects.standing(),
        "plan": plans_with_patients(),
        "protocol": Protocol.objects.standing().filter(effective_from__lte=clock.today()),
        "sheet": documents.in_force(DocumentKind.INFORMATION),
        "form": documents.in_force(DocumentKind.CONSENT),
        "guide": documents.in_force(DocumentKind.GUIDE),
        "person": Participant.objects.all(),
        "consent": Consent.objects.standing(),
        "interview": Interview.objects.done(),
    }
    return {name: Exists(rows) for name, rows in asked.items()}


@dataclass(frozen=True)
class Step:
    """One line of the list.

    words     what is to be done
    note      how it stands: what is there, what is lacking and where, or who does it
    url       the page that does it, or the next part of it; "" when it is somebody else's to do
    optional  interviews can be logged without it
    """

    words: str
    is_done: bool
    note: str
    url: str = ""
    optional: bool = False


class FirstSteps:
    """The list for a person, from one query once a site is open."""

    def __init__(self, user: User):
        self.user = user

    @cached_property
    def there(self) -> dict[str, bool]:
        """What stands: asked with the open sites, or on the person's own row where there is none."""
        if self.sites:
            return {name: getattr(self.sites[0], f"there_{name}") for name in asked_for()}
        me = User.objects.filter(pk=self.user.pk).order_by()
        return me.values(**asked_for()).get()

    @cached_property
    def sites(self) -> list[Any]:
        """Open sites by number, with what each has, what stands, and who or what else could be used
        there."""
        here = {"site": OuterRef("pk")}
        in_force, today = DocumentVersion.objects.in_force, clock.today()
        sheets = in_force(DocumentKind.INFORMATION, today, OuterRef("pk"))
        forms = in_force(DocumentKind.CONSENT, today, OuterRef("pk"))
        working = Membership.objects.in_force().filter(**here, user__is_active=True)
        researchers = working.filter(user__role__in=who_may(May.LOG_INTERVIEW))
        found = Site.objects.open().annotate(
            has_sheet=Exists(sheets), has_form=Exists(forms), has_researcher=Exists(researchers)
        )
        newest = {f"newest_{kind}": Subquery(in_force(kind).values("slug")[:1]) for kind in NEEDED}
        there = {f"there_{name}": one for name, one in asked_for().items()}
        idle = researchers_without_site()
        free = {f"free_{name}": Subquery(idle.values(name)[:1]) for name in ("number", "name")}
        return list(found.annotate(**newest, **there, **free).order_by("number"))

    @cached_property
    def steps(self) -> list[Step]:
        return [
            self._simple("study", "Describe the study", "What it is called, when it starts", STUDY),
            self._simple("site", "Open a site", "A part of the country in which you work", SITES),
            self._simple("case", "Plan a case", "One link worker at one site", CASES),
            self._simple(
                "plan",
                "Adopt a plan with a target for patients",
                "How many people to interview in each case, from a day on",
                PLANS,
            ),
            self._simple(
                "protocol",
                "Enter the protocol’s settings",
                "Time to think, tries to reach somebody, the follow-up’s months, ages",
                PROTOCOL,
            ),
            self._document("sheet", "Put an information sheet in force", DocumentKind.INFORMATION),
            self._document("form", "Put a consent form in force", DocumentKind.CONSENT),
            self._guide(),
            self._team(),
            self._person(),
            self._consent(),
        ]

    def _simple(self, name: str, words: str, note: str, kind: Kind) -> Step:
        """A step that one row of a kind does."""
        done = self.there[name]
        return Step(words, done, "" if done else note, kind.list_url if done else kind.add_url)

    def _document(self, name: str, words: str, kind: DocumentKind) -> Step:
        """A document that every open site needs: a new version, or one to be used there too."""
        lacking = [site for site in self.sites if not getattr(site, f"has_{name}")]
        add = f"{DOCUMENTS.add_url}?kind={kind.value}"
        if self.there[name] and not lacking:
            return Step(words, self.there["site"], "", DOCUMENTS.list_url)
        if not self.there[name]:
            return Step(words, False, "Its version, and the sites where it is used", add)
        newest = DocumentVersion(slug=getattr(lacking[0], f"newest_{kind}"))
        where = DOCUMENTS.deed_url(newest, "use")
        return Step(words, False, f"Not yet in use at {named(lacking)}", where)

    def _guide(self) -> Step:
        words, add = "Add a topic guide", f"{DOCUMENTS.add_url}?kind={DocumentKind.GUIDE.value}"
        if self.there["guide"]:
            return Step(words, True, "", DOCUMENTS.list_url, optional=True)
        return Step(words, False, "Interviews can be logged without one", add, optional=True)

    def _team(self) -> Step:
        """A researcher at every open site."""
        lacking = [site for site in self.sites if not site.has_researcher]
        is_done = self.there["site"] and not lacking
        words, invite = "Invite a researcher for each site", reverse("team:invite")
        if not lacking:
            note = "" if is_done else "Somebody who records people and interviews"
            return Step(words, is_done, note, invite)
        note = f"Nobody records anything at {named(lacking)} yet"
        number, name = lacking[0].free_number, lacking[0].free_name
        if number is None:
            return Step(words, False, note, invite)
        url = reverse("team:join_site", args=[number])
        return Step(words, False, f"{note}. {name} works at no site", url)

    def _person(self) -> Step:
        people = reverse("participants:people")
        if self.there["person"]:
            return Step("Add the first participant", True, "", people)
        url = reverse("participants:add") if self.user.may(May.RECORD) else people
        return Step("Add the first participant", False, self._theirs(), url)

    def _consent(self) -> Step:
        people = reverse("participants:people")
        done = self.there["consent"]
        return Step("Record their consent", done, "" if done else self._theirs(), people)

    def _theirs(self) -> str:
        return "" if self.user.may(May.RECORD) else "A researcher of the site does this"

    @property
    def missing(self) -> list[Step]:
        """What has to be done, in order."""
        return [step for step in self.steps if not step.is_done and not step.optional]

    @property
    def next(self) -> Step | None:
        return self.missing[0] if self.missing else None

    @property
    def is_first(self) -> bool:
        """Whether no interview has been logged yet."""
        return not self.there["interview"]

    @property
    def done_count(self) -> int:
        return sum(1 for step in self.steps if step.is_done)

    @property
    def sentence(self) -> str:
        """3 of 11 steps before the first interview are done. Next: plan a case."""
        if not self.next:
            return "Nothing is missing. Interviews can be logged."
        words = self.next.words[:1].lower() + self.next.words[1:]
        if not self.is_first:
            return f"Still to set up: {words}."
        count = f"{self.done_count} of {len(self.steps)}"
        return f"{count} steps before the first interview are done. Next: {words}."


def plans_with_patients() -> QuerySet:
    """The plan in force, if it says how many patients to interview."""
    begun = PlanVersion.objects.standing().filter(effective_from__lte=clock.today())
    later = begun.filter(effective_from__gt=OuterRef("effective_from"))
    patients = Target.objects.filter(plan=OuterRef("pk"), measure=Measure.PATIENT, number__gt=0)
    return begun.filter(~Exists(later), Exists(patients))


def researchers_without_site() -> QuerySet[User]:
    """Who could record, and works nowhere today or later; who waits longest first."""
    lasting = Membership.objects.filter(Q(until=None) | Q(until__gte=clock.today()))
    somewhere = lasting.filter(user=OuterRef("pk"), site__voided_at=None)
    people = User.objects.current().filter(role__in=who_may(May.LOG_INTERVIEW))
    return people.filter(~Exists(somewhere)).order_by("number")


def named(sites: list[Site]) -> str:
    """Site 1, Site 2 and 4 more."""
    words = [f"Site {site.number}" for site in sites[:MOST]]
    more = len(sites) - MOST
    words += [f"{more} more"] if more > 0 else []
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else words[0]

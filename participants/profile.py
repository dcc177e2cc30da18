"""One person as their page shows them: where they stand, what they agreed to, what happened."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet, prefetch_related_objects
from django.urls import reverse

from cases.models import Protocol
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.audit.models import Entry
from linkstudy.identities.service import unseal
from linkstudy.rows import numbered
from linkstudy.words import day_words, in_london
from participants.attempts import with_waits
from participants.briefs import agreed_words, declined_words, unasked_words
from participants.deviations import Told, told
from participants.follow_ups import Standing, standing
from participants.letters import letters_of, with_letters
from participants.models import (
    Interview,
    Notice,
    Participant,
    Questionnaire,
    Refusal,
    Withdrawal,
)
from participants.models.contacts import START
from participants.models.thanks import with_thanked
from participants.removals import Due, checklist
from participants.steps import Line, line
from participants.timeline import Timeline, entries_of, put_right, timeline
from participants.vocabulary import Scope, Status
from participants.waves import with_follow_up

VERBS = {"correct": "Correct", "void": "Take back", "restore": "Restore"}
FEW: dict[str, Any] = {
    "refusals": Refusal.objects.all(),
    "withdrawals": Withdrawal.objects.all(),
    "notices": Notice.objects.select_related("document"),
    "questionnaires": Questionnaire.objects.select_related("instrument"),
}
LEFT = {Status.WITHDREW, Status.DECLINED, Status.NOT_ELIGIBLE}


@dataclass(frozen=True)
class Fact:
    """A consent, answer of no or withdrawal: its newest row, and its number in addresses.

    noun      as in the names of its pages
    put_right the entry that says who corrected or restored it last, or None
    """

    row: Any
    noun: str
    number: int
    put_right: Entry | None

    @property
    def agreed(self) -> str:
        """What a consent agrees to."""
        return agreed_words(self.row)

    @property
    def declined(self) -> str:
        return declined_words(self.row)

    @property
    def unasked(self) -> str:
        return unasked_words(self.row)

    @property
    def put_right_words(self) -> str:
        """Corrected on 14 June 2022 by Asha Patel; "" for what stands as it was recorded."""
        if self.put_right is None:
            return ""
        past = self.put_right.verb.partition(".")[2].capitalize()
        return f"{past} on {day_words(in_london(self.put_right.study_at))} by {self.put_right.actor_name}"

    @property
    def acts(self) -> list[tuple[str, str]]:
        """(words, address) of what can be done to the record."""
        return acts_on(self.row, self.noun, [self.row.participant.slug, *self.name])

    @property
    def name(self) -> list[Any]:
        """What addresses call it, below those of the person."""
        if self.noun == "notice":
            return [self.row.document.slug]
        return [] if self.noun == "refusal" else [self.number]


def acts_on(row: Any, noun: str, place: list[Any]) -> list[tuple[str, str]]:
    """Correct and Take back, or Restore, with their addresses."""
    verbs = ["restore"] if row.voided_at else ["correct", "void"]
    return [(VERBS[verb], reverse(f"participants:{verb}_{noun}", args=place)) for verb in verbs]


@dataclass(frozen=True)
class Profile:
    """What a reader may know of a person.

    unfounded  interviews that no consent covers any more: a principal investigator decides
    why_void   why they are taken out, for who may read it
    deviations each with what the reader may know of it
    """

    reader: User
    person: Participant
    line: Line
    papers: list[Fact]
    interviews: list[Interview]
    unfounded: list[Interview]
    answers: list[Fact]
    withdrawals: list[Fact]
    contacts: list[Fact]
    deviations: list[tuple[Fact, Told]]
    timeline: Timeline
    follow_up: Standing
    removals: list[Due]
    questionnaires: list[Fact]
    told: list[Fact]

    @property
    def latest_paper(self) -> Fact | None:
        """The latest consent that stands."""
        return next((paper for paper in self.papers if not paper.row.voided_at), None)

    @property
    def letters(self) -> tuple[str, str] | None:
        """(words, address) of the letters that they answered."""
        return letters_of(self.person)

    @property
    def needs_form(self) -> bool:
        """Whether something lies ahead for which they should sign the form in use."""
        person = self.person
        is_ahead = person.booked_on is not None or person.status == Status.CONSENTED
        return self.line.is_old_form and (is_ahead or self.follow_up.is_ahead)

    @property
    def why_void(self) -> str:
        if not self.reader.may(May.READ_NOTES):
            return ""
        return unseal(self.person.person, "participant.void", self.person.void_reason)

    @property
    def may_book(self) -> bool:
        """Whether the reader can book the first interview."""
        return any(words == "Book interview" for words, _ in self.acts)

    @property
    def has_agreed(self) -> bool:
        """Whether there is a consent to take back."""
        standing = [paper.row for paper in self.papers if not paper.row.voided_at]
        return any(consent.withdrawn_on is None for consent in standing)

    @property
    def may_be_given(self) -> bool:
        """Whether the reader can hand them a questionnaire."""
        standing = [one.row for one in self.papers if not one.row.voided_at]
        answers = [
            (one.given_on, one.given_time, one.pk, clause.agreed)
            for one in standing
            for clause in one.clauses.all()
            if clause.scope == Scope.QUESTIONNAIRE and one.withdrawn_on is None
        ]
        has_agreed = bool(answers) and max(answers)[-1]  # the latest answer governs
        return has_agreed and not self.person.voided_at and self.reader.may(May.RECORD)

    @property
    def acts(self) -> list[tuple[str, str]]:
        """(words, address) of what the reader can do next with this person."""
        if self.person.voided_at:
            return []
        may, slug = self.reader.may, self.person.slug
        takes_part = self.person.status not in LEFT
        log = f"{reverse('participants:log_interview')}?who={slug}"
        offered = [
            ("Log interview", log, takes_part and may(May.LOG_INTERVIEW)),
            *(
                (words, reverse(f"participants:{name}", args=[slug]), is_offered)
                for words, name, is_offered in self._pages(takes_part)
            ),
        ]
        return [(words, url) for words, url, is_offered in offered if is_offered]

    @property
    def may_say_no(self) -> bool:
        """Whether there is something ahead to say no to: the first interview, or the follow-up."""
        if self.person.status == Status.INTERVIEWED:
            return self.follow_up.is_ahead
        return self.person.status not in LEFT and not self.has_agreed

    def _pages(self, takes_part: bool) -> list[tuple[str, str, bool]]:
        may = self.reader.may
        writes = may(May.RECORD)
        return [
            ("Record a contact", "record_attempt", writes),
            ("Book interview", "book", writes and takes_part and not self.person.booked_on),
            ("Record consent", "consent", writes),
            ("Record a no", "refuse", writes and self.may_say_no),
            ("Record withdrawal", "withdraw", may(May.WITHDRAW) and self.has_agreed),
            ("Change details", "change", writes),
        ]


def profiled(protocol: Protocol | None) -> QuerySet:
    """People with what their page reads of them."""
    current = with_thanked(Interview.objects.current().with_undecided())
    interviews = current.select_related("interviewer")
    people = with_follow_up(Participant.objects.with_status().with_consent_form(), protocol)
    has = {
        f"has_{name}": Exists(rows.filter(participant=OuterRef("pk"))) for name, rows in FEW.items()
    }
    return (
        with_letters(with_waits(people, protocol, few=True))
        .annotate(**has)
        .select_related("organisation")
        .prefetch_related(Prefetch("interviews", interviews.order_by("number")))
    )


def profile(reader: User, person: Any, protocol: Protocol | None) -> Profile:
    """The page of a person that the reader may see, fetched from `profiled`. The same number of
    queries for everybody, and one more each for what few people have."""
    # the answers on the forms are few and all of them are shown
    consents = person.consents.select_related("document", "taken_by").prefetch_related("clauses")
    interviews: list[Any] = list(person.interviews.all())
    entries = entries_of(person)
    anew = put_right(entries)
    papers = facts(person, "consent", consents, anew)
    papers.sort(key=lambda one: (one.row.given_on, one.row.given_time, one.number), reverse=True)
    contacts = facts(person, "attempt", person.attempts.select_related("made_by"), anew)
    contacts.sort(key=lambda one: (one.row.on, one.row.time or START, one.number), reverse=True)
    given = facts(person, "questionnaire", few(person, "questionnaires"), anew)
    documents = [one.row.document for one in papers]
    near = [person.owner, *documents, *(one.row.instrument for one in given)]
    return Profile(
        reader,
        person,
        line(person),
        papers,
        interviews,
        [one for one in interviews if one.is_undecided],
        facts(person, "refusal", few(person, "refusals"), anew),
        facts(person, "withdrawal", few(person, "withdrawals", "removals"), anew),
        contacts,
        deviations_of(reader, facts(person, "deviation", person.deviations.all(), anew)),
        timeline(person, reader, entries, near),
        standing(person, protocol),
        checklist(person) if person.has_withdrawals else [],
        given,
        told_of(facts(person, "notice", few(person, "notices"), anew)),
    )


def told_of(notices: list[Fact]) -> list[Fact]:
    """What stands of each version, else the last: the one that its address leads to."""
    found = {}
    for one in sorted(notices, key=lambda one: (one.row.voided_at is None, one.row.pk)):
        found[one.row.document_id] = one
    return sorted(found.values(), key=lambda one: (one.row.on, one.row.pk), reverse=True)


def few(person: Any, name: str, *also: str) -> list[Any]:
    """Rows that few people have, asked for where there are some; also are those that go with them."""
    if not getattr(person, f"has_{name}"):
        return []
    prefetch_related_objects([person], Prefetch(name, FEW[name]), *also)
    return list(getattr(person, name).all())


def deviations_of(reader: User, deviations: list[Fact]) -> list[tuple[Fact, Told]]:
    return list(zip(deviations, told(reader, [one.row for one in deviations]), strict=True))


def facts(
    person: Participant, noun: str, rows: Iterable[Any], anew: dict[tuple[str, str], Entry]
) -> list[Fact]:
    """The facts of a kind, by their numbers."""
    found = []
    for number, row in numbered(rows):
        row.participant = person
        entry = anew.get((row._meta.label_lower, str(row.pk)))
        found.append(Fact(row, noun, number, entry))
    return found

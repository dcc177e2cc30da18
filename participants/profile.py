"""One person as their page shows them: where they stand, what they agreed to, what happened."""

from dataclasses import dataclass

from django.urls import reverse

from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from participants.briefs import agreed_words
from participants.models import Consent, Interview, Participant, Refusal, Withdrawal
from participants.steps import Line, line
from participants.timeline import Timeline, timeline
from participants.vocabulary import Status

LEFT = {Status.WITHDREW, Status.DECLINED, Status.NOT_ELIGIBLE}


@dataclass(frozen=True)
class Paper:
    """A consent with its number among all of the person's, and whether it is the latest standing."""

    consent: Consent
    number: int
    is_latest: bool

    @property
    def agreed(self) -> str:
        return agreed_words(self.consent)


@dataclass(frozen=True)
class Profile:
    """What a reader may know of a person.

    unfounded  interviews that no consent covers any more: a principal investigator decides
    """

    reader: User
    person: Participant
    line: Line
    papers: list[Paper]
    interviews: list[Interview]
    unfounded: list[Interview]
    withdrawals: list[Withdrawal]
    refusal: Refusal | None
    timeline: Timeline

    @property
    def has_agreed(self) -> bool:
        """Whether there is a consent to take back."""
        standing = [paper.consent for paper in self.papers if not paper.consent.voided_at]
        return any(consent.withdrawn_on is None for consent in standing)

    @property
    def acts(self) -> list[tuple[str, str]]:
        """(words, address) of what the reader can do next with this person."""
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

    def _pages(self, takes_part: bool) -> list[tuple[str, str, bool]]:
        may, status = self.reader.may, self.person.status
        writes = may(May.RECORD)
        is_undecided = takes_part and not self.has_agreed and status != Status.INTERVIEWED
        return [
            ("Book interview", "book", writes and takes_part and not self.person.booked_on),
            ("Record consent", "consent", writes),
            ("Record a no", "refuse", writes and is_undecided),
            ("Record withdrawal", "withdraw", may(May.WITHDRAW) and self.has_agreed),
            ("Change details", "change", writes),
        ]


def profile(reader: User, seen: Participant) -> Profile:
    """The page of a person that the reader may see. The same number of queries for everybody."""
    people = Participant.objects.with_status().with_consent_form()
    person = people.select_related("case__site", "owner", "organisation", "person").get(pk=seen.pk)
    consents = list(
        person.consents.order_by("pk")
        .select_related("document", "taken_by")
        # the answers are few and all of them are shown
        .prefetch_related("clauses")
    )
    rows = person.interviews.with_undecided().select_related("interviewer").order_by("number")
    interviews = list(rows)
    for interview in interviews:
        interview.participant = person
    return Profile(
        reader,
        person,
        line(person),
        papers(consents),
        interviews,
        [one for one in interviews if one.is_undecided],
        list(person.withdrawals.standing()),
        person.refusals.standing().first(),
        timeline(person, reader),
    )


def papers(consents: list[Consent]) -> list[Paper]:
    """Latest first; numbered in the order in which they were recorded."""
    numbered = [Paper(consent, number, False) for number, consent in enumerate(consents, start=1)]
    numbered.sort(
        key=lambda paper: (paper.consent.given_on, paper.consent.given_time, paper.number),
        reverse=True,
    )
    standing = [paper.number for paper in numbered if not paper.consent.voided_at]
    return [
        Paper(paper.consent, paper.number, paper.number == (standing or [0])[0])
        for paper in numbered
    ]

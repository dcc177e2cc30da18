"""Which letters somebody answered, asked where there are any."""

from collections.abc import Iterable
from typing import cast

from crispy_forms.layout import Layout

from cases.models import Case, InvitationBatch
from linkstudy.forms import Pick, StudyForm
from linkstudy.words import day_words, uncapped
from participants.letters import WHICH

NONE = ("", "None, or not known")


def key_of(batch: InvitationBatch) -> str:
    """5/2022-05-30: the case and the day, as in the address of the letters."""
    return f"{batch.case.number}/{batch.slug}"


def named(batch: InvitationBatch) -> str:
    """Case 5, 30 May 2022, Practice A of network 5: letter from the practice."""
    turn = f" ({batch.turn})" if batch.turn > 1 else ""
    how = uncapped(batch.get_route_display())
    day = f"{day_words(batch.sent_on)}{turn}"
    return f"Case {batch.case.number}, {day}, {batch.practice.name}: {how}"


class Answering(StudyForm):
    """Mixed into a form of somebody who came to the study."""

    batch = Pick("Which letters did they answer?", unknown=WHICH)

    def offer_letters(self, cases: Iterable[Case], also: InvitationBatch | None = None) -> None:
        """Offer the letters of the cases, newest first, and those named already; else ask nothing."""
        here = InvitationBatch.objects.filter(case__in=[case.pk for case in cases])
        rows = here.select_related("case", "practice").order_by(
            "case__number", "-sent_on", "-number"
        )
        read = list(rows)  # at once: letters that are entered meanwhile are in all of it, or none
        first = {(one.case_id, one.number): one for one in read if one.replaces_id is None}
        found = [one for one in read if one.voided_at is None]
        if also and all((one.case_id, one.number) != (also.case_id, also.number) for one in found):
            found.append(also.now)
        cast(Pick, self.fields["batch"]).offer(
            ((key_of(one), named(one), first[one.case_id, one.number]) for one in found),
            first=NONE[1],
        )
        if not found:
            del self.fields["batch"]

    def without_letters(self, *names: object) -> Layout:
        """The layout of a page with these questions, but for the letters where there are none."""
        return Layout(*(one for one in names if one != "batch" or "batch" in self.fields))

    def check_reply(self, case: Case | None) -> None:
        """Who answered letters answered those of their own case, and said when."""
        batch = self.cleaned_data.get("batch")
        if batch is None:
            return
        if case and batch.case_id != case.pk:
            self.add_error("batch", WHICH)
        self.need("replied_on")

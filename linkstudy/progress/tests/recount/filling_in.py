"""Questionnaires: handed out, back or not, put right, possible or not."""

import datetime as dt
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from cases.models import Instrument
from linkstudy.progress.tests.recount.machine import WHICH, given
from linkstudy.progress.tests.recount.taking_part import AGO, TakingPart, before
from participants import actions
from participants.models import Questionnaire

POINTS = st.sampled_from(["first", "first", "follow_up"])
DUE_IN = st.sampled_from([0, 1, 14, 14, -1])  # days
CAME = st.sampled_from(["back", "back", "no_reply", "unwilling", "withdrew", "open"])


class FillingIn(TakingPart):
    """Handing out, settling, and putting both right."""

    def handed_out(self, instrument: int, point: str, ago: int, days: int) -> dict[str, Any]:
        rows = Instrument.objects.order_by("pk")
        facts = {"instrument": self.pick(rows, instrument), "time_point": point, "how": "paper"}
        return facts | {"given_on": before(ago), "due_on": before(ago - days)}

    def what_came(self, came: str, on: dt.date) -> dict[str, Any]:
        """Back on the day, or not coming since the day for that reason, or neither yet."""
        is_back, is_open = came == "back", came == "open"
        return {
            "returned_on": on if is_back else None,
            "not_coming_on": None if is_back or is_open else on,
            "not_coming_why": "" if is_back or is_open else came,
        }

    @rule(which=WHICH, instrument=st.sampled_from([0, 0, 1]), point=POINTS, ago=AGO, days=DUE_IN)
    def hand_out(self, which: int, instrument: int, point: str, ago: int, days: int) -> None:
        with self.moment():
            facts = self.handed_out(instrument, point, ago, days)
            actions.hand_out(participant=self.person(which), by=self.scene.by, **facts)

    @given("questionnaire")
    @rule(which=WHICH, came=CAME, ago=AGO)
    def settle(self, which: int, came: str, ago: int) -> None:
        """One that is out, or is back already."""
        with self.moment():
            row = self.pick(Questionnaire.objects.standing(), which)
            facts = self.what_came(came, before(ago))
            seen = {"version": row.version, "by": self.scene.by}
            if came != "open":
                actions.settle_questionnaire(questionnaire=row, **seen, **facts)

    @given("questionnaire")
    @rule(
        which=WHICH,
        instrument=st.sampled_from([0, 0, 1]),
        point=POINTS,
        ago=AGO,
        days=DUE_IN,
        came=CAME,
        on=AGO,
    )
    def hand_out_otherwise(
        self, which: int, instrument: int, point: str, ago: int, days: int, came: str, on: int
    ) -> None:
        with self.moment():
            row = self.pick(Questionnaire.objects.standing(), which)
            facts = self.handed_out(instrument, point, ago, days) | self.what_came(came, before(on))
            self.put(actions.correct_questionnaire, row, "questionnaire", "why", **facts)

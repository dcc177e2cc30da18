"""What follows an interview, a withdrawal or a new version, reckoned as in `reckoning`."""

import datetime as dt
from types import SimpleNamespace as Row
from typing import Any

from linkstudy.progress.tests.recount.filled_in import FilledIn
from linkstudy.progress.tests.recount.reckoning import DUSK, plus

WORDS = {
    0: "Recorded",
    1: "Uploaded",
    2: "With transcriber",
    3: "Returned",
    4: "Checked",
    5: "Pseudonymised",
    6: "Checked twice",
    7: "Released to analysis",
}
DAYS_FOR = {1: "upload", 2: "send", 3: "return", 4: "check", 5: "pseudonymise", 6: "check"}
DAYS_FOR |= {7: "release", 8: "destroy"}
SENT, CHECKED_AGAIN, RELEASED, AUDIO_GONE, TRANSCRIPT_GONE = 2, 6, 7, 8, 9
OF_INTERVIEWS = ("audio", "transcript", "transcriber", "analysis", "drafts")
PLACES = ("mailing", *OF_INTERVIEWS, "sheets", "paper", "answers", "routine", "contact")
MUST_GO = {
    "keep": (),
    "no_contact": ("mailing",),
    "remove_unanalysed": ("mailing", "audio", "transcript", "transcriber", "answers", "routine"),
    "remove_all": PLACES,
}


class Aftermath(FilledIn):
    """The whole of it."""

    # Interviews whose consent ended

    def is_signed(self, consent: Row, person: Row) -> bool:
        """Whether it is on a consent form for them that was approved by then."""
        form = next(one for one in self.rows["document"] if one.id == consent.document_id)
        return (
            form.kind == "consent"
            and self.is_for(form, person)
            and form.approved_on <= consent.given_on
        )

    def start(self, interview: Row) -> tuple[dt.date, dt.time]:
        """A start that nobody noted counts as the end of the day."""
        return interview.held_on, interview.started or DUSK

    def is_by_then(self, consent: Row, interview: Row) -> bool:
        """Whether it was given by the start: where nobody noted when, as the day began."""
        return (consent.given_on, consent.given_time) <= self.start(interview)

    def covers(self, interview: Row, person: Row, scope: str) -> bool:
        """Whether consent held when the interview started: the latest answer by then governs."""
        for consent in self.consents(person):
            answer = self.answer(consent, scope)
            if answer is None or not self.is_by_then(consent, interview):
                continue
            if not answer:
                return False
            end = self.end(consent)
            if self.is_signed(consent, person) and (end is None or self.start(interview) < end):
                return True
        return False

    def is_uncovered(self, interview: Row, person: Row) -> bool:
        """Whether no consent covers it any more."""
        scopes = ["interview" if interview.wave == "first" else "follow_up"]
        scopes += ["audio"] if interview.recording == "audio" else []
        return not all(self.covers(interview, person, one) for one in scopes)

    def is_undecided(self, interview: Row, person: Row) -> bool:
        """Whether nobody has decided to keep it, of what no consent covers any more."""
        kept = self.rows.standing("decision", interview_id=interview.id)
        return not kept and self.is_uncovered(interview, person)

    def is_owed(self, interview: Row) -> bool:
        """Whether nobody was thanked for it."""
        key = {"participant_id": interview.participant_id, "interview": interview.number}
        return not self.rows.standing("thanks", **key)

    # Recordings

    def steps(self, interview: Row) -> dict[int, Row]:
        key = {"participant_id": interview.participant_id, "interview": interview.number}
        return {one.step: one for one in self.rows.standing("step", **key)}

    def is_after(self, gone: Row, interview: Row) -> bool:
        """Whether they withdrew on the day of the interview, at whatever time, or later."""
        return gone.on >= interview.held_on

    def is_to_go(self, gone: Row, interview: Row) -> bool:
        """Whether a withdrawal asks for the recording: all, or what was not in the analysis by then."""
        if not self.is_after(gone, interview):
            return False
        released = self.steps(interview).get(RELEASED)
        is_analysed = released is not None and released.on <= gone.on
        return gone.level == "remove_all" or (gone.level == "remove_unanalysed" and not is_analysed)

    def chain(self, interview: Row, person: Row) -> dict[str, Any]:
        """Where the recording is, what comes next and by when."""
        steps = self.steps(interview)
        asking = [one for one in self.withdrawals(person) if self.is_to_go(one, interview)]
        way = [one for one in range(1, RELEASED + 1) if one in steps]
        last = max(way, default=0)
        if asking:
            there = [AUDIO_GONE, TRANSCRIPT_GONE] if SENT in steps else [AUDIO_GONE]
            left, since = [one for one in there if one not in steps], asking[0].on
            status = "To be destroyed" if left else "Destroyed"
        else:
            left = [one for one in range(1, RELEASED + 1) if one not in steps][:1]
            if TRANSCRIPT_GONE in steps:
                left = []
            elif AUDIO_GONE in steps:
                left = [one for one in left if one == RELEASED]
            elif CHECKED_AGAIN in steps:
                left.append(AUDIO_GONE)
            since = steps[last].on if last else interview.held_on
            was_cut = AUDIO_GONE in steps and CHECKED_AGAIN not in steps
            status = "Audio destroyed" if was_cut else WORDS[last]
        due = self.due(left[0], since, "remove" if asking else DAYS_FOR[left[0]]) if left else None
        late = due is not None and due < self.day
        return {"status": status, "open": left, "due": due, "late": late}

    def due(self, step: int, since: dt.date, what: str) -> dt.date | None:
        """The day by which a step is due, by the settings of the day from which days are counted."""
        rules = self.settings_of(since)
        days = rules and getattr(rules, f"days_to_{what}")
        return None if days is None else since + dt.timedelta(days=days)

    # What must go after a withdrawal

    def removals(self, person: Row) -> dict[str, tuple[dt.date, bool]]:
        """{place: (the day by which to look there, whether somebody has)}."""
        rows = self.rows["interview"]
        was_met = any(one.held_on for one in rows if one.participant_id == person.id)
        first: dict[str, dt.date] = {}
        for gone in self.withdrawals(person):
            for place in MUST_GO[gone.level]:
                first.setdefault(place, gone.on)
        looked = {one.place for one in self.rows.standing("removal", participant_id=person.id)}
        return {
            place: (on + dt.timedelta(7) if place == "mailing" else plus(on, 1), place in looked)
            for place, on in first.items()
            if was_met or place not in OF_INTERVIEWS
        }

    # New versions

    def versions(self, kind: str, person: Row) -> list[Row]:
        """The versions of a kind that were ever for them at their site, newest first."""
        found = [
            one
            for one in self.rows.standing("document", kind=kind)
            if self.is_for(one, person) and self.uses(one, person)
        ]
        return sorted(
            found, key=lambda one: (self.begins(one, person), one.approved_on, one.id), reverse=True
        )

    def uses(self, version: Row, person: Row) -> list[Row]:
        """What stands of the version's use at their site: one row, or none."""
        case = next(one for one in self.rows["case"] if one.id == person.case_id)
        here = {"site_id": case.site_id, "document_id": version.id}
        return self.rows.standing("publication", **here)

    def is_for(self, version: Row, person: Row) -> bool:
        return version.audience in ("", person.group)

    def begins(self, version: Row, person: Row) -> dt.date:
        """From when it is used at their site: the site's own day comes before the version's."""
        days = [one.since for one in self.uses(version, person) if one.since]
        return days[0] if days else version.in_force_from

    def ends(self, version: Row, person: Row) -> dt.date:
        """From when it is not: the earlier one of the site's day and the version's."""
        days = [version.replaced_on, *(one.ended_on for one in self.uses(version, person))]
        return min([day for day in days if day], default=dt.date.max)

    def is_replaced(self, version: Row, person: Row) -> bool:
        return self.ends(version, person) <= self.day

    def is_in_force(self, version: Row, person: Row) -> bool:
        has_begun = self.begins(version, person) <= self.day
        return has_begun and not self.is_replaced(version, person)

    def new_form(self, person: Row, signed: Row) -> str | None:
        """The form in force for somebody whose own has been replaced."""
        form = next(one for one in self.rows["document"] if one.id == signed.document_id)
        forms = self.versions("consent", person)
        found = [one.slug for one in forms if self.is_in_force(one, person)]
        return found[0] if found and self.is_replaced(form, person) else None

    def new_sheet(self, person: Row, signed: Row) -> str | None:
        """The sheet in force for somebody who agreed with an earlier one, replaced since."""
        sheets, on = self.versions("information", person), signed.given_on
        had = any(
            self.begins(one, person) <= on < self.ends(one, person)
            for one in sheets
            if self.is_replaced(one, person)
        )
        now = [one for one in sheets if self.is_in_force(one, person)]
        found = [one.slug for one in now if self.begins(one, person) > on]
        return found[0] if found and had else None

    def renewal(self, person: Row) -> dict[str, Any] | None:
        """What they need once a version was replaced; None of people of whom none was."""
        consents = self.consents(person)
        if not consents:
            return None
        form, sheet = self.new_form(person, consents[0]), self.new_sheet(person, consents[0])
        if form is None and sheet is None:
            return None
        told = self.told_on(person, sheet)
        return {"need": self.need(person, sheet, told), "form": form, "sheet": sheet, "told": told}

    def told_on(self, person: Row, sheet: str | None) -> dt.date | None:
        keys = [one.id for one in self.rows["document"] if one.slug == sheet]
        rows = self.rows.standing("notice", participant_id=person.id)
        return next((one.on for one in rows if one.document_id in keys), None)

    def need(self, person: Row, sheet: str | None, told: dt.date | None) -> str:
        status = self.status(person)
        if status == "withdrew":
            return "finished"
        if self.is_ahead(person) or status == "consented" or self.bookings(person):
            return "sign"
        if sheet and told is None and status == "interviewed" and not self.is_over():
            return "tell"
        return "finished"

    def is_over(self) -> bool:
        ends = [one.planned_end_on for one in self.rows["study"]]
        return any(end is not None and end < self.day for end in ends)

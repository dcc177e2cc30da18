"""A story in which a little of everything happens, told through the actions."""

import datetime as dt
from typing import Any

from django.contrib.auth.hashers import make_password

from cases import actions as case_actions
from cases.models import AmendmentUse, Organisation
from linkstudy.accounts import actions as accounts
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import Role
from linkstudy.audit.tests.story_of_questions import hand_out
from linkstudy.audit.tests.story_of_samples import ask_for_some
from linkstudy.audit.tests.story_of_tables import tell_of_tables
from linkstudy.audit.tests.thoughts import think
from linkstudy.safety import actions as safety
from linkstudy.testing.contacts import a_deviation, an_attempt
from linkstudy.testing.custody import a_step
from linkstudy.testing.factories import (
    SmallStudy,
    a_booking,
    a_consent,
    a_form,
    a_missed_interview,
    a_notice,
    a_person,
    a_protocol,
    a_refusal,
    a_removal,
    a_study,
    a_user,
    a_view,
    a_withdrawal,
    ago,
    an_amendment,
    an_interview,
    an_observation,
    an_organisation,
)
from linkstudy.testing.in_the_field import (
    a_collected_document,
    a_debrief,
    a_delegation,
    a_duty,
    a_safety_note,
    a_visit,
    a_visit_for,
    an_amendment_in_use,
    an_approval,
    some_routine_data,
)
from linkstudy.testing.letters import a_reminder, some_letters
from linkstudy.testing.thanks import a_purchase, a_voucher
from linkstudy.testing.updates import tell_partners
from linkstudy.words import in_london
from participants import actions
from participants.models import Decision, Removal


def tell_a_story() -> None:
    """A little of everything that can happen."""
    small = a_study()
    case, by = small.cases[0], small.researcher
    practice = an_organisation(small.sites[0])
    set_up_again(small, practice)
    mary, bob, eve = (a_person(case) for _ in range(3))
    actions.change_participant(
        participant=mary, version=1, organisation=practice, ethnic_group="white", by=by
    )
    for name in ("Mary", "Mary Example", ""):
        mary.person.refresh_from_db()
        version = mary.person.version
        actions.keep_contact(participant=mary, values={"name": name}, version=version, by=by)
    actions.look_up(participant=mary, reason="To phone her", by=by)
    booking = a_booking(mary)
    actions.change_booking(booking=booking, version=1, booked_on=ago(-1), by=by)
    consent = a_consent(mary)
    done = an_interview(mary, topics=[small.topic], note="She spoke freely", booking_version=2)
    a_withdrawal(mary, level="remove_all")
    view = a_view(by)
    for version, is_gone in enumerate([False, True], 1):
        facts = {"name": "Late", "is_shared": True, "is_gone": is_gone}
        actions.change_view(view=view, version=version, by=by, **facts)
    look_again(a_removal(mary, "paper"))
    actions.void_interview(interview=done, version=3, reason="Withdrew", by=by)
    consent.refresh_from_db()
    actions.void_consent(consent=consent, version=consent.version, reason="Twice", by=by)
    a_missed_interview(bob)
    told = a_notice(bob)
    told = actions.correct_notice(
        notice=told, version=1, why="Misread", on=told.on, how="phone", by=by
    )
    gone = actions.void_notice(notice=told, version=3, reason="The letter came back", by=by)
    actions.restore_notice(notice=gone, version=4, reason="It did not", by=by)
    kept = an_interview(a_person(case), ago(2))
    a_withdrawal(kept.participant, on=ago(5))
    decide_again(actions.keep_interview(interview=kept, why="They agreed", by=small.pi), small.pi)
    a_refusal(eve, words="Not now")
    an_observation(case)
    do_fieldwork(small)
    follow_a_recording(small)
    raise_safety(small)
    draw_codes(small)
    thank_somebody(small)
    ask_for_routine_data(small)
    hand_out(small)
    ask_for_some(small.administrator)
    put_right(small)
    leave_and_come_back(small)
    get_in_touch(small)
    tell_of_letters(small)
    tell_of_the_team(small)
    tell_of_tables(small)
    think(small)
    tell_partners()


def look_again(done: Removal) -> None:
    """What was done at a place is put right, taken back, restored and taken back for good."""
    facts = {"on": done.on, "outcome": "nothing", "proof": "The list says so", "by": done.by}
    done = actions.correct_removal(removal=done, version=1, why="Misread", **facts)
    gone = actions.void_removal(removal=done, version=3, reason="Another letter", by=done.by)
    done = actions.restore_removal(removal=gone, version=4, reason="This letter", by=done.by)
    actions.void_removal(removal=done, version=5, reason="Another letter", by=done.by)


def decide_again(made: Decision, by: User) -> None:
    """A decision is put right, taken back and restored."""
    made = actions.correct_decision(
        decision=made, version=1, why="Misheard", kept="They agreed by phone", by=by
    )
    gone = actions.void_decision(decision=made, version=3, reason="Too early", by=by)
    actions.restore_decision(decision=gone, version=4, reason="It was not", by=by)


def do_fieldwork(small: SmallStudy) -> None:
    """A debrief and a document: logged, put right, taken back and restored."""
    by = small.researcher
    talk = case_actions.correct_debrief(
        debrief=a_debrief(), version=1, why="Misread", minutes=25, by=by
    )
    gone = case_actions.void_debrief(debrief=talk, version=talk.version, reason="Twice", by=by)
    case_actions.restore_debrief(debrief=gone, version=gone.version, reason="Not so", by=by)
    paper = case_actions.redact_document(
        document=a_collected_document(), version=1, redacted_on=ago(0), by=by
    )
    paper = case_actions.correct_collected(
        document=paper, version=2, why="Misread", lies_in="FW-1/2", by=by
    )
    gone = case_actions.void_collected(document=paper, version=paper.version, reason="Twice", by=by)
    case_actions.restore_collected(document=gone, version=gone.version, reason="Not so", by=by)


def follow_a_recording(small: SmallStudy) -> None:
    """A step corrected, voided and restored."""
    by = small.researcher
    step = a_step(an_interview(a_person(small.cases[0]), ago(2)), proof="Drive, folder 1")
    facts = {"on": ago(1), "who": by, "proof": "Drive, folder 2", "by": by}
    step = actions.correct_step(row=step, version=1, why="Misread", **facts)
    gone = actions.void_step(row=step, version=3, reason="Another one", by=by)
    actions.restore_step(row=gone, version=4, reason="This one", by=by)


def raise_safety(small: SmallStudy) -> None:
    """A safety note: raised, put right, closed, taken back and restored."""
    by = small.researcher
    note = a_safety_note(small.cases[0])
    note = safety.correct_note(
        note=note, version=1, why="Misread", what="They wept", done="We rang", by=by
    )
    note = safety.close_note(note=note, version=note.version, closed_on=ago(0), by=small.pi)
    gone = safety.void_note(note=note, version=note.version, reason="Twice", by=by)
    safety.restore_note(note=gone, version=gone.version, reason="Not so", by=by)
    visit = a_visit(a_booking(a_person(small.cases[0]), mode="person", setting="home"))
    visit = safety.expect_later(visit=visit, version=1, expected=dt.time(23, 30), by=by)
    safety.come_back(visit=visit, version=2, at=in_london(visit.began_at).time(), by=small.pi)
    a_visit(visit.booking)
    visit = a_visit_for(small.cases[0], errand="meeting")
    safety.come_back(visit=visit, version=1, at=in_london(visit.began_at).time(), by=small.pi)


def tell_of_letters(small: SmallStudy) -> None:
    """Letters and reminders recorded, corrected, voided and restored; somebody answers."""
    case, by = small.cases[0], small.researcher
    batch = some_letters(case, documents=[small.form])
    reminder = a_reminder(batch)
    a_person(case, batch=batch, replied_on=ago(1))
    batch = case_actions.correct_letters(
        batch=batch, version=1, why="One more came back", undelivered=3, by=by
    )
    facts = {"sent_on": reminder.sent_on, "sent_out": 30}
    reminder = case_actions.correct_reminder(
        reminder=reminder, version=1, why="Miscounted", by=by, **facts
    )
    gone = case_actions.void_reminder(reminder=reminder, version=3, reason="Twice", by=by)
    case_actions.restore_reminder(reminder=gone, version=4, reason="Once", by=by)
    quiet = some_letters(case, ago(3))
    gone = case_actions.void_letters(batch=quiet, version=1, reason="Twice", by=by)
    case_actions.restore_letters(batch=gone, version=2, reason="Once", by=by)


def draw_codes(small: SmallStudy) -> None:
    """A list of codes for a recording that is to be sent."""
    a_step(an_interview(a_person(small.cases[0]), ago(2)))
    made = actions.make_codes(case=small.cases[0], purpose="transcriber", by=small.researcher)
    actions.find_code(code=made.codes.first(), by=small.researcher)


def thank_somebody(small: SmallStudy) -> None:
    """Vouchers bought twice, one of them given twice; put right, taken back and restored."""
    by, office, site = small.researcher, small.administrator, small.sites[0]
    a_purchase(site, by=office)
    twice = a_purchase(site, by=office)
    facts = {"site": site, "on": twice.on, "each": 1500, "count": 5, "by": office}
    twice = actions.correct_purchase(purchase=twice, version=1, why="Misread", **facts)
    gone = actions.void_purchase(purchase=twice, version=2, reason="Twice", by=office)
    actions.restore_purchase(purchase=gone, version=3, reason="Once more", by=office)
    held = an_interview(a_person(small.cases[0]), ago(2))
    given = a_voucher(held, serial="SERIAL-0001", by=by)
    actions.confirm_receipt(thanks=given, receipt_on=ago(0), version=1, by=by)
    more = a_voucher(held, extra="Lost in the post", by=by)
    facts = {"on": more.on, "how": "post", "extra": "Lost", "receipt_on": ago(0), "by": by}
    more = actions.correct_thanks(thanks=more, version=1, why="Misread", pence=1500, **facts)
    gone = actions.void_thanks(thanks=more, version=3, reason="It came", by=by)
    actions.restore_thanks(thanks=gone, version=4, reason="It did not", by=by)


def ask_for_routine_data(small: SmallStudy) -> None:
    """Routine data asked for, received, checked, put right, taken back and restored."""
    by = small.researcher
    data = some_routine_data(small.cases[0])
    data = case_actions.receive_routine_data(data=data, version=1, received_on=ago(0), by=by)
    data = case_actions.check_routine_data(data=data, version=2, checked_on=ago(0), by=by)
    facts = {"kind": "other", "label": "Appointments by month"}
    data = case_actions.correct_routine_data(data=data, version=3, why="Misread", by=by, **facts)
    gone = case_actions.void_routine_data(data=data, version=data.version, reason="Twice", by=by)
    case_actions.restore_routine_data(data=gone, version=gone.version, reason="Not so", by=by)


def put_right(small: SmallStudy) -> None:
    """An interview and a day corrected, voided and restored."""
    case, by = small.cases[0], small.researcher
    done = an_interview(a_person(case), ago(2), topics=[small.topic], note="They spoke freely")
    facts = {name: getattr(done, name) for name in ("held_on", "wave", "recording", "mode")}
    new = actions.correct_interview(
        interview=done, version=1, why="Misread", minutes=52, note="They spoke", by=by, **facts
    )
    gone = actions.void_interview(interview=new, version=3, reason="Another person", by=by)
    actions.restore_interview(interview=gone, version=4, reason="This person", by=by)
    day = an_observation(case, ago(4))
    day = case_actions.correct_observation(
        observation=day, version=1, why="Miscounted", patients=3, by=by
    )
    gone = case_actions.void_observation(observation=day, version=3, reason="Twice", by=by)
    case_actions.restore_observation(observation=gone, version=4, reason="Once", by=by)


def leave_and_come_back(small: SmallStudy) -> None:
    """A consent, an answer of no, a withdrawal and a person corrected, voided and restored."""
    person, by = a_person(small.cases[0]), small.researcher
    consent = a_consent(person)
    names = ("document", "given_on", "given_time")
    signed = {name: getattr(consent, name) for name in names} | {"how": "electronic", "by": by}
    new = actions.correct_consent(
        consent=consent, version=1, why="Online", scopes=["interview"], **signed
    )
    left = a_withdrawal(person, note="They rang")
    said = {"on": left.on, "time": dt.time(8), "level": "keep", "note": "They rang", "by": by}
    left = actions.correct_withdrawal(withdrawal=left, version=1, why="Misheard", **said)
    gone = actions.void_withdrawal(withdrawal=left, version=3, reason="Another person", by=by)
    new.refresh_from_db()
    gone = actions.void_consent(consent=new, version=new.version, reason="Twice", by=by)
    no = a_refusal(person, words="Not now")
    no = actions.correct_refusal(
        refusal=no, version=1, why="Misheard", on=no.on, reason="busy", words="Busy", by=by
    )
    actions.void_refusal(refusal=no, version=3, reason="Another person", by=by)
    void = actions.void_participant(
        participant=person, version=at(person), reason="Added twice", by=by
    )
    actions.restore_participant(participant=void, version=at(person), reason="Once", by=by)
    actions.restore_consent(consent=gone, version=gone.version, reason="Once", by=by)
    left = person.withdrawals.current().get()
    actions.restore_withdrawal(withdrawal=left, version=left.version, reason="It was", by=by)


def get_in_touch(small: SmallStudy) -> None:
    """A contact and a deviation corrected, voided and restored."""
    person, by = a_person(small.cases[0]), small.researcher
    made = an_attempt(person, "call_back", next_on=ago(-1), note="At work until 5pm")
    said = {"channel": "text", "outcome": "reached", "next_on": None, "note": "At work", "by": by}
    made = actions.correct_attempt(
        attempt=made, version=1, why="It was a text", on=made.on, time=dt.time(8), **said
    )
    gone = actions.void_attempt(attempt=made, version=3, reason="Another person", by=by)
    actions.restore_attempt(attempt=gone, version=4, reason="This person", by=by)
    broken = a_deviation(person)
    broken = actions.correct_deviation(
        deviation=broken, version=1, why="Misheard", reason="They asked us to by text", by=by
    )
    gone = actions.void_deviation(deviation=broken, version=3, reason="Another person", by=by)
    actions.restore_deviation(deviation=gone, version=4, reason="This person", by=by)


def at(row: Any) -> int:
    """The version of a row as it stands."""
    row.refresh_from_db()
    return row.version


def tell_of_the_team(small: SmallStudy) -> None:
    """Links that were replaced, used and asked for; somebody suspended, back, and gone."""
    by, colleague = small.administrator, a_user(Role.MONITOR)
    for _ in range(2):
        link = accounts.make_link(user=small.pi, by=by)
    accounts.use_link(secret=link.secret, password=make_password("two tired otters"), by=None)
    accounts.ask_for_link(email=colleague.email, by=None)
    accounts.suspend_user(user=colleague, version=1, reason="On leave", by=by)
    accounts.resume_user(user=colleague, version=2, reason="Back", by=by)
    facts = {"name": "Mo", "email": "mo@example.org", "role": Role.PI, "ends_on": None}
    accounts.change_user(user=colleague, version=3, reason="New post", by=by, **facts)
    accounts.end_user(user=colleague, version=4, reason="Left", by=by)


def set_up_again(small: SmallStudy, practice: Organisation) -> None:
    """Corrections, voids and restores of what the study stands on."""
    office, why = small.administrator, "Typed wrongly"
    duty = a_duty()
    case_actions.correct_duty(duty=duty, version=1, reason="It ended", by=None, days=30)
    an_approval(small.sites[0])
    an_approval(small.sites[0], person=small.researcher)
    a_delegation(small.sites[0])
    amendment, protocol = an_amendment(), a_protocol()
    in_use_again(an_amendment_in_use(amendment, *small.cases), small.administrator)
    form, known = small.form, {"reason": why, "by": office}
    case_actions.correct_plan(plan=small.plan, version=1, amendment=amendment, **known)
    case_actions.correct_document(
        document=form,
        version=1,
        sites=small.sites[:1],
        in_force_from=form.in_force_from,
        replaced_on=None,
        **known,
    )
    versions_at_sites(small)
    case_actions.correct_organisation(organisation=practice, version=1, name="Practice Z", **known)
    void = case_actions.void_row(row=protocol, version=1, **known)
    case_actions.restore_row(row=void, version=2, **known)
    closed = case_actions.close_case(case=small.cases[1], on=ago(1), version=1, by=office)
    case_actions.reopen_case(case=closed, version=2, **known)


def versions_at_sites(small: SmallStudy) -> None:
    """A guide is taken up at another site, ends there, and its days there are put right."""
    here, there = small.sites
    guide = a_form("7", kind="guide", approved_on=ago(9), sites=[here])
    case_actions.use_document(document=guide, sites=[there], since=ago(3), by=None)
    case_actions.replace_document(document=guide, sites=[there], on=ago(1), by=None)
    case_actions.correct_document(
        document=guide,
        version=3,
        sites=[here, there],
        in_force_from=ago(9),
        replaced_on=None,
        own=[(there, ago(4), None)],
        reason="Typed wrongly",
        by=None,
    )


def in_use_again(use: AmendmentUse, by: User) -> None:
    """The day from which an amendment is in use is corrected, taken back, and stands again."""
    known = {"reason": "Typed wrongly", "by": by}
    use = case_actions.correct_use(use=use, version=1, since=ago(9), **known)
    use = case_actions.void_row(row=use, version=2, **known)
    case_actions.restore_row(row=use, version=3, **known)

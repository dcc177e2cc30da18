"""What stands at a site, in the words that addresses and forms use."""

import datetime as dt
from dataclasses import asdict, dataclass, replace

from cases.actions import (
    receive_routine_data,
    void_collected,
    void_debrief,
    void_letters,
    void_observation,
    void_reminder,
    void_routine_data,
)
from cases.models import (
    Amendment,
    Case,
    DocumentVersion,
    Instrument,
    InvitationBatch,
    ProgrammeTheory,
    Protocol,
)
from linkstudy.accounts.actions import make_link, suspend_user
from linkstudy.clock import LONDON
from linkstudy.safety.actions import void_note
from linkstudy.safety.models import SafetyNote
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
    a_user,
    a_view,
    a_withdrawal,
    ago,
    an_interview,
    an_observation,
    an_organisation,
    in_use_at,
)
from linkstudy.testing.in_the_field import (
    a_collected_document,
    a_debrief,
    a_safety_note,
    a_visit,
    an_amendment_in_use,
    some_routine_data,
)
from linkstudy.testing.letters import a_reminder, some_letters
from linkstudy.testing.questionnaires import a_questionnaire, an_instrument
from linkstudy.testing.thanks import a_purchase, a_voucher
from linkstudy.testing.thinking import a_theory, reflect_on
from linkstudy.tests.whole_house.tables import some_groups
from participants import actions
from participants.afterwards import Step
from participants.models import Participant

NOW = dt.datetime(2022, 6, 14, 9, 12, tzinfo=LONDON)
KEPT = {"name": "Mary Example", "phone": "07700 900123", "email": "mary@example.org"}
NO_KEY = "999999999"
IN_PERSON = {"mode": "person", "setting": "home"}
LENIENT = {"cooling_off_hours": 0, "follow_up_min_months": 0}  # forms are valid without a reason
NUMBERS = (
    *("user", "away", "colleague", "purchase", "void_purchase", "codes_number"),
    *("advice", "void_advice", "rate"),
)
SHEET = "information-2-0"  # the address of a sheet in use everywhere


@dataclass(frozen=True)
class Place:
    """What stands at a case: people by their study IDs, rows without a code by their keys.

    known     answered letters; has contact details, a consent (1), an interview (1) and a
              booking (2) for today; of its recording step 1 stands and step 2 is void; they have a
              voucher (1) and a questionnaire (1); another (2) of each is void;
              that they were told of a new sheet is void
    deciding  has neither consent nor booking; their answer of no is void
    booked    has a consent and a booking for today, and was told of a new sheet
    withdrew  agreed once, and withdrew: all is to go, the paper has gone, and that sheets have is void
    declined  said no
    voided    has a void consent (1) and a void interview (1)
    missed    missed an interview (1)
    undone    agreed; their withdrawal (1) and interview (1) are void
    mistaken  was added by mistake, and is void
    undecided withdrew before an interview (1) that was logged already; the decision on it is void
    decided   so did they, and their interview (1) is kept
    touched   answered a call (1); another one (2) and a deviation (2) are void, one (1) stands

    Observation day 1 stands, void_day is void; debrief, collected document and routine data 1 stand,
    2 are void; routine data 3 came.
    letters stand, with reminders (1) and void ones (2), void_letters are void, and quiet_letters
    have neither reminders nor replies. lead and organisation are keys, login is the lead's address;
    form, topic and theory belong to the whole study, topic_key is the topic's; the topic was ticked
    for day 1, and for debrief 1, which was taken back. user, away and colleague are numbers of people of the
    team: the lead, somebody suspended, and somebody who could take over. purchase is the number of
    one of vouchers that nobody was given, void_purchase of one that is void. feed is the lead's diary.
    secret is of a link for the lead that nobody used. note is about known; void_note, of a visit, is
    void. visit is to known and not over. Who sits in group is said in tables.py; closed_group and
    void_group are empty. event waits to be written up, void_event is void.
    """

    number: str
    known: str
    deciding: str
    booked: str
    withdrew: str
    declined: str
    voided: str
    missed: str
    undone: str
    mistaken: str
    undecided: str
    decided: str
    touched: str
    lead: str
    login: str
    organisation: str
    form: str
    topic: str
    topic_key: str
    theory: str
    void_day: int
    letters: str
    quiet_letters: str
    void_letters: str
    site_number: int
    user: int
    away: int
    colleague: int
    purchase: int
    void_purchase: int
    codes_number: int
    secret: str
    note: str
    visit: str
    void_note: str
    feed: str
    group: str
    closed_group: str
    void_group: str
    advice: int
    void_advice: int
    rate: int
    event: str
    void_event: str

    def slug(self, who: str) -> str:
        """A person's study ID as it stands in addresses."""
        return str(getattr(self, who)).lower()

    def codes(self) -> dict[str, str]:
        """{who: study ID}."""
        return {name: word for name, word in asdict(self).items() if "-PT-" in str(word)}


def nowhere(place: Place) -> Place:
    """A place like this one, in words of the same length, that does not exist."""
    codes = {who: code.replace(f"C{place.number}-", "C79-") for who, code in place.codes().items()}
    tables = ("group", "closed_group", "void_group", "event", "void_event")
    groups = {
        name: getattr(place, name).replace(f"case-{place.number}", "case-79") for name in tables
    }
    return replace(
        place,
        **codes,
        **groups,
        number="79",
        lead=NO_KEY,
        organisation=NO_KEY,
        login="no@example.org",
        site_number=79,
        **dict.fromkeys(NUMBERS, int(NO_KEY)),
        secret="none",
        feed="0" * 43,
        **dict.fromkeys(["note", "visit", "void_note"], "0" * 12),
    )


def a_place(case: Case, study: SmallStudy) -> Place:
    """Fill a case with people in every state. Its lead does it all."""
    if not Protocol.objects.exists():
        a_protocol(**LENIENT)
    practice = an_organisation(case.site, name=f"Practice {case.number}")
    letters, quiet, void = some_letters_of(case)
    people = [a_person(case, batch=letters), *(a_person(case) for _ in range(11))]
    known, deciding, booked, withdrew, declined, voided, missed, *more = people
    undone, mistaken, undecided, decided, touched = more
    keep(known)
    a_consent(known)
    an_interview(known, topics=[study.topic], note="They spoke freely")
    follow_recording(known)
    drawn = actions.make_codes(case=case, purpose="transcriber", by=case.lead)
    bought = [a_purchase(case.site, by=study.administrator) for _ in range(3)]
    actions.void_purchase(purchase=bought[2], version=1, reason="Twice", by=study.administrator)
    thank_twice(known)
    hand_out_to(known)
    visited = a_booking(known, wave="follow_up", **IN_PERSON)
    a_consent(booked)
    a_booking(booked, **IN_PERSON)
    a_withdrawal(withdrew, level="remove_all")
    take_out_of(withdrew)
    tell_again(known, booked, the_sheet(case))
    a_refusal(declined, words="Not now")
    void_all(voided)
    a_missed_interview(missed)
    undo_refusal(deciding)
    undo_withdrawal(undone)
    actions.void_participant(participant=mistaken, version=1, reason="Twice", by=case.lead)
    for gone in (undecided, decided):
        an_interview(gone, ago(3))
        a_withdrawal(gone, on=ago(5))
        held = gone.interviews.get()
        if gone == decided:
            reflect_on(held, study.topic, by=study.pi)
        made = actions.keep_interview(interview=held, why="Collected before", by=study.pi)
        if gone == undecided:
            actions.void_decision(decision=made, version=1, reason="Too early", by=study.pi)
    now = {deciding.pk: Participant.objects.get(pk=deciding.pk).version}
    facts = {"people": [deciding], "versions": now, "owner": None, "by": case.lead}
    actions.change_together(contact_by=ago(-5), **facts)
    theirs = {"query": f"case={case.number}&sort=-id", "is_shared": True}
    a_view(case.lead, f"View of case {case.number}", **theirs)
    get_in_touch(touched)
    reflect_on(an_observation(case), study.topic, by=case.lead)
    day = an_observation(case, ago(2))
    void_observation(observation=day, version=1, reason="Another case", by=case.lead)
    leave_fieldwork(case, study)
    an_amendment_in_use(Amendment.objects.filter(number="SA01").first(), case)
    away, colleague = (a_user(sites=[case.site]) for _ in range(2))
    suspend_user(user=away, version=1, reason="On leave", by=study.administrator)
    return Place(
        str(case.number),
        *(person.study_id for person in people),
        lead=str(case.lead_id),
        login=case.lead.email,
        organisation=str(practice.pk),
        form=str(study.form.pk),
        topic=study.topic.name,
        topic_key=str(study.topic.pk),
        theory=str((ProgrammeTheory.objects.first() or a_theory()).pk),
        void_day=day.number,
        letters=letters.slug,
        quiet_letters=quiet.slug,
        void_letters=void.slug,
        site_number=case.site.number,
        user=case.lead.number,
        away=away.number,
        colleague=colleague.number,
        purchase=bought[1].number,
        void_purchase=bought[2].number,
        codes_number=drawn.number,
        secret=make_link(user=case.lead, by=None).secret,
        note=a_safety_note(known).slug,
        visit=a_visit(visited, buddy=study.pi).slug,
        void_note=a_void_note(case).slug,
        **some_groups(case, study),
    )


def follow_recording(person: Participant) -> None:
    """The recording of their interview is uploaded; that it was sent was a mistake."""
    held = person.interviews.get()
    a_step(held, proof="Drive, folder 1")
    sent = a_step(held, Step.SENT)
    actions.void_step(row=sent, version=1, reason="Another one", by=person.owner)


def take_out_of(person: Participant) -> None:
    """The paper has gone; that the sheets have was another person's."""
    a_removal(person, "paper")
    gone = a_removal(person, "sheets")
    actions.void_removal(removal=gone, version=1, reason="Another person", by=person.owner)


def tell_again(untold: Participant, told: Participant, sheet: DocumentVersion) -> None:
    """One of them was told of a sheet; that the other was is taken back."""
    a_notice(told, sheet)
    gone = a_notice(untold, sheet)
    actions.void_notice(notice=gone, version=1, reason="Another person", by=untold.owner)


def thank_twice(person: Participant) -> None:
    """A voucher, and one more that was not given after all."""
    held = person.interviews.get()
    a_voucher(held, serial="SERIAL-0001")
    more = a_voucher(held, extra="Lost in the post")
    actions.void_thanks(thanks=more, version=1, reason="It came", by=person.owner)


def hand_out_to(person: Participant) -> None:
    """A questionnaire that is out, and one that was another person's."""
    wanted = Instrument.objects.filter(name="Well-being questionnaire").first()
    if wanted is None:
        an_instrument("Self-efficacy questionnaire")
        wanted = an_instrument()
    a_questionnaire(person, instrument=wanted)
    gone = a_questionnaire(person, instrument=wanted, time_point="follow_up", given_on=ago(0))
    actions.void_questionnaire(
        questionnaire=gone, version=1, reason="Another person", by=person.owner
    )


def some_letters_of(case: Case) -> tuple[InvitationBatch, InvitationBatch, InvitationBatch]:
    """Letters with reminders, some of which are void; letters with nothing; and void letters."""
    letters, quiet, gone = (some_letters(case, ago(days)) for days in (14, 13, 12))
    a_reminder(letters)
    twice = a_reminder(letters, sent_on=ago(1))
    void_reminder(reminder=twice, version=1, reason="Recorded twice", by=case.lead)
    void_letters(batch=gone, version=1, reason="Recorded twice", by=case.lead)
    return letters, quiet, gone


def keep(person: Participant, **values: str) -> None:
    """Keep contact details of a person."""
    person.person.refresh_from_db()
    actions.keep_contact(
        participant=person,
        values=values or KEPT,
        version=person.person.version,
        by=person.owner,
    )


def get_in_touch(person: Participant) -> None:
    """A call that was answered, one taken back, and two deviations, of which one is."""
    an_attempt(person, "reached", time=dt.time(8))
    by = person.owner
    gone = an_attempt(person, time=dt.time(8))
    actions.void_attempt(attempt=gone, version=1, reason="Another person", by=by)
    a_deviation(person)
    twice = a_deviation(person)
    actions.void_deviation(deviation=twice, version=1, reason="Told twice", by=by)


def void_all(person: Participant) -> None:
    """A consent and an interview, both taken back."""
    done, by = an_interview(person), person.owner
    actions.void_interview(interview=done, version=1, reason="Another person", by=by)
    actions.void_consent(consent=person.consents.get(), version=1, reason="Another person", by=by)


def undo_refusal(person: Participant) -> None:
    """An answer of no, taken back."""
    no = a_refusal(person)
    actions.void_refusal(refusal=no, version=1, reason="Another person", by=person.owner)


def the_sheet(case: Case) -> DocumentVersion:
    """The information sheet in use at the case's site."""
    sheet = DocumentVersion.objects.filter(slug=SHEET).first()
    return in_use_at(case.site, sheet or a_form("2.0", kind="information", sites=[case.site]))


def undo_withdrawal(person: Participant) -> None:
    """A withdrawal and an interview, both taken back."""
    gone, by = a_withdrawal(person), person.owner
    actions.void_withdrawal(withdrawal=gone, version=1, reason="Another person", by=by)
    done = an_interview(person)
    actions.void_interview(interview=done, version=1, reason="Another person", by=by)


def a_void_note(case: Case) -> SafetyNote:
    """A safety note about a visit, taken back."""
    note = a_safety_note(case)
    return void_note(note=note, version=1, reason="Another case", by=case.lead)


def leave_fieldwork(case: Case, study: SmallStudy) -> None:
    """A debrief, a document and routine data (1), one each (2) taken back, and data that came (3)."""
    talk = a_debrief(case)
    reflect_on(talk, study.topic, by=case.lead)
    reflect_on(talk, by=case.lead, why="mistake")
    a_collected_document(case)
    twice, by = a_debrief(case, ago(2)), case.lead
    void_debrief(debrief=twice, version=1, reason="Another case", by=by)
    wrong = a_collected_document(case)
    void_collected(document=wrong, version=1, reason="Another case", by=by)
    some_routine_data(case)
    other = some_routine_data(case)
    void_routine_data(data=other, version=1, reason="Another case", by=by)
    came = some_routine_data(case, kind="other", label="Appointments by month")
    receive_routine_data(data=came, version=1, received_on=ago(0), by=by)

"""How the history tells what happens to people; see linkstudy/telling/wording.py."""

from linkstudy.identities.kinds import Kind
from linkstudy.telling.wording import Gathered
from participants.briefs import BRIEFLY
from participants.vocabulary import PURPOSES, SOUGHT_WHY

SENTENCES = {
    "participant.added": "Added to the study. {group}. {joined_via}",
    "participant.changed": "Details changed",
    "participant.consented": "Next contact after they agreed",
    "participant.declined": "Next contact after they said no",
    "participant.interviewed": "Next contact after an interview",
    "participant.missed": "Next contact after a missed interview",
    "participant.reopened": "Next contact after a record was taken back",
    "participant.restored": "Put back, as no mistake",
    "participant.voided": "Taken out, as added by mistake",
    "participant.withdrew": "Next contact after they withdrew",
    "consent.given": "Consent given on {given_on}. {document_id}. {how}",
    "consent.corrected": "Consent corrected",
    "consent.voided": "Consent taken back as a mistake",
    "consent.restored": "Consent restored",
    "consent.given_back": "Consent holds again",
    "consent.withdrawn": "Consent ended on {withdrawn_on}, {withdrawn_time}, when they withdrew",
    "withdrawal.recorded": "Withdrew on {on}, {time}. {level}",
    "withdrawal.corrected": "Withdrawal corrected",
    "withdrawal.voided": "Withdrawal taken back as a mistake",
    "withdrawal.restored": "Withdrawal restored",
    "removal.recorded": "Looked at after the withdrawal, on {on}. {place}. {outcome}",
    "removal.voided": "What was done after the withdrawal taken back. {place}",
    "refusal.recorded": "Said no on {on}",
    "refusal.corrected": "Answer of no corrected",
    "refusal.voided": "Answer of no taken back as a mistake",
    "refusal.restored": "Answer of no restored",
    "interview.booked": "{wave} booked for {booked_on}, {booked_time}",
    "booking.changed": "Booking changed",
    "booking.cancelled": "Booking cancelled on {missed_on}. {missed_why}",
    "interview.logged": "Interview of {held_on} logged, {minutes} minutes",
    "interview.missed": "Interview on {missed_on} missed. {missed_why}",
    "interview.corrected": "Interview corrected",
    "custodystep.recorded": "{step}, on {on}",
    "custodystep.corrected": "Step of a recording corrected",
    "custodystep.voided": "Step of a recording taken back as a mistake",
    "custodystep.restored": "Step of a recording restored",
    "decision.made": "Interview kept although no consent covers it any more",
    "decision.voided": "Decision to keep the interview taken back",
    "interview.voided": "Interview taken back as a mistake",
    "interview.restored": "Interview restored",
    "view.saved": "View of the list saved: {name}",
    "view.changed": "View of the list changed",
    "view.removed": "View of the list removed",
    "identity.revealed": "Contact details looked at",
    "identity.sought": "Looked for a participant by contact details",
    "identity.found": "Found by contact details",
    "identity.changed": "Contact details changed",
    "participants.exported": "List of participants taken away: {rows} rows. {purpose}",
}
TOLD = {
    "consent.withdrawn": [],
    "consent.given_back": [],
    "participants.exported": ["filters", "order", "columns", "kind", "sha256"],
}
LABELS = {
    # Its address says it, or it holds for every row.
    "participant_id": "",
    "consent_id": "",
    "withdrawal.consents": "",
    "participant.case_id": "",
    "participant.number": "",
    "interview.consent_checked": "",
    "booking.consent_checked": "",
    "participant.contact_by": "Be in touch by",
    "participant.invited_on": "Invited on",
    "participant.replied_on": "Replied on",
    "participant.joined_via": "How they came to us",
    "participant.deprivation": "Area deprivation",
    "booking.booked_on": "Day",
    "booking.booked_time": "Time",
    "consent.given_time": "At",
    "interview.held_on": "Date",
    "interview.missed_on": "Date",
    "custodystep.interview": "Interview",
    "custodystep.on": "Date",
    "interview.part": "Sitting",
    "interview.recording": "Recorded",
    "interview.others": "Also there",
    "interview.started": "Started at",
    "interview.topics": "What it makes us think about",
    "interview.missed_why": "Why",
    "mode": "How",
    "setting": "Where",
    "removal.by_id": "",
    "removal.proof": "What shows it",
    "refusal.words": "In their words",
    "refusal.may_contact_again": "May we contact them again",
    "view.slug": "",
    "view.owner_id": "",
    "view.query": "Filters and order",
    "view.is_shared": "Shared",
    "identity.kind": "What was known",
    "identity.people": "People found",
    "participants.kind": "Kind of file",
    "participants.sha256": "Fingerprint of the file",
    **{f"identity.{kind.value}": kind.label for kind in Kind},
}
NOUNS = {"clause": "consent answer"}
CHOICES = {
    "identity.kind": dict(Kind.choices),
    "identity.why": SOUGHT_WHY,
    "clause.scope": {scope.value: words for scope, words in BRIEFLY.items()},
    "participants.kind": {"xlsx": "Excel", "csv": "CSV"},
}
NOTES = {"participants.purpose": set(PURPOSES.values())}
GATHERED = {
    "clause.answered": Gathered(
        "Agreed to", "{scope}", where="agreed", otherwise="Did not agree to"
    ),
}
FOLLOWING = {
    "consent.given_back",
    "consent.withdrawn",
    "participant.consented",
    "participant.declined",
    "participant.interviewed",
    "participant.missed",
    "participant.reopened",
    "participant.withdrew",
}
# A corrected row tells what the row whose place it took said, and why.
SILENT = {
    "custodystep.replaced",
    "interview.replaced",
    "consent.replaced",
    "withdrawal.replaced",
    "refusal.replaced",
}

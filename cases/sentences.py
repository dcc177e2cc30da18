"""How the history tells what happens to the study and its places; see linkstudy/telling/wording.py."""

from typing import Any

from cases.vocabulary import Scope
from linkstudy.telling.wording import Gathered
from linkstudy.words import uncapped


class Clauses(dict):
    """A version's clauses, as they are stored, in words."""

    def get(self, stored: str, default: Any = None) -> str:
        return "; ".join(uncapped(str(Scope(scope).label)) for scope in stored.split())


# What is set up, in the verbs of the history: each is taken back in the same words.
SET_UP = [
    "site",
    "organisation",
    "topic",
    "theory",
    "statement",
    "case",
    "amendment",
    "plan",
    "protocol",
    "document",
    "approval",
    "delegation",
    "instrument",
]
SENTENCES = {
    **{f"{noun}.voided": f"{noun.capitalize()} taken back as a mistake" for noun in SET_UP},
    "theory.voided": "Programme theory taken back as a mistake",
    "study.described": "The study described: {short_title}",
    "site.opened": "Site {number} opened: {name}",
    "site.closed": "Site closed on {closed_on}",
    "site.reopened": "Site opened again",
    "membership.began": "{user_id} works at {site_id} from {since}",
    "organisation.added": "{name} added. {kind}",
    "topic.added": "Topic added: {name}",
    "theory.added": "Programme theory {label} added: {title}",
    "statement.made": "{theory_id} stated, from {effective_from}: {words}",
    "reflection.recorded": "Topics and theories ticked",
    "reflection.changed": "Other topics and theories ticked",
    "reflection.voided": "No topic or theory ticked any more",
    "reflection.restored": "Topics and theories ticked again",
    "case.planned": "Case {number} planned at {site_id}",
    "case.closed": "Data collection ended on {closed_on}",
    "case.reopened": "Data collection goes on",
    "amendment.recorded": "Amendment {number} recorded. {summary}",
    "use.recorded": "{amendment_id} in use at {case_id} from {since}",
    "use.voided": "Use of an amendment taken back as a mistake",
    "plan.adopted": "Plan {number} adopted, in force from {effective_from}",
    "target.set": "{measure}: {number}",
    "protocol.adopted": "Protocol settings {number}, in force from {effective_from}",
    "approval.recorded": "{kind} recorded for {site_id}, given on {given_on}",
    "delegation.recorded": "Delegated to {person_id} at {site_id} from {since}: {tasks}",
    "instrument.added": "Instrument added: {name}",
    "publication.made": "{document_id} in use",
    "publication.ended": "A document no longer in use from {ended_on}",
    "publication.corrected": "Days of a document corrected",
    "publication.voided": "A document no longer in use",
    "document.approved": "{kind} v{number} approved on {approved_on}",
    "document.drafted": "Draft of {kind} v{number} recorded",
    "document.changed": "Draft changed",
    "document.draft_approved": "Approved on {approved_on}, in force from {in_force_from}",
    "document.replaced": "Replaced on {replaced_on}",
    "document.published": "Put in use at more sites",
    "document.ended": "Taken out of use at some sites",
    "observation.logged": "Observation day logged: {day}, {starts} to {ends}",
    "observation.corrected": "Observation day corrected",
    "observation.voided": "Observation day taken back as a mistake",
    "observation.restored": "Observation day restored",
    "debrief.logged": "Debrief logged: {day}, {minutes} minutes",
    "debrief.corrected": "Debrief corrected",
    "debrief.voided": "Debrief taken back as a mistake",
    "debrief.restored": "Debrief restored",
    "collected.logged": "Document collected: {kind}, received on {received_on}",
    "collected.redacted": "Document redacted on {redacted_on}",
    "collected.corrected": "Collected document corrected",
    "collected.voided": "Collected document taken back as a mistake",
    "collected.restored": "Collected document restored",
    "routine.requested": "Routine data requested on {requested_on}. {kind}",
    "routine.received": "Routine data came on {received_on}",
    "routine.checked": "Small numbers in routine data checked on {checked_on}",
    "routine.corrected": "Request for routine data corrected",
    "routine.voided": "Request for routine data taken back as a mistake",
    "routine.restored": "Request for routine data restored",
    "letters.sent": "Letters sent on {sent_on}: {sent_out}",
    "letters.corrected": "Letters corrected",
    "letters.returned": "Letters came back: {undelivered} by now",
    "letters.voided": "Letters taken back as a mistake",
    "letters.restored": "Letters restored",
    "reminder.sent": "Reminders sent on {sent_on}: {sent_out}",
    "reminder.corrected": "Reminders corrected",
    "reminder.voided": "Reminders taken back as a mistake",
    "reminder.restored": "Reminders restored",
}
LABELS = {
    "letters.case_id": "",  # their address says it
    "letters.practice_id": "Sent by",
    "letters.route": "How",
    "letters.searched": "Found by the search",
    "letters.excluded": "Left out",
    "letters.undelivered": "Came back",
    "letters.remind_on": "Reminder due",
    "letters.documents": "What was in them",
    "reminder.batch_id": "",
    "observation.case_id": "",  # its address says it
    "debrief.case_id": "",
    "debrief.recorded": "Recorded on audio",
    "collected.case_id": "",
    "collected.confidential": "Confidential",
    "collected.lies_in": "Where it lies",
    "routine.case_id": "",
    "routine.label": "What it is",
    "routine.starts_on": "From",
    "routine.ends_on": "To",
    "routine.checked_on": "Small numbers checked on",
    "reflection.day_id": "",  # their address says it
    "reflection.debrief_id": "",
    "reflection.interview_id": "",
    "reflection.meeting_id": "",
    "reflection.author_id": "",
    "reflection.theories": "Programme theories",
    "statement.effective_from": "From",
    "statement.number": "",
    "study.iras_id": "IRAS number",
    "study.funder_ref": "Funder’s reference",
    "study.cpms_id": "CPMS number",
    "study.web_page": "Web page",
    "study.rec_name": "Ethics committee",
    "study.rec_reference": "Ethics committee’s reference",
    "organisation.parent_id": "Belongs to",
    "document.in_force_from": "In force from",
    "publication.since": "In use from",
    "publication.ended_on": "No longer in use from",
    "document.asks": "Asks",
    "observation.notes": "Field notes",
    "observation.patients": "Patients observed",
    "observation.declined": "Patients who said no",
    "observation.professionals": "Health professionals",
    "observation.voluntary": "People from the voluntary sector",
}
NOUNS = {
    "invitationbatch": "letters",
    "observationday": "observation day",
    "observation": "observation day",
    "collecteddocument": "collected document",
    "collected": "collected document",
    "routinedata": "routine data",
    "routine": "routine data",
    "planversion": "plan",
    "programmetheory": "theory",
    "theory": "programme theory",
    "documentversion": "document",
    "amendmentuse": "use",
    "use": "use of an amendment",
}
CHOICES = {"document.asks": Clauses()}
GATHERED = {
    "target.set": Gathered("Targets", "{measure} {number} {case_id}"),
    "publication.made": Gathered(
        "In use", "{document_id} at {site_id}", {"since": " from {since}"}
    ),
    "publication.ended": Gathered("No longer in use", "{row}", {"ended_on": " from {ended_on}"}),
    "publication.corrected": Gathered(
        "Days corrected",
        "{row}",
        {"since": " from {since}", "ended_on": ", replaced on {ended_on}"},
    ),
}
SILENT = {
    "observation.replaced",
    "debrief.replaced",
    "collected.replaced",
    "routine.replaced",
    "letters.replaced",
    "reminder.replaced",
    "reflection.replaced",
}  # the row that took its place tells it

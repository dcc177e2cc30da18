"""How the history tells what happens to the study and its places; see linkstudy/telling/wording.py."""

from linkstudy.telling.wording import Gathered

# What is set up, in the verbs of the history: each is taken back in the same words.
SET_UP = ["site", "organisation", "topic", "case", "amendment", "plan", "protocol", "document"]
SENTENCES = {
    **{f"{noun}.voided": f"{noun.capitalize()} taken back as a mistake" for noun in SET_UP},
    "study.described": "The study described: {short_title}",
    "site.opened": "Site {number} opened: {name}",
    "site.closed": "Site closed on {closed_on}",
    "site.reopened": "Site opened again",
    "membership.began": "{user_id} works at {site_id} from {since}",
    "organisation.added": "{name} added. {kind}",
    "topic.added": "Topic added: {name}",
    "case.planned": "Case {number} planned at {site_id}",
    "case.closed": "Data collection ended on {closed_on}",
    "case.reopened": "Data collection goes on",
    "amendment.recorded": "Amendment {number} recorded. {summary}",
    "plan.adopted": "Plan {number} adopted, in force from {effective_from}",
    "target.set": "{measure}: {number}",
    "protocol.adopted": "Protocol settings {number}, in force from {effective_from}",
    "publication.made": "{document_id} in use",
    "publication.voided": "A document no longer in use",
    "document.approved": "{kind} v{number} approved on {approved_on}",
    "document.replaced": "Replaced on {replaced_on}",
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
}
LABELS = {
    "observation.case_id": "",  # its address says it
    "debrief.case_id": "",
    "debrief.recorded": "Recorded on audio",
    "collected.case_id": "",
    "collected.confidential": "Confidential",
    "collected.lies_in": "Where it lies",
    "study.iras_id": "IRAS number",
    "study.funder_ref": "Funder’s reference",
    "study.cpms_id": "CPMS number",
    "study.rec_name": "Ethics committee",
    "study.rec_reference": "Ethics committee’s reference",
    "organisation.parent_id": "Belongs to",
    "document.in_force_from": "In force from",
    "observation.notes": "Field notes",
    "observation.patients": "Patients observed",
    "observation.declined": "Patients who said no",
    "observation.professionals": "Health professionals",
    "observation.voluntary": "People from the voluntary sector",
}
NOUNS = {
    "observationday": "observation day",
    "observation": "observation day",
    "collecteddocument": "collected document",
    "collected": "collected document",
    "planversion": "plan",
    "documentversion": "document",
}
GATHERED = {
    "target.set": Gathered("Targets", "{measure} {number} {case_id}"),
    "publication.made": Gathered("In use", "{document_id} at {site_id}"),
}
SILENT = {
    "observation.replaced",
    "debrief.replaced",
    "collected.replaced",
}  # the row that took its place tells it

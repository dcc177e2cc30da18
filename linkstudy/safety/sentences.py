"""How a safety note tells what became of it, to those who may read it."""

SENTENCES = {
    "safety.raised": "Safety note raised",
    "safety.closed": "Safety note closed on {closed_on}",
    "safety.corrected": "Safety note corrected",
    "safety.voided": "Safety note taken back as a mistake",
    "safety.restored": "Safety note restored",
    "visit.began": "Visit began",
    "visit.put_off": "Expected back at a new time",
    "visit.ended": "Visit over",
    "visit.told": "Letter sent that they are late",
    "visit.not_told": "Letter that they are late not taken by the mail server",
}
LABELS = {
    "safety.what": "What happened",
    "safety.done": "What was done",
    "safety.concern": "What it is about",
    "safety.case_id": "",
    "safety.key_id": "",
}
NOUNS = {"safetynote": "safety note", "safety": "safety note"}
SILENT = {"safety.replaced"}  # the row that took its place tells it

"""How the history tells of publications, and of who gets updates."""

from linkstudy.telling.wording import Gathered

SENTENCES = {
    "output.added": "Publication added: {title}",
    "output.corrected": "Publication corrected",
    "output.voided": "Publication taken back as a mistake",
    "output.restored": "Publication restored",
    "stage.reached": "{stage} since {on}",
    "stage.corrected": "Step of a publication corrected",
    "stage.voided": "Step of a publication taken back as a mistake",
    "stage.restored": "Step of a publication restored",
    "contributor.named": "{name} named among those who made it",
    "contributor.corrected": "A name of a publication corrected",
    "contributor.voided": "A name of a publication taken back as a mistake",
    "contributor.restored": "A name of a publication restored",
    "partner.added": "Somebody put on the list of those who get updates",
    "partner.corrected": "How somebody gets updates corrected",
    "partner.voided": "Somebody taken off the list as a mistake",
    "partner.restored": "Somebody put back on the list",
    "partner.unsubscribed": "Unsubscribed on {ended_on}",
    "partner.subscribed": "Gets updates again since {since}",
}
LABELS = {
    "output.kind": "What it is",
    "output.venue": "Where it came out",
    "output.parent_id": "Goes with",
    "output.web_address": "Where it can be read",
    "stage.number": "",
    "stage.output_id": "",
    "contributor.number": "",
    "contributor.output_id": "",
    "contributor.place": "Number among the names",
    "contributor.user_id": "Account",
    "partner.number": "",
}
NOUNS = {"output": "output", "outputstep": "step of an output"}
GATHERED = {"contributor.named": Gathered("Made by", "{name}")}
FOLLOWING = {"stage.reached"}
SILENT = {"stage.replaced", "contributor.replaced"}

"""How the history tells of groups, their members and what they said; see linkstudy/telling/wording.py."""

from meetings import meeting_sentences

SENTENCES = meeting_sentences.SENTENCES | {
    "group.added": "Group added: {name}. {kind}",
    "group.corrected": "Group put right",
    "group.closed": "Group closed. It met for the last time by {closed_on}",
    "group.reopened": "Group reopened",
    "group.voided": "Group taken back as a mistake",
    "group.restored": "Group restored",
    "member.added": "Joined the group on {joined_on}. {seat}",
    "member.changed": "What they need to take part, or who chairs, changed",
    "member.corrected": "Put right how they sit in the group",
    "member.left": "Left the group. Last day {left_on}",
    "member.rejoined": "Back in the group",
    "member.voided": "Taken back as a mistake",
    "member.restored": "Restored to the group",
    "naming.answered": "Said on {on} where they may be named",
    "naming.corrected": "What they said about being named put right",
    "naming.voided": "What they said about being named taken back",
    "naming.restored": "What they said about being named restored",
    "event.recorded": "Event written down: {title}. {kind}",
    "event.written_up": "What we took from it written down",
    "event.corrected": "Event corrected",
    "event.voided": "Event taken back as a mistake",
    "event.restored": "Event restored",
    "contribution.given": "Advice written down",
    "contribution.used": "Something changed on {changed_on} because of advice",
    "contribution.corrected": "Advice corrected",
    "contribution.voided": "Advice taken back as a mistake",
    "contribution.restored": "Advice restored",
    "rate.set": "Rate of {hourly} for an hour from {starts_on} on",
    "rate.voided": "Rate taken back",
    "payment.offered": "Payment offered on {offered_on} for {work}",
    "payment.answered": "Offer of payment answered on {answered_on}. {answer}",
    "payment.paid": "Paid on {paid_on}",
    "payment.corrected": "Payment corrected",
    "payment.voided": "Payment taken back as a mistake",
    "payment.restored": "Payment restored",
    "report.written": "Report on involvement, {section} written",
}
TOLD: dict[str, list[str]] = meeting_sentences.TOLD | {"group.reopened": [], "member.rejoined": []}
LABELS = meeting_sentences.LABELS | {
    "group.closed_on": "Last day",
    "event.on": "Day",
    "member.group_id": "Group",
    "member.person_id": "",
    "naming.member_id": "",
    "payment.member_id": "",
    "payment.minutes": "Minutes of work",
}
NOUNS = meeting_sentences.NOUNS | {
    "naming": "answer about being named",
    "contribution": "advice",
    "reporttext": "report",
}
SILENT = {  # the row that took its place tells it
    "contribution.replaced",
    "naming.replaced",
    "payment.replaced",
}
FOLLOWING = meeting_sentences.FOLLOWING

"""How the history tells of work that changes hands; see linkstudy/telling/wording.py."""

SENTENCES = {
    "membership.ended": "Works there until {until}",
    "membership.changed": "Days at the site changed",
    "participant.handed_over": "Handed over to {owner_id}",
    "booking.handed_over": "Booking handed over to {interviewer_id}",
    "case.handed_over": "Lead of the case handed over to {lead_id}",
    "observation.handed_over": "Field notes handed over to {handed_to_id}",
    "collected.handed_over": "To be redacted by {handed_to_id}",
    "action.handed_over": "Now owned by {accounts}",
    "visit.handed_over": "{buddy_id} looks out for them",
}

"""How the history tells what happens to the team; see linkstudy/telling/wording.py."""

SENTENCES = {
    "user.added": "{name} joined the team. {role}",
    "user.changed": "Name, address, role or last day changed",
    "user.renamed": "Own name changed to {name}",
    "user.suspended": "Access suspended",
    "user.resumed": "Let back in",
    "user.ended": "Access ended",
    "user.signed_in": "Signed in",
    "user.signed_out": "Signed out",
    "user.sign_in_failed": "Wrong password, or an address of nobody’s",
    "user.sign_in_refused": "Sign-in refused, as the access is over",
    "user.turned_away": "Signed out, as the access is over",
    "user.password_set": "Password chosen with a link",
    "user.password_changed": "Own password changed",
    "user.letter_wanted": "Letter in the morning wanted",
    "user.letter_stopped": "Letter in the morning stopped",
    "user.letter_sent": "Letter in the morning sent",
    "user.letter_failed": "Letter in the morning not taken by the mail server",
    "link.made": "Link made. {purpose}",
    "link.used": "Link used",
    "link.ended": "Link ended before it was used",
    "link.asked": "Somebody asked for a new link at the sign-in page",
}
TOLD = {
    "user.renamed": ["name"],
    "user.suspended": [],
    "user.resumed": ["ends_on"],
    "user.ended": [],
    "user.sign_in_failed": [],
    "link.used": [],
    "link.ended": [],
}
LABELS = {
    "user.ends_on": "Last day",
    "user.letter_stopped_on": "",
    "link.user_id": "For",
    "link.expires_at": "Works until",
    "user.session_round": "",
}
NOUNS = {"user": "team member", "linkrequest": "request for a link"}
FOLLOWING = {"link.ended", "user.password_set"}

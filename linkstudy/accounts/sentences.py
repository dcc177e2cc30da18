"""How the history tells what happens to the team; see linkstudy/telling/wording.py."""

SENTENCES = {
    "user.added": "{name} joined the team. {role}",
    "user.signed_in": "Signed in",
    "user.signed_out": "Signed out",
}
NOUNS = {"user": "team member"}

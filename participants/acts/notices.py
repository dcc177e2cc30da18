"""What the page says that takes back that somebody was told."""

from linkstudy.corrections import MARKED, Act, Effect
from linkstudy.words import day_words, uncapped
from participants.acts.about import about
from participants.models import Notice


def void_notice(found: Notice) -> Act:
    how = uncapped(found.get_how_display())
    return about(
        found.participant,
        heading=f"Take back that {found.participant} was told",
        lead=f"{found.document}, {day_words(found.on)}, {how}.",
        button="Take it back",
        done=f"{found.participant} is to be told of {found.document} again",
        effects=[Effect("They are to be told again"), MARKED],
        refused="This is already void" if found.voided_at else "",
    )

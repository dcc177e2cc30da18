"""How updates reach people, in words."""

from collections import Counter

from linkstudy.updates.vocabulary import Format
from linkstudy.words import listed

WAYS = {
    Format.EMAIL: "{} by email",
    Format.EMAIL_LARGE: "{} by email in large print",
    Format.POST: "{} by post",
    Format.POST_LARGE: "{} by post in large print",
}


def in_words(formats: list[str]) -> str:
    """64 people get updates: 59 by email, 3 by email in large print and 2 by post."""
    count = Counter(formats)
    total = len(formats)
    if not total:
        return "Nobody gets updates yet"
    ways = listed([words.format(count[way]) for way, words in WAYS.items() if count[way]])
    return f"{total:,} {'person gets' if total == 1 else 'people get'} updates: {ways}"

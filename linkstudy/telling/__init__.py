"""The history in sentences: the one place that puts an entry into words.

wording   the words that each app brings in its sentences.py
columns   a stored value in words, by the model's own labels, choices and related rows
teller    an entry as an event: a sentence, what was set or changed, who, when and why
addresses where the history of somebody or something is
readers   whose eyes the history of a row is for
reading   a page of events, newest first, with what followed each of them in the same save
"""

from linkstudy.telling.addresses import address, history_of, kind_name, row_address
from linkstudy.telling.readers import is_told
from linkstudy.telling.reading import apart, just_before, leading, leading_there, leads, told
from linkstudy.telling.teller import KEPT, Detail, Event, Teller
from linkstudy.telling.wording import wording

__all__ = [
    "KEPT",
    "Detail",
    "Event",
    "Teller",
    "address",
    "apart",
    "history_of",
    "is_told",
    "just_before",
    "kind_name",
    "leading",
    "leading_there",
    "leads",
    "row_address",
    "told",
    "wording",
]

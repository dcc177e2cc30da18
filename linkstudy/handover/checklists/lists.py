"""The items of each checklist, in our own few words, and what answers them from the data.

COREQ has 32 items (Tong and others, 2007), SRQR 21 (O'Brien and others, 2014), RAMESES II 20 (Wong and
others, 2016). Authors hold their answers against the list that their journal gives: its words are not here.
"""

from collections.abc import Callable
from dataclasses import dataclass

from linkstudy.handover.checklists import methods, people
from linkstudy.handover.checklists.facts import Facts
from linkstudy.handover.checklists.telling import Answer


@dataclass(frozen=True)
class Item:
    """An item by its number; answer is None where the data cannot know."""

    number: int
    words: str
    answer: Callable[[Facts], Answer] | None = None

    def __str__(self) -> str:
        return f"{self.number}. {self.words}"


@dataclass(frozen=True)
class Checklist:
    """A checklist by the name in its address."""

    name: str
    title: str
    items: tuple[Item, ...]


COREQ = (
    Item(1, "Who interviewed", people.interviewers),
    Item(2, "Their degrees"),
    Item(3, "Their jobs then"),
    Item(4, "Their gender"),
    Item(5, "Their experience and training"),
    Item(6, "Whether they knew participants before", people.relationship),
    Item(7, "What participants knew of them and the study", people.told_beforehand),
    Item(8, "What may have coloured their view"),
    Item(9, "The theory behind the method"),
    Item(10, "How people were selected", people.sampling),
    Item(11, "How people were approached", people.approach),
    Item(12, "How many took part", people.sample_size),
    Item(13, "How many did not, and why", people.not_taking_part),
    Item(14, "Where data were collected", methods.setting),
    Item(15, "Who else was there", methods.others_there),
    Item(16, "Who took part", people.description),
    Item(17, "Questions and guides", methods.guides),
    Item(18, "Interviews that were repeated", methods.repeats),
    Item(19, "Audio or video", methods.recording),
    Item(20, "Field notes", methods.field_notes),
    Item(21, "How long it took", methods.duration),
    Item(22, "Whether anything new still came up"),
    Item(23, "Whether participants saw transcripts"),
    Item(24, "How many people coded"),
    Item(25, "The tree of codes"),
    Item(26, "Where themes came from"),
    Item(27, "Software"),
    Item(28, "Whether participants commented on findings"),
    Item(29, "Quotations, and how they are labelled", methods.quotations),
    Item(30, "Whether data and findings agree"),
    Item(31, "Whether main themes are clear"),
    Item(32, "Whether lesser themes and odd cases are told"),
)
SRQR = (
    Item(1, "Title"),
    Item(2, "Abstract"),
    Item(3, "The problem and what is known of it"),
    Item(4, "The purpose and the question"),
    Item(5, "The qualitative approach"),
    Item(6, "The researchers, and what they bring"),
    Item(7, "The context", people.environment),
    Item(8, "How people and places were chosen", people.sampling),
    Item(9, "Ethics", methods.ethics),
    Item(10, "How and when data were collected", methods.collection),
    Item(11, "Guides and devices", methods.tools),
    Item(12, "Who and what was studied", people.description),
    Item(13, "How data were kept and prepared", methods.processing),
    Item(14, "Analysis"),
    Item(15, "How trust in the findings was earned"),
    Item(16, "Findings and their meaning"),
    Item(17, "Evidence for the findings", methods.quotations),
    Item(18, "What it adds to earlier work"),
    Item(19, "Limits"),
    Item(20, "Conflicts of interest"),
    Item(21, "Funding", methods.funding),
)
RAMESES = (
    Item(1, "Title says it is a realist evaluation"),
    Item(2, "Summary"),
    Item(3, "Why the evaluation was done"),
    Item(4, "The first programme theory"),
    Item(5, "Questions, aims and focus"),
    Item(6, "Ethics", methods.ethics),
    Item(7, "Why a realist evaluation"),
    Item(8, "The environment", people.environment),
    Item(9, "The programme that was evaluated"),
    Item(10, "The design of the evaluation"),
    Item(11, "How data were collected", methods.collection),
    Item(12, "Recruitment and sampling", people.sampling),
    Item(13, "Analysis"),
    Item(14, "Who took part", people.sample_size),
    Item(15, "Main findings"),
    Item(16, "Summary of findings"),
    Item(17, "Strengths, limits and what comes next"),
    Item(18, "How it compares with earlier work"),
    Item(19, "Conclusions and advice"),
    Item(20, "Funding and conflicts of interest", methods.funding),
)
CHECKLISTS = {
    "coreq": Checklist("coreq", "COREQ", COREQ),
    "srqr": Checklist("srqr", "SRQR", SRQR),
    "rameses": Checklist("rameses", "RAMESES II", RAMESES),
}

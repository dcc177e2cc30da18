import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.minutes import Kind, Person, Piece, Task, pieces, task
from meetings.preview import preview

MET_ON = dt.date(2022, 5, 18)
MEGAN = Person("a1", "Megan Lloyd")
ASHA = Person("a2", "Asha Patel")
OTHER_ASHA = Person("a3", "Asha Gill")
HELEN = Person("a4", "Dr Helen Marsh")
FIRST = Person("m1", "Public contributor 1")
FIFTH = Person("m5", "Public contributor 5")
ELEVENTH = Person("m11", "Public contributor 11")
TOM = Person("a5", "Tom Reid", sits=False)
AWAY_MEGAN = Person("a6", "Megan Hughes", sits=False)
TABLE = [MEGAN, ASHA, HELEN, FIRST, FIFTH, ELEVENTH, TOM, AWAY_MEGAN]
NO_MEMBER = ("Tom Reid is in the study, but not in this group. Make them a member first",)
NO_OWNER = "No owner yet. Add one at the end, like @Megan 10 June"
NO_BOB = ("Nobody here is called “Bob”. Write a first name, or a whole one",)
WHICH = ("“@Public contributor” could be Public contributor 1, 5 or 11. Write the whole name",)
NO_SEVENTH = ("Nobody here is called “Public contributor 7”. Write a first name, or a whole one",)


def tasks(text: str) -> list[Task]:
    return list(preview(text, TABLE, MET_ON).tasks.values())


marks = st.sampled_from(
    [
        "Action:",
        "Actions:",
        "* decisions :",
        "action :",
        "  - ACTION:",
        "1. Decision:",
        "• decision:",
        "",
    ]
)
ends = st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\x0b", "\x85", "\u2028", ""])
tails = st.sampled_from(
    ["@Megan 10 June", "@", "@@", "@Nobody 31 June", "@Asha,", "@Public 1 and", "by 1 July"]
)
lines = st.tuples(marks, st.text(max_size=30), tails, st.text(max_size=5), ends).map("".join)
texts = st.one_of(st.text(), st.lists(lines, max_size=8).map("".join))
words = st.from_regex(r"[a-z“”?%éß]{2,9}( [a-z0-9“”?.%é]{1,9}){0,6}[a-z]", fullmatch=True)
days = st.dates(dt.date(2022, 5, 18), dt.date(2023, 4, 17))


@given(texts)
def test_the_pieces_are_the_text(text):
    assert "".join(piece.text for piece in pieces(text)) == text


@given(texts, texts)
def test_a_line_is_read_for_itself(first, then):
    assert pieces(f"{first}\n{then}") == pieces(f"{first}\n") + pieces(then)


@given(texts)
def test_what_a_piece_says_was_typed_there(text):
    assert [piece for piece in pieces(text) if piece.words not in piece.text] == []


@given(texts)
def test_every_text_is_read(text):
    found = tasks(text)
    assert len(found) == sum(1 for piece in pieces(text) if piece.kind == Kind.ACTION)
    assert [one for one in found if not one.words.strip() and "@" not in text] == []
    assert all(one.told for one in found)


@given(
    words,
    st.sampled_from([one for one in TABLE if one.sits]),
    days,
    st.sampled_from(["", "- ", "  ", "* "]),
)
def test_an_action_is_understood_as_it_was_meant(said, owner, due, bullet):
    line = f"{bullet}Action: {said} @{owner.name} {due.day} {due:%B}\n"
    assert tasks(line) == [Task(said, (owner,), due)]


@given(st.lists(st.tuples(st.sampled_from(Kind), words), max_size=6))
def test_lines_are_counted_in_their_order(said):
    text = "\n".join(words if kind == Kind.NOTE else f"{kind}: {words}" for kind, words in said)
    read = [(piece.kind, piece.words or piece.text.strip()) for piece in pieces(text)]
    assert read == said


@pytest.mark.parametrize(
    ("line", "task_read"),
    [
        ("send an outline @Megan 1 June", Task("send an outline", (MEGAN,), dt.date(2022, 6, 1))),
        ("send it @megan lloyd, by 1 June.", Task("send it", (MEGAN,), dt.date(2022, 6, 1))),
        ("send it (@Helen 1/6)", Task("send it", (HELEN,), dt.date(2022, 6, 1))),
        ("send it @Dr Helen Marsh", Task("send it", (HELEN,))),
        ("book @Helen Marsh 3 January", Task("book", (HELEN,), dt.date(2023, 1, 3))),
        (
            "draft @Public contributor 11 June",
            Task(
                "draft Public contributor 11 June",
                (ELEVENTH,),
                problems=("“June” was not understood as a day. Write it like 10 June",),
            ),
        ),
        (
            "draft @Public contributor 1 1 June",
            Task("draft", (FIRST,), dt.date(2022, 6, 1)),
        ),
        (
            "write @Public contributors 1 and 5 24 June",
            Task("write", (FIRST, FIFTH), dt.date(2022, 6, 24)),
        ),
        (
            "write @Public contributors 1, 5, and 11 24 June",
            Task("write", (FIRST, FIFTH, ELEVENTH), dt.date(2022, 6, 24)),
        ),
        (
            "write @Megan and @Asha, fri",
            Task("write", (MEGAN, ASHA), dt.date(2022, 5, 20)),
        ),
        ("write @Megan @Megan 1 June", Task("write", (MEGAN,), dt.date(2022, 6, 1))),
        (
            "tell @Asha about it @Megan 1 June",
            Task("tell Asha about it", (ASHA, MEGAN), dt.date(2022, 6, 1)),
        ),
        ("ask @Asha to find a room", Task("ask Asha to find a room", (ASHA,))),
        (
            "@Helen to find a room by 1 July",
            Task("Helen to find a room", (HELEN,), dt.date(2022, 7, 1)),
        ),
        (
            "@Helen to find a room (by 1 July).",
            Task("Helen to find a room", (HELEN,), dt.date(2022, 7, 1)),
        ),
        ("find a room by 1 July @Helen", Task("find a room", (HELEN,), dt.date(2022, 7, 1))),
        (
            "read it by 1 July @Helen 3 July",
            Task("read it by 1 July", (HELEN,), dt.date(2022, 7, 3)),
        ),
        ("@Helen to send it by post", Task("Helen to send it by post", (HELEN,))),
        ("by 1 July @Helen", Task("by 1 July", (HELEN,))),
        ("@Asha 1 June", Task("Asha 1 June", (ASHA,), dt.date(2022, 6, 1))),
        ("write to ppi@example.org @Asha", Task("write to ppi@example.org", (ASHA,))),
    ],
)
def test_owners_and_days_are_read(line, task_read):
    assert task(line, TABLE, MET_ON) == task_read


@pytest.mark.parametrize(
    ("line", "task_read"),
    [
        ("book a room", Task("book a room", problems=(NO_OWNER,))),
        (
            "book a room @Bob 10 June",
            Task(
                "book a room",
                (),
                dt.date(2022, 6, 10),
                NO_BOB,
            ),
        ),
        ("book a room @Bob", Task("book a room", problems=NO_BOB)),
        ("book a room by 1 July", Task("book a room", (), dt.date(2022, 7, 1), (NO_OWNER,))),
        ("send it by post", Task("send it by post", problems=(NO_OWNER,))),
        ("book it @Bob by 1 July", Task("book it", (), dt.date(2022, 7, 1), NO_BOB)),
        (
            "ask @Bob to book it by 1 July",
            Task("ask Bob to book it", (), dt.date(2022, 7, 1), NO_BOB),
        ),
        (
            "@Helen to find a room by 31 June",
            Task(
                "Helen to find a room by 31 June",
                (HELEN,),
                problems=("“31 June”: June has 30 days. Enter a real date",),
            ),
        ),
        (
            "@Helen to find a room by next week",
            Task(
                "Helen to find a room by next week",
                (HELEN,),
                problems=("“next week” was not understood as a day. Write it like 10 June",),
            ),
        ),
        (
            "@Helen to find a room by 1 May",
            Task(
                "Helen to find a room",
                (HELEN,),
                dt.date(2022, 5, 1),
                ("1 May 2022 is before the meeting. Check the date",),
            ),
        ),
        ("write @Public contributor", Task("write", problems=WHICH)),
        ("write @Public contributor 10 June", Task("write", (), dt.date(2022, 6, 10), WHICH)),
        (
            "ask @Public contributor to write by 10 June",
            Task("ask Public contributor to write", (), dt.date(2022, 6, 10), WHICH),
        ),
        ("write @Public contributor 7", Task("write", problems=NO_SEVENTH)),
        (
            "write @Public contributor 7 10 June",
            Task("write", (), dt.date(2022, 6, 10), NO_SEVENTH),
        ),
        (
            "write @Dr, 10 June",
            Task(
                "write",
                (),
                dt.date(2022, 6, 10),
                ("“@Dr” could be Dr Helen Marsh. Write the whole name",),
            ),
        ),
        ("ask @Bob to book a room", Task("ask Bob to book a room", problems=NO_BOB)),
        ("book it @Bob @Megan 1 June", Task("book it", (MEGAN,), dt.date(2022, 6, 1), NO_BOB)),
        (
            "book a room @Bob Smith 31 June",
            Task(
                "book a room",
                problems=(
                    "Nobody here is called “Bob Smith”. Write a first name, or a whole one",
                    "“31 June”: June has 30 days. Enter a real date",
                ),
            ),
        ),
        (
            "see @Megan next week",
            Task(
                "see Megan next week",
                (MEGAN,),
                problems=("“next week” was not understood as a day. Write it like 10 June",),
            ),
        ),
        (
            "send it @Megan 20 June and more",
            Task(
                "send it Megan 20 June and more",
                (MEGAN,),
                problems=("“20 June and more” was not understood as a day. Write it like 10 June",),
            ),
        ),
        (
            "see @Megan for a week of work in May",
            Task("see Megan for a week of work in May", (MEGAN,)),
        ),
        (
            "book a room @Tom 10 June",
            Task("book a room", (), dt.date(2022, 6, 10), NO_MEMBER, away=True),
        ),
        (
            "book a room @Tom Reid and @Megan 10 June",
            Task("book a room", (MEGAN,), dt.date(2022, 6, 10), NO_MEMBER, away=True),
        ),
        (
            "book a room @Megan 31 June",
            Task(
                "book a room", (MEGAN,), None, ("“31 June”: June has 30 days. Enter a real date",)
            ),
        ),
        (
            "book a room @Megan 17 May",
            Task(
                "book a room",
                (MEGAN,),
                dt.date(2022, 5, 17),
                ("17 May 2022 is before the meeting. Check the date",),
            ),
        ),
        (
            "write @Public contributors 1 and 7 24 June",
            Task(
                "write",
                (FIRST,),
                dt.date(2022, 6, 24),
                NO_SEVENTH,
            ),
        ),
    ],
)
def test_what_cannot_be_read_is_said_and_the_action_kept(line, task_read):
    assert task(line, TABLE, MET_ON) == task_read


def test_a_first_name_of_two_is_asked_about():
    read = task("add it @Asha 10 June", [*TABLE, OTHER_ASHA], MET_ON)
    words = "“@Asha” could be Asha Patel or Asha Gill. Write the whole name"
    assert read == Task("add it", (), dt.date(2022, 6, 10), (words,))
    assert task("add it @Asha Gill", [*TABLE, OTHER_ASHA], MET_ON) == Task("add it", (OTHER_ASHA,))


def test_a_mark_alone_says_nothing():
    text = "Action:\nDecision:  \nA note: action\nDecision: write for everybody\n"
    assert pieces(text) == [
        Piece("Action:\n", is_unsaid=True),
        Piece("Decision:  \n", is_unsaid=True),
        Piece("A note: action\n"),
        Piece("Decision: write for everybody\n", Kind.DECISION, "write for everybody"),
    ]
    read = preview(text, TABLE, MET_ON)
    assert (read.unsaid, read.decisions) == ([1, 2], {4: "write for everybody"})


def test_a_heading_of_several_gives_none_and_says_how_to_write_each():
    text = "Actions: book a room\n - DECISIONS :\r\nActions are due\nAction: book it @Megan 1 June"
    assert pieces(text) == [
        Piece("Actions: book a room\n", heading="Actions"),
        Piece(" - DECISIONS :\r\n", heading="Decisions"),
        Piece("Actions are due\n"),
        Piece("Action: book it @Megan 1 June", Kind.ACTION, "book it @Megan 1 June"),
    ]
    read = preview(text, TABLE, MET_ON)
    assert (list(read.tasks), read.problems) == (
        [4],
        [
            f"Line {line} starts with “{mark}s:”, which gives none."
            f" Start a line with “{mark}:” for each one"
            for line, mark in [(1, "Action"), (2, "Decision")]
        ],
    )


def test_an_action_is_told_in_words():
    met = MET_ON
    assert task("book a room.", TABLE, met).told == "book a room. No owner yet, no day yet"
    assert task("write @Megan and @Asha 10 June", TABLE, met).told == (
        "write. Megan Lloyd and Asha Patel, by 10 June 2022"
    )

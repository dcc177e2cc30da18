"""Whatever is done to the history, the check names the first entry that does not hold."""

import dataclasses
from io import StringIO

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from linkstudy.audit.chain import Broken, Verdict, demand, mac_of, seal_of, verify
from linkstudy.audit.models import Entry, Head
from linkstudy.audit.tests.lifting import lift_guards, sql
from linkstudy.audit.writing import begin
from linkstudy.testing.factories import a_user

LENGTH = 6
COLUMNS = ", ".join(field.column for field in Entry._meta.concrete_fields if field.name != "seq")


@pytest.fixture(autouse=True)
def history(db):
    """Six entries, and nobody to guard them."""
    for _ in range(LENGTH):
        a_user()
    assert verify() == Verdict(LENGTH)
    lift_guards()


def move(*pairs: tuple[int, int]) -> None:
    """Give entries other places, by way of places that nobody uses."""
    for old, _ in pairs:
        sql("UPDATE audit_entry SET seq = %s WHERE seq = %s", -old, old)
    for old, new in pairs:
        sql("UPDATE audit_entry SET seq = %s WHERE seq = %s", new, -old)


def copy(old: int, new: int) -> None:
    sql(
        f"INSERT INTO audit_entry (seq, {COLUMNS}) SELECT {new}, {COLUMNS} FROM audit_entry"
        " WHERE seq = %s",
        old,
    )


def swap(column: str) -> None:
    """Exchange one column of entries 3 and 4."""
    [(third,), (fourth,)] = sql(
        f"SELECT {column} FROM audit_entry WHERE seq IN (3, 4) ORDER BY seq"
    )
    sql(f"UPDATE audit_entry SET {column} = %s WHERE seq = 3", fourth)
    sql(f"UPDATE audit_entry SET {column} = %s WHERE seq = 4", third)


def recompute() -> None:
    """Write the whole chain anew with a key of one's own."""
    previous = ""
    for entry in Entry.objects.order_by("seq"):
        entry.body = entry.body.replace("User", "Nobody")
        entry.mac = previous = mac_of(entry, previous)
        entry.save()
    head = Head.objects.get()
    head.mac = previous
    head.seal = seal_of(head)
    head.save()


def put(head: Head) -> None:
    sql("UPDATE audit_head SET seq = %s, mac = %s, seal = %s", head.seq, head.mac, head.seal)


def old_end() -> None:
    """The end as it was sealed before anything happened, from a copy that somebody kept."""
    head = Head(pk=1)
    head.seal = seal_of(head)
    put(head)


@pytest.mark.parametrize(
    "change",
    [
        "body = replace(body, 'User 3', 'User 9')",
        "body = '{}'",
        "body = body || ' '",
        "at = study_at",
        "study_at = '2022-06-14 09:12:00+00:00'",
        "actor = 1",
        "actor_name = 'Somebody else'",
        "actor_role = 'pi'",
        "verb = 'user.removed'",
        "kind = 'cases.case'",
        "key = '1'",
        "about = 'C5-PT-03'",
        "reason = 'Because'",
        "mac = 'ff'",
    ],
)
def test_an_edited_entry_is_named(change):
    if change == "key = '1'":
        change = "key = key || '0'"

    sql(f"UPDATE audit_entry SET {change} WHERE seq = 3")

    assert verify() == Verdict(2, "Entry 3 is not what was written.")


@pytest.mark.parametrize(
    ("tamper", "verdict"),
    [
        (lambda: sql("DELETE FROM audit_entry WHERE seq = 1"), (0, "Entry 1 is missing.")),
        (lambda: sql("DELETE FROM audit_entry WHERE seq = 3"), (2, "Entry 3 is missing.")),
        (lambda: sql("DELETE FROM audit_entry WHERE seq IN (3, 4)"), (2, "Entry 3 is missing.")),
        (
            lambda: (sql("DELETE FROM audit_entry WHERE seq = 3"), move((4, 3), (5, 4), (6, 5))),
            (2, "Entry 3 is not what was written."),
        ),
        (
            lambda: (move((3, 4), (4, 5), (5, 6), (6, 7)), copy(2, 3)),
            (2, "Entry 3 is not what was written."),
        ),
        (lambda: copy(3, 7), (6, "Entry 7 is not what was written.")),
        (lambda: copy(3, 9), (6, "Entry 7 is missing.")),
        (lambda: copy(3, 0), (0, "Entry 1 is missing.")),
        (lambda: move((3, 4), (4, 3)), (2, "Entry 3 is not what was written.")),
        (lambda: swap("body"), (2, "Entry 3 is not what was written.")),
        (lambda: swap("mac"), (2, "Entry 3 is not what was written.")),
        (
            lambda: sql("DELETE FROM audit_entry WHERE seq > 4"),
            (4, "The history ends at entry 4, not at 6."),
        ),
        (lambda: sql("DELETE FROM audit_entry"), (0, "The history ends at entry 0, not at 6.")),
        (
            lambda: (
                sql("DELETE FROM audit_entry WHERE seq > 4"),
                sql(
                    "UPDATE audit_head SET seq = 4,"
                    " mac = (SELECT mac FROM audit_entry WHERE seq = 4)"
                ),
            ),
            (4, "The end of the history is not what was written."),
        ),
        (
            lambda: sql("UPDATE audit_head SET seq = 5"),
            (6, "The end of the history is not what was written."),
        ),
        (
            lambda: sql("UPDATE audit_head SET mac = ''"),
            (6, "The end of the history is not what was written."),
        ),
        (
            lambda: sql("UPDATE audit_head SET seal = ''"),
            (6, "The end of the history is not what was written."),
        ),
        (
            lambda: sql("UPDATE audit_head SET seq = 0, mac = '', seal = ''"),
            (6, "The end of the history is not what was written."),
        ),
        (lambda: sql("DELETE FROM audit_head"), (6, "The end of the history is missing.")),
        (
            lambda: sql("DELETE FROM audit_entry") or sql("DELETE FROM audit_head"),
            (0, "The end of the history is missing."),
        ),
        (old_end, (6, "The history ends at entry 6, not at 0.")),
        (
            lambda: sql("DELETE FROM audit_entry") or old_end(),
            (0, "The history is empty, though people are known here."),
        ),
    ],
    ids=[
        "first removed",
        "one removed",
        "range removed",
        "removed and closed up",
        "inserted",
        "copied to the end",
        "copied past the end",
        "copied before the start",
        "reordered",
        "bodies swapped",
        "codes swapped",
        "tail cut",
        "all cut",
        "tail cut and head moved",
        "head's place altered",
        "head's code altered",
        "head's seal altered",
        "head emptied",
        "head removed",
        "all removed",
        "head as at the start",
        "all as at the start",
    ],
)
def test_a_history_that_was_tampered_with_is_named(tamper, verdict):
    tamper()

    assert verify() == Verdict(*verdict)


def test_a_chain_written_anew_without_the_key_is_named(settings):
    ring = settings.KEYRING
    settings.KEYRING = dataclasses.replace(ring, chain=b"0" * 32)
    recompute()
    assert verify() == Verdict(LENGTH)

    settings.KEYRING = ring

    assert verify() == Verdict(0, "Entry 1 is not what was written.")


def test_an_older_state_of_the_history_shows_against_an_end_kept_elsewhere():
    early = Head.objects.get()
    a_user()
    kept = Head.objects.get()
    sql("DELETE FROM audit_entry WHERE seq > 6")
    put(early)

    assert verify() == Verdict(6)
    assert verify(kept) == Verdict(6, "The history ends at entry 6, not at 7.")


def test_a_history_that_took_another_way_shows_against_an_end_kept_elsewhere():
    early = Head.objects.get()
    a_user()
    kept = Head.objects.get()
    sql("DELETE FROM audit_entry WHERE seq > 6")
    put(early)
    a_user()

    assert verify() == Verdict(7)
    assert verify(kept) == Verdict(7, "The end of the history is not what was written.")


def test_a_history_that_went_on_holds_against_an_end_kept_elsewhere():
    kept = Head.objects.get()
    a_user()

    assert verify(kept) == Verdict(7)


def test_an_end_kept_elsewhere_counts_with_its_seal_alone():
    kept = Head.objects.get()
    kept.seal = ""

    assert verify(kept) == Verdict(6, "The end of the history is not what was written.")


def test_nothing_is_written_behind_an_end_that_is_gone():
    """Else one entry more would make a whole history of its own."""
    sql("DELETE FROM audit_entry")
    sql("DELETE FROM audit_head")

    with pytest.raises(Broken) as refused:
        a_user()

    assert str(refused.value) == (
        "The history has no end to go on from. Restore the database from a backup."
    )
    begin()
    assert not Head.objects.exists()


def test_nothing_is_written_with_another_key_file(settings):
    ring = settings.KEYRING
    settings.KEYRING = dataclasses.replace(ring, chain=b"0" * 32)
    words = (
        "The history was sealed with another key file. Let LINKSTUDY_KEYS name the one that this"
        " database was made with."
    )

    with pytest.raises(Broken) as refused:
        a_user()
    with pytest.raises(ImproperlyConfigured) as stopped:
        demand()

    assert str(refused.value) == str(stopped.value) == words
    settings.KEYRING = ring
    demand()
    assert verify() == Verdict(LENGTH)


def test_the_command_says_how_much_holds():
    told = StringIO()

    call_command("verify_audit", stdout=told)

    assert told.getvalue() == "6 entries hold.\n"


def test_the_command_fails_at_the_first_entry_that_does_not_hold():
    sql("UPDATE audit_entry SET actor_name = 'Somebody else' WHERE seq = 3")

    with pytest.raises(CommandError) as refused:
        call_command("verify_audit")

    assert str(refused.value) == "Entry 3 is not what was written. 2 entries before it hold."

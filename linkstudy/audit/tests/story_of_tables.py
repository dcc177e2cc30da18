"""The part of the story that is told of groups: who sits there, what they advise, where they meet."""

from linkstudy.testing.factories import SmallStudy, ago
from linkstudy.testing.meetings import a_meeting, a_paper, agreed, an_action, an_item
from linkstudy.testing.tables import a_group, a_member, a_naming, a_payment, some_advice
from meetings import actions
from meetings.models import Group


def tell_of_tables(small: SmallStudy) -> None:
    """A group with members, advice and payments, whose meeting was agreed and changes again."""
    by, group = small.ppi, a_group()
    member, _ = a_member(group), a_member(group, user=small.researcher, seat="researcher")
    said = a_naming(member)
    facts = {"places": ["minutes"], "known_as": "Pat Example", "on": ago(9)}
    actions.correct_naming(naming=said, version=1, why="Misheard", by=by, **facts)
    advice = some_advice(group)
    changed = {"changed_on": ago(1), "changed": "A shorter letter", "evidence": "Letter v2"}
    actions.record_change(contribution=advice, version=1, by=by, **changed)
    why = {"reason": "Typed wrongly", "by": by}
    gone = actions.void_contribution(contribution=advice, version=2, **why)
    actions.restore_contribution(contribution=gone, version=3, **why)
    offered = actions.void_payment(payment=a_payment(member), version=1, **why)
    actions.restore_payment(payment=offered, version=2, **why)
    actions.write_section(section="aim", version=0, text="To hear from patients", by=by)
    tell_of_a_meeting(group, small)


def tell_of_a_meeting(group: Group, small: SmallStudy) -> None:
    by, owner = small.ppi, small.researcher
    meeting = a_meeting(group)
    item = an_item(meeting, f"Decision: yes\nAction: book a room @{owner.name} 20 June")
    notes = "Action: book a larger room @Public contributor 1 20 June"
    actions.take_notes(item=item, version=2, notes=notes, by=by)
    actions.take_notes(item=item, version=3, notes="Nothing to do", by=by)
    row = an_action(meeting, f"Ring the printer @{owner.name}")
    actions.finish_action(row=row, version=1, done_on=ago(1), by=owner)
    actions.reopen_action(row=row, version=2, reason="Half of it is left", by=owner)
    line = "Ring the printer again @Public contributor 1 20 June"
    actions.change_action(row=row, version=3, line=line, why="A new day", by=by)
    actions.drop_action(row=row, version=4, reason="Somebody else did it", by=by)
    parts = dict.fromkeys(group.members.all(), "online")
    actions.record_attendance(meeting=meeting, parts=parts, seen={}, by=by)
    actions.void_paper(paper=a_paper(meeting), version=1, reason="Not ours", by=by)
    held = agreed(meeting)
    actions.reopen_minutes(meeting=held, version=3, reason="A word is missing", by=by)
    actions.make_feed(user=owner, by=owner)
    actions.end_feed(user=owner, by=owner)

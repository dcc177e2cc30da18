"""What the database keeps true of who answered letters."""

from linkstudy.guards import refuse, well_formed

# Who answers letters answers some of their own case that stand, named by their first row, and not
# before they went.
UNANSWERABLE = """NEW.voided_at IS NULL AND NEW.batch_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM cases_invitationbatch first JOIN cases_invitationbatch now
    ON now.case_id = first.case_id AND now.number = first.number AND now.voided_at IS NULL
    WHERE first.id = NEW.batch_id AND first.replaces_id IS NULL
    AND first.case_id = NEW.case_id AND now.sent_on <= NEW.replied_on)"""
ANSWERED_EARLIER = """NEW.voided_at IS NULL AND EXISTS (
    SELECT 1 FROM participants_participant p JOIN cases_invitationbatch first
    ON first.id = p.batch_id WHERE first.case_id = NEW.case_id AND first.number = NEW.number
    AND p.voided_at IS NULL AND p.replied_on < NEW.sent_on)"""

GUARDS = [
    *(
        refuse(
            f"replies_are_to_letters_{event}",
            "participants_participant",
            f"BEFORE {event.upper()}",
            "Somebody answers letters of their own case that stand, once they have gone",
            UNANSWERABLE,
        )
        for event in ("insert", "update")
    ),
    refuse(
        "letters_come_before_replies",
        "cases_invitationbatch",
        "BEFORE INSERT",
        "Somebody answered these letters before that day",
        ANSWERED_EARLIER,
    ),
    *well_formed("participants_participant", date="replied_on", datetime="voided_at"),
]

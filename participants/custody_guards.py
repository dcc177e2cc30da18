"""What the database holds about the way of a recording.

Its interview stands, has audio and came before. Steps come one after the other, on days that do
not run backwards; the audio is destroyed after the second check, or once a withdrawal asks for it.
"""

from linkstudy.guards import append_only, fixed, never_deleted, refuse, well_formed
from participants.afterwards import Step
from participants.vocabulary import WithdrawalLevel

TABLE = "participants_custodystep"
STANDS = "NEW.voided_at IS NULL"
INTERVIEW = """EXISTS (
    SELECT 1 FROM participants_interview i
    WHERE i.participant_id = NEW.participant_id AND i.number = NEW.interview
    AND i.voided_at IS NULL AND i.recording = 'audio' AND i.held_on <= NEW."on")"""


def step(condition: str) -> str:
    """That another step of the same recording stands and fits the condition, in SQL."""
    return f"""EXISTS (
    SELECT 1 FROM {TABLE} s WHERE s.participant_id = NEW.participant_id
    AND s.interview = NEW.interview AND s.voided_at IS NULL AND {condition})"""


# A withdrawal after the interview asks for all, or for what had not come into the analysis by then.
ASKED_FOR = f"""EXISTS (
    SELECT 1 FROM participants_withdrawal w
    JOIN participants_interview i ON i.participant_id = w.participant_id
    WHERE w.participant_id = NEW.participant_id AND w.voided_at IS NULL
    AND i.number = NEW.interview AND i.voided_at IS NULL AND w."on" >= i.held_on
    AND w."on" <= NEW."on" AND (w.level = '{WithdrawalLevel.REMOVE_ALL.value}'
        OR w.level = '{WithdrawalLevel.REMOVE_UNANALYSED.value}' AND NOT EXISTS (
            SELECT 1 FROM {TABLE} r WHERE r.participant_id = w.participant_id
            AND r.interview = i.number AND r.voided_at IS NULL
            AND r.step = {Step.RELEASED.value} AND r."on" <= w."on")))"""

PREVIOUS = step('s.step = NEW.step - 1 AND s."on" <= NEW."on"')
CHECKED_AGAIN = step(f's.step = {Step.CHECKED_AGAIN.value} AND s."on" <= NEW."on"')
BEFORE = f"""(NEW.step = {Step.UPLOADED.value}
    OR NEW.step <= {Step.RELEASED.value} AND {PREVIOUS}
    OR NEW.step = {Step.AUDIO_GONE.value} AND ({CHECKED_AGAIN} OR {ASKED_FOR})
    OR NEW.step = {Step.TRANSCRIPT_GONE.value} AND {ASKED_FOR})"""
# Released to analysis is the one step that may come after the audio has gone.
AFTER = step(
    f"""s."on" < NEW."on" AND (s.step > NEW.step AND s.step <= {Step.RELEASED.value}
    OR s.step >= {Step.AUDIO_GONE.value} AND NEW.step <= {Step.CHECKED_AGAIN.value})"""
)
CHAIN = f"""EXISTS (
    SELECT 1 FROM {TABLE} s WHERE s.participant_id = NEW.participant_id
    AND s.interview = NEW.number AND s.voided_at IS NULL
    AND (NEW.held_on IS NULL OR NEW.recording <> 'audio' OR NEW.held_on > s."on"))"""

GUARDS = [
    *append_only("participants_codelist"),
    *append_only("participants_code"),
    *never_deleted(TABLE),
    fixed(
        TABLE,
        [
            "participant_id",
            "interview",
            "step",
            "on",
            "who_id",
            "proof",
            "recorded_at",
            "replaces_id",
        ],
    ),
    *well_formed(TABLE, date="on", datetime="voided_at"),
    refuse(
        "custody_is_of_a_recording",
        TABLE,
        "BEFORE INSERT",
        "No recorded interview stands by that day",
        f"{STANDS} AND NOT {INTERVIEW}",
    ),
    refuse(
        "custody_comes_in_order",
        TABLE,
        "BEFORE INSERT",
        "The steps of a recording come one after the other",
        f"{STANDS} AND (NOT {BEFORE} OR {AFTER})",
    ),
    refuse(
        "interview_keeps_its_recording",
        "participants_interview",
        "BEFORE INSERT",
        "Steps of this recording stand",
        f"{STANDS} AND {CHAIN}",
    ),
]

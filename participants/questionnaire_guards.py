"""What the database holds about questionnaires.

They are handed out, and come back, on days on which a consent to them is in force, and only to
people of a group, and at a time point, that the instrument is for. There is no override: see
`participants/guards.py`.
"""

from cases.models.instruments import AT, FOR
from linkstudy.guards import fixed, never_deleted, refuse, refuse_alone, well_formed
from participants.consent_gate import covered, gate

TABLE = "participants_questionnaire"
MESSAGE = "No consent in force for this questionnaire on that day"
VOID = "Nobody is given an instrument that is void"
IN_HANDS = "An instrument that was handed out is not void"
STANDS = "NEW.voided_at IS NULL"
GIVEN = covered("questionnaire", "NEW.given_on", "NULL")
RETURNED = covered("questionnaire", "NEW.returned_on", "NULL")
GIVEN_WHAT = [
    "participant_id",
    "number",
    "instrument_id",
    "time_point",
    "given_on",
    "how",
    "due_on",
    "recorded_at",
    "replaces_id",
]
WHAT_CAME = ["returned_on", "not_coming_on", "not_coming_why", "settled_at"]

FITS = " OR ".join(f"p.\"group\" = '{group.value}' AND i.{name}" for group, name in FOR.items())
TIMELY = " OR ".join(f"NEW.time_point = '{point.value}' AND i.{name}" for point, name in AT.items())
STANDING = (
    "EXISTS (SELECT 1 FROM cases_instrument WHERE id = NEW.instrument_id AND voided_at IS NULL)"
)
FOR_THEM = f"""EXISTS (
    SELECT 1 FROM cases_instrument i
    JOIN participants_participant p ON p.id = NEW.participant_id
    WHERE i.id = NEW.instrument_id AND ({FITS}) AND ({TIMELY}))"""
# What was handed out before the instrument was for others can still be put right.
AS_BEFORE = f"""EXISTS (
    SELECT 1 FROM {TABLE} o WHERE o.id = NEW.replaces_id
    AND o.participant_id = NEW.participant_id AND o.instrument_id = NEW.instrument_id AND o.time_point = NEW.time_point)"""
HANDED_OUT = f"""EXISTS (
    SELECT 1 FROM {TABLE} WHERE instrument_id = NEW.id AND voided_at IS NULL)"""

GUARDS = [
    *never_deleted(TABLE),
    fixed(TABLE, GIVEN_WHAT),
    fixed(TABLE, WHAT_CAME, name="once_settled", once='OLD."settled_at" IS NOT NULL'),
    *well_formed(
        TABLE, date="given_on due_on returned_on not_coming_on", datetime="settled_at voided_at"
    ),
    gate(
        "questionnaire_needs_consent",
        TABLE,
        "BEFORE INSERT",
        MESSAGE,
        STANDS,
        f"{GIVEN} AND (NEW.returned_on IS NULL OR {RETURNED})",
    ),
    gate(
        "questionnaire_comes_back_with_consent",
        TABLE,
        "BEFORE UPDATE",
        MESSAGE,
        f"{STANDS} AND OLD.returned_on IS NULL AND NEW.returned_on IS NOT NULL",
        RETURNED,
    ),
    refuse_alone(
        "questionnaire_is_of_a_standing_instrument",
        TABLE,
        "BEFORE INSERT",
        VOID,
        STANDS,
        f"NOT {STANDING}",
        ["cases_instrument WHERE id = NEW.instrument_id"],
    ),
    refuse(
        "questionnaire_is_for_them",
        TABLE,
        "BEFORE INSERT",
        "This instrument is not for them, or not for this time point",
        f"{STANDS} AND NOT {FOR_THEM} AND NOT {AS_BEFORE}",
    ),
    refuse_alone(
        "instrument_handed_out_stands",
        "cases_instrument",
        "BEFORE UPDATE",
        IN_HANDS,
        "NEW.voided_at IS NOT NULL AND OLD.voided_at IS NULL",
        HANDED_OUT,
    ),
]

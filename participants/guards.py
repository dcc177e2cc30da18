"""The consent gate and the fixed facts, in the database.

The gate: no interview can be done on a day without a consent in force for its wave, and for
audio when it was recorded, given on a form approved by then. An answer counts from its moment on,
and the latest to a clause by then governs. The form is for the person's group, or for everybody. A
withdrawal that stands ends what was agreed to by its moment, whatever a consent's own row says; on
its day an interview counts only if it started before. There is no override. On PostgreSQL the gate and every write to a
consent or a withdrawal lock the participant, so that an interview and a withdrawal at the same
moment come one after the other.
Source: study design, consent rules of ICH E6(R3) 2.8 and the study's protocol.
"""

from cases.thinking_guards import reflections
from linkstudy.guards import (
    Guard,
    append_only,
    fixed,
    keeps,
    never_deleted,
    refuse,
    refuse_alone,
    void_stays,
    well_formed,
)
from participants import (
    custody_guards,
    letter_guards,
    questionnaire_guards,
    sampling_guards,
    thanks_guards,
)
from participants.consent_gate import LOCK, covered, gate

INTERVIEW = "participants_interview"
MESSAGE = "No consent in force for this interview on that day"
GATE = f"""(NEW.wave <> 'first' OR {covered("interview")})
AND (NEW.wave <> 'follow_up' OR {covered("follow_up")})
AND (NEW.recording <> 'audio' OR {covered("audio")})"""

DONE = "NEW.held_on IS NOT NULL AND NEW.voided_at IS NULL"
BECAME = """(OLD.held_on IS NULL OR OLD.voided_at IS NOT NULL OR NEW.held_on <> OLD.held_on
OR NEW.wave <> OLD.wave OR NEW.participant_id <> OLD.participant_id
OR NEW.recording <> OLD.recording
OR COALESCE(CAST(NEW.started AS text), '') <> COALESCE(CAST(OLD.started AS text), ''))"""

# No consent outlasts a withdrawal that stands and that came after it, or that knew of it.
OUTLASTS = """NEW.voided_at IS NULL AND EXISTS (
    SELECT 1 FROM participants_withdrawal w
    WHERE w.participant_id = NEW.participant_id AND w.voided_at IS NULL
    AND ((w."on", w."time") >= (NEW.given_on, NEW.given_time) OR EXISTS (
        SELECT 1 FROM participants_withdrawal_consents known
        WHERE known.withdrawal_id = w.id AND known.consent_id = NEW.id))
    AND (NEW.withdrawn_on IS NULL OR (NEW.withdrawn_on, NEW.withdrawn_time) > (w."on", w."time")))"""

# What happened is never rewritten: it is put right by a new row.
FACTS = [
    "participants_consent",
    "participants_custodystep",
    "participants_contactattempt",
    "participants_deviation",
    "participants_interview",
    "participants_questionnaire",
    "participants_refusal",
    "participants_thanks",
    "participants_withdrawal",
]
FACT = ["participant_id", "recorded_at", "replaces_id"]
SIGNED = [*FACT, "document_id", "given_on", "given_time", "how", "taken_by_id"]
HAS_HAPPENED = 'OLD."held_on" IS NOT NULL OR OLD."missed_on" IS NOT NULL'
HAPPENED = [
    "wave",
    "part",
    "booked_on",
    "booked_time",
    "interviewer_id",
    "mode",
    "setting",
    "held_on",
    "started",
    "minutes",
    "recording",
    "others",
    "consent_checked",
    "logged_at",
    "missed_on",
    "missed_why",
    "missed_at",
    "note",
]

# Somebody added by mistake is void once nothing of them stands, and nothing is written after.
SOMETHING_STANDS = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE participant_id = NEW.id AND voided_at IS NULL)"
    for table in FACTS
)


def nothing_new(table: str) -> Guard:
    return refuse(
        f"{table}_of_somebody",
        table,
        "BEFORE INSERT",
        "This participant is void",
        "NEW.voided_at IS NULL AND EXISTS (SELECT 1 FROM participants_participant"
        " WHERE id = NEW.participant_id AND voided_at IS NOT NULL)",
    )


# Nobody contacts somebody who withdrew from being contacted and has not agreed again since. What
# was recorded before they did can still be put right.
NOT_TO_BE_CONTACTED = """NEW.voided_at IS NULL AND NEW.replaces_id IS NULL AND NOT NEW.incoming
AND EXISTS (
    SELECT 1 FROM participants_withdrawal w
    WHERE w.participant_id = NEW.participant_id AND w.voided_at IS NULL AND w.level = 'no_contact'
    AND (w."on", w."time") <= (NEW."on", COALESCE(NEW."time", '23:59:59.999999'))
    AND NOT EXISTS (
        SELECT 1 FROM participants_consent c
        WHERE c.participant_id = NEW.participant_id AND c.voided_at IS NULL
        AND c.withdrawn_on IS NULL AND (c.given_on, c.given_time) > (w."on", w."time")))"""
ATTEMPT = ["on", "time", "channel", "outcome", "incoming", "made_by_id", "next_on", "note"]
DEVIATION = ["rule", "protocol_id", "on", "what", "reason", "noted_by_id"]

PEOPLED = "A case with people in it is not void"
NOT_TO_JOIN = "Nobody joins a case that is void"
NOT_TO_SIGN = "Nobody signs a version that is void or a draft"
SIGNED_SO = "A version that was signed keeps its first day and its clauses, and is not void"
BECOMES_VOID = "NEW.voided_at IS NOT NULL AND OLD.voided_at IS NULL"
PEOPLE = "EXISTS (SELECT 1 FROM participants_participant WHERE case_id = NEW.id)"
SIGNED_THERE = "A version that was signed at a site stays in use there on that day"
MOVES = f"""{BECOMES_VOID} OR NEW.since IS DISTINCT FROM OLD.since
OR NEW.ended_on IS DISTINCT FROM OLD.ended_on"""
SIGNED_THEN = """EXISTS (
    SELECT 1 FROM participants_consent c
    JOIN participants_participant p ON p.id = c.participant_id
    JOIN cases_case k ON k.id = p.case_id
    JOIN cases_documentversion d ON d.id = c.document_id
    WHERE c.document_id = NEW.document_id AND k.site_id = NEW.site_id AND c.voided_at IS NULL
    AND (NEW.voided_at IS NOT NULL OR c.given_on >= NEW.ended_on
        OR c.given_on < COALESCE(NEW.since, d.in_force_from)))"""
IS_SIGNED = """EXISTS (
    SELECT 1 FROM participants_consent WHERE document_id = NEW.id AND voided_at IS NULL)"""

# What people's records stand on: a case with people, a version that somebody signed.
STOOD_ON = [
    refuse_alone(
        "case_with_people_stands",
        "cases_case",
        "BEFORE UPDATE",
        PEOPLED,
        BECOMES_VOID,
        PEOPLE,
    ),
    refuse_alone(
        "person_joins_a_standing_case",
        "participants_participant",
        "BEFORE INSERT",
        NOT_TO_JOIN,
        "NEW.case_id IS NOT NULL",
        "EXISTS (SELECT 1 FROM cases_case WHERE id = NEW.case_id AND voided_at IS NOT NULL)",
        ["cases_case WHERE id = NEW.case_id"],
    ),
    refuse_alone(
        "signed_version_stands",
        "cases_documentversion",
        "BEFORE UPDATE",
        SIGNED_SO,
        f"({BECOMES_VOID}) OR NEW.in_force_from <> OLD.in_force_from"
        " OR COALESCE(NEW.asks, '') <> COALESCE(OLD.asks, '')",
        IS_SIGNED,
    ),
    refuse_alone(
        "signed_version_stays_in_use_there",
        "cases_publication",
        "BEFORE UPDATE",
        SIGNED_THERE,
        MOVES,
        SIGNED_THEN,
        ["cases_documentversion WHERE id = NEW.document_id"],
    ),
    refuse_alone(
        "consent_is_on_a_standing_version",
        "participants_consent",
        "BEFORE INSERT",
        NOT_TO_SIGN,
        "NEW.document_id IS NOT NULL",
        "EXISTS (SELECT 1 FROM cases_documentversion WHERE id = NEW.document_id"
        " AND (voided_at IS NOT NULL OR approved_on IS NULL))",
        ["cases_documentversion WHERE id = NEW.document_id"],
    ),
    refuse(
        "answers_are_to_what_the_version_asks",
        "participants_clause",
        "BEFORE INSERT",
        "The version that they signed does not ask this",
        "EXISTS (SELECT 1 FROM participants_consent c"
        " JOIN cases_documentversion d ON d.id = c.document_id WHERE c.id = NEW.consent_id"
        " AND REPLACE(' ' || d.asks, ' ' || NEW.scope || ' ', '') ="
        " ' ' || d.asks)",
    ),
]

GUARDS = [
    *letter_guards.GUARDS,
    *STOOD_ON,
    *custody_guards.GUARDS,
    *thanks_guards.GUARDS,
    *questionnaire_guards.GUARDS,
    *sampling_guards.GUARDS,
    gate("interview_needs_consent", INTERVIEW, "BEFORE INSERT", MESSAGE, DONE, GATE),
    gate(
        "interview_still_needs_consent",
        INTERVIEW,
        "BEFORE UPDATE",
        MESSAGE,
        f"{DONE} AND {BECAME}",
        GATE,
    ),
    *(
        Guard(
            f"{noun}_waits_for_interviews",
            f"participants_{noun}",
            "BEFORE INSERT OR UPDATE",
            postgresql=f"{LOCK} RETURN NEW;",
        )
        for noun in ("consent", "withdrawal")
    ),
    refuse(
        "consent_ends_with_withdrawal",
        "participants_consent",
        "BEFORE UPDATE",
        "A withdrawal that stands ends this consent",
        OUTLASTS,
    ),
    *well_formed("participants_withdrawal", date="on", time="time", datetime="voided_at"),
    *well_formed(
        "participants_consent",
        date="given_on withdrawn_on",
        time="given_time withdrawn_time",
        datetime="voided_at",
    ),
    *well_formed("participants_clause", flag="agreed"),
    *well_formed(
        "participants_interview",
        date="booked_on held_on missed_on",
        time="booked_time started",
        datetime="voided_at",
    ),
    *well_formed(
        "participants_contactattempt",
        date="on next_on",
        time="time",
        datetime="voided_at",
        flag="incoming",
    ),
    *well_formed("participants_deviation", date="on", datetime="voided_at"),
    refuse(
        "nobody_contacts_who_wants_none",
        "participants_contactattempt",
        "BEFORE INSERT",
        "They withdrew and are not to be contacted any more",
        NOT_TO_BE_CONTACTED,
    ),
    *never_deleted("participants_contactattempt"),
    *never_deleted("participants_deviation"),
    fixed("participants_contactattempt", [*FACT, *ATTEMPT]),
    fixed("participants_deviation", [*FACT, *DEVIATION]),
    *never_deleted("participants_participant"),
    *never_deleted("participants_consent"),
    *append_only("participants_clause"),
    *never_deleted("participants_interview"),
    *never_deleted("participants_decision"),
    fixed("participants_decision", ["interview_id", "on", "why", "recorded_at", "replaces_id"]),
    keeps("participants_decision", ["interview_id"]),
    void_stays("participants_decision"),
    *never_deleted("participants_withdrawal"),
    *never_deleted("participants_refusal"),
    *never_deleted("participants_savedview"),
    fixed("participants_savedview", ["owner_id", "query", "recorded_at"]),
    *well_formed("participants_savedview", flag="is_shared", datetime="removed_at"),
    *never_deleted("participants_removal"),
    fixed(
        "participants_removal",
        [*FACT, "place", "on", "outcome", "by_id", "proof"],
    ),
    keeps("participants_removal", ["participant_id", "place"]),
    void_stays("participants_removal"),
    *never_deleted("participants_notice"),
    fixed(
        "participants_notice",
        [*FACT, "document_id", "on", "how", "by_id"],
    ),
    keeps("participants_notice", ["participant_id", "document_id"]),
    void_stays("participants_notice"),
    *well_formed("participants_notice", date="on", datetime="voided_at"),
    nothing_new("participants_notice"),
    *well_formed("participants_removal", date="on", datetime="voided_at"),
    fixed(
        "participants_participant",
        ["study_id", "case_id", "group", "number", "person_id", "recorded_at"],
    ),
    fixed("participants_consent", SIGNED),
    fixed("participants_withdrawal", [*FACT, "on", "time", "level", "note"]),
    fixed("participants_refusal", [*FACT, "on", "reason", "words", "may_contact_again"]),
    fixed("participants_interview", [*FACT, "number"]),
    fixed("participants_interview", HAPPENED, name="once_happened", once=HAS_HAPPENED),
    *(void_stays(table) for table in FACTS),
    *append_only("participants_interview_topics"),
    *reflections("participants_interviewreflection", "interview", "participants_interview"),
    *append_only("participants_withdrawal_consents"),
    *(nothing_new(table) for table in FACTS),
    refuse(
        "void_participant_has_nothing_standing",
        "participants_participant",
        "BEFORE UPDATE",
        "Something of this participant still stands",
        f'NEW."voided_at" IS NOT NULL AND ({SOMETHING_STANDS})',
    ),
]

"""The question of the consent gate in SQL, and the guard that asks it.

Interviews and questionnaires are asked about in the same words: see `participants/guards.py`.
"""

from linkstudy.guards import Guard, read_committed, refusal


def covered(scope: str, on: str = "NEW.held_on", started: str = "NEW.started") -> str:
    """The condition, in both databases' SQL, that a NEW row has a consent for the scope.

    on and started are its day and time; a time that is not known counts as the day's end. What was
    said counts from its moment on, and is stored at midnight where that is not known.
    """

    def said_by_then(consent: str) -> str:
        return f"""({consent}.given_on < {on} OR ({consent}.given_on = {on}
        AND ({started} IS NULL OR {started} >= {consent}.given_time)))"""

    return f"""EXISTS (
    SELECT 1 FROM participants_clause yes
    JOIN participants_consent c ON c.id = yes.consent_id
    JOIN cases_documentversion d ON d.id = c.document_id
    WHERE c.participant_id = NEW.participant_id AND yes.scope = '{scope}' AND yes.agreed
    AND c.voided_at IS NULL AND d.kind = 'consent' AND d.approved_on <= c.given_on
    AND (d.audience = '' OR d.audience = (
        SELECT p."group" FROM participants_participant p WHERE p.id = NEW.participant_id))
    AND {said_by_then("c")}
    AND (c.withdrawn_on IS NULL OR c.withdrawn_on > {on}
        OR (c.withdrawn_on = {on} AND {started} IS NOT NULL
            AND {started} < c.withdrawn_time))
    AND NOT EXISTS (
        SELECT 1 FROM participants_withdrawal w
        WHERE w.participant_id = NEW.participant_id AND w.voided_at IS NULL
        AND (w."on", w."time") >= (c.given_on, c.given_time)
        AND (w."on" < {on} OR (w."on" = {on}
            AND ({started} IS NULL OR {started} >= w."time"))))
    AND NOT EXISTS (
        SELECT 1 FROM participants_clause no
        JOIN participants_consent later ON later.id = no.consent_id
        WHERE later.participant_id = NEW.participant_id AND no.scope = '{scope}'
        AND NOT no.agreed AND later.voided_at IS NULL AND {said_by_then("later")}
        AND (later.given_on, later.given_time, later.id) > (c.given_on, c.given_time, c.id)))"""


SNAPSHOT = "A consent or what needs one is written at the isolation level read committed alone"
# One after the other, and each sees what the one before it wrote: a transaction that reads from a
# snapshot would not.
LOCK = f"""{read_committed(SNAPSHOT)}
    PERFORM 1 FROM participants_participant WHERE id = NEW.participant_id FOR UPDATE;"""


def gate(name: str, table: str, event: str, message: str, condition: str, held: str) -> Guard:
    """A row of which the condition holds is refused unless the consents that it needs are held."""
    stop = refusal(message, "postgresql")
    return Guard(
        name,
        table,
        event,
        sqlite=refusal(message, "sqlite"),
        when=f"{condition} AND NOT ({held})",
        postgresql=f"IF {condition} THEN {LOCK} IF NOT ({held}) THEN {stop} END IF; END IF;"
        " RETURN NEW;",
    )

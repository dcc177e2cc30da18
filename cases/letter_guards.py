"""What the database keeps true of letters and their reminders."""

from linkstudy.guards import append_only, fixed, never_deleted, refuse, void_stays, well_formed

# What went out: put right by a new row too.
SENT = [
    "case_id",
    "number",
    "turn",
    "practice_id",
    "route",
    "sent_on",
    "searched",
    "excluded",
    "sent_out",
    "undelivered",
    "remind_on",
    "recorded_at",
    "replaces_id",
]
REMINDED = ["batch_id", "number", "sent_on", "sent_out", "recorded_at", "replaces_id"]

# Letters go from the case's site, once it has opened, of a case that stands.
FROM_ELSEWHERE = """NOT EXISTS (
    SELECT 1 FROM cases_case c JOIN cases_site s ON s.id = c.site_id
    JOIN cases_organisation o ON o.site_id = c.site_id
    WHERE c.id = NEW.case_id AND o.id = NEW.practice_id
    AND c.voided_at IS NULL AND s.opened_on <= NEW.sent_on)"""

# A pack holds what was in use at the site on the day.
NOT_IN_USE = """NOT EXISTS (
    SELECT 1 FROM cases_invitationbatch b JOIN cases_case c ON c.id = b.case_id
    JOIN cases_publication p ON p.site_id = c.site_id AND p.voided_at IS NULL
    JOIN cases_documentversion d ON d.id = p.document_id AND d.voided_at IS NULL
    WHERE b.id = NEW.invitationbatch_id AND d.id = NEW.documentversion_id
    AND COALESCE(p.since, d.in_force_from) <= b.sent_on
    AND (p.ended_on IS NULL OR p.ended_on > b.sent_on)
    AND (d.replaced_on IS NULL OR d.replaced_on > b.sent_on))"""

# A reminder is of a batch that stands, by its first row; it comes later, to no more than were sent: what
# comes back may come back after it.
OF_NOTHING = """NEW.voided_at IS NULL AND NOT EXISTS (
    SELECT 1 FROM cases_invitationbatch first JOIN cases_invitationbatch now
    ON now.case_id = first.case_id AND now.number = first.number AND now.voided_at IS NULL
    WHERE first.id = NEW.batch_id AND first.replaces_id IS NULL
    AND NEW.sent_on > now.sent_on AND NEW.sent_out <= now.sent_out)"""
OUTRUN = """NEW.voided_at IS NULL AND EXISTS (
    SELECT 1 FROM cases_reminder r JOIN cases_invitationbatch first ON first.id = r.batch_id
    WHERE first.case_id = NEW.case_id AND first.number = NEW.number AND r.voided_at IS NULL
    AND (r.sent_on <= NEW.sent_on OR r.sent_out > NEW.sent_out))"""

GUARDS = [
    *never_deleted("cases_invitationbatch"),
    *never_deleted("cases_reminder"),
    refuse(
        "letters_go_from_the_cases_site",
        "cases_invitationbatch",
        "BEFORE INSERT",
        "Letters go from an organisation of the site, once it has opened, in a case that stands",
        f"NEW.voided_at IS NULL AND {FROM_ELSEWHERE}",
    ),
    refuse(
        "letters_hold_what_is_in_use",
        "cases_invitationbatch_documents",
        "BEFORE INSERT",
        "A version was not in use at the site when the letters went",
        NOT_IN_USE,
    ),
    refuse(
        "letters_come_before_reminders",
        "cases_invitationbatch",
        "BEFORE INSERT",
        "Reminders of these letters stand that would be too early or too many",
        OUTRUN,
    ),
    refuse(
        "reminders_are_of_letters",
        "cases_reminder",
        "BEFORE INSERT",
        "Reminders come after letters that stand, and are not more than they",
        OF_NOTHING,
    ),
    fixed("cases_invitationbatch", SENT),
    void_stays("cases_invitationbatch"),
    *well_formed("cases_invitationbatch", date="sent_on remind_on", datetime="voided_at"),
    *append_only("cases_invitationbatch_documents"),
    fixed("cases_reminder", REMINDED),
    void_stays("cases_reminder"),
    *well_formed("cases_reminder", date="sent_on", datetime="voided_at"),
]

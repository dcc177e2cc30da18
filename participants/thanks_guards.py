"""What the database holds about vouchers: nobody gives what was not bought, or for no interview."""

from linkstudy.guards import fixed, keeps, never_deleted, refuse, void_stays, well_formed

BOUGHT, GIVEN = "participants_purchase", "participants_thanks"


def left(site: str) -> str:
    """The pence left at a site, in SQL. A purchase that another row took the place of counts no more."""
    return f"""(SELECT COALESCE(SUM(b.each * b.count), 0) FROM {BOUGHT} b
    WHERE b.site_id = {site} AND b.voided_at IS NULL
    AND NOT EXISTS (SELECT 1 FROM {BOUGHT} n WHERE n.replaces_id = b.id))
    - (SELECT COALESCE(SUM(t.pence), 0) FROM {GIVEN} t
    JOIN participants_participant p ON p.id = t.participant_id
    JOIN cases_case c ON c.id = p.case_id
    WHERE c.site_id = {site} AND t.voided_at IS NULL)"""


ITS_SITE = """(SELECT c.site_id FROM cases_case c
    JOIN participants_participant p ON p.case_id = c.id WHERE p.id = NEW.participant_id)"""
INTERVIEW = """EXISTS (
    SELECT 1 FROM participants_interview i
    WHERE i.participant_id = NEW.participant_id AND i.number = NEW.interview
    AND i.voided_at IS NULL AND i.held_on <= NEW."on")"""

REPLACED = f"EXISTS (SELECT 1 FROM {BOUGHT} n WHERE n.replaces_id = OLD.id)"
# What stands in place of a purchase covers what was given, as that did.
TOO_LITTLE = f"""NEW.voided_at IS NULL AND EXISTS (
    SELECT 1 FROM {BOUGHT} o WHERE o.id = NEW.replaces_id AND o.voided_at IS NULL
    AND o.each * o.count > {left("o.site_id")}
    + CASE WHEN NEW.site_id = o.site_id THEN NEW.each * NEW.count ELSE 0 END)"""

GUARDS = [
    *never_deleted(BOUGHT),
    fixed(BOUGHT, ["number", "site_id", "on", "each", "count", "recorded_at", "replaces_id"]),
    void_stays(BOUGHT),
    *well_formed(BOUGHT, date="on", datetime="voided_at"),
    *never_deleted(GIVEN),
    fixed(
        GIVEN,
        [
            "participant_id",
            "number",
            "interview",
            "on",
            "pence",
            "how",
            "serial",
            "extra",
            "recorded_at",
            "replaces_id",
        ],
    ),
    fixed(GIVEN, ["receipt_on"], name="receipt_stays", once='OLD."receipt_on" IS NOT NULL'),
    *well_formed(GIVEN, date="on receipt_on", datetime="voided_at"),
    refuse(
        "voucher_is_for_an_interview",
        GIVEN,
        "BEFORE INSERT",
        "No interview stands by that day",
        f"NEW.voided_at IS NULL AND NOT {INTERVIEW}",
    ),
    refuse(
        "voucher_was_bought",
        GIVEN,
        "BEFORE INSERT",
        "No voucher of that amount is left at the site",
        f"NEW.voided_at IS NULL AND NEW.pence > {left(ITS_SITE)}",
    ),
    refuse(
        "given_vouchers_were_bought",
        BOUGHT,
        "BEFORE UPDATE",
        "Vouchers of this purchase were given already",
        f"NEW.voided_at IS NOT NULL AND OLD.voided_at IS NULL AND NOT {REPLACED}"
        f" AND OLD.each * OLD.count > {left('OLD.site_id')}",
    ),
    refuse(
        "corrected_purchase_covers_what_was_given",
        BOUGHT,
        "BEFORE INSERT",
        "More was given already than this leaves",
        TOO_LITTLE,
    ),
    keeps(BOUGHT, ["number"]),
    keeps(GIVEN, ["participant_id", "number", "interview"]),
]

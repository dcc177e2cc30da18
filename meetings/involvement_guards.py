"""Advice, rates, payments and texts of reports: what happened is put right by a new row."""

from linkstudy.guards import fixed, never_deleted, refuse, void_stays, well_formed

ADVICE, RATE, PAYMENT = "meetings_contribution", "meetings_rate", "meetings_payment"
TEXT = "meetings_reporttext"
ROW = ["recorded_at", "replaces_id"]
OF_THE_GROUP = "SELECT 1 FROM meetings_member m WHERE m.id = NEW.member_id"

GUARDS = [
    *never_deleted(ADVICE),
    fixed(ADVICE, ["number", "group_id", "member_id", "on", "stage", "advised", *ROW]),
    fixed(
        ADVICE,
        ["changed_on", "changed", "evidence"],
        name="change_stays",
        once='OLD."changed_on" IS NOT NULL',
    ),
    void_stays(ADVICE),
    *well_formed(ADVICE, date="on changed_on", datetime="voided_at"),
    refuse(
        "advice_is_of_a_member_of_the_group",
        ADVICE,
        "BEFORE INSERT",
        "This member sits in another group",
        f"NEW.member_id IS NOT NULL AND NOT EXISTS ({OF_THE_GROUP} AND m.group_id = NEW.group_id)",
    ),
    *never_deleted(RATE),
    fixed(RATE, ["number", "starts_on", "hourly"]),
    void_stays(RATE),
    *well_formed(RATE, date="starts_on", datetime="voided_at"),
    refuse(
        "rate_is_of_no_payment",
        RATE,
        "BEFORE UPDATE",
        "Payments rest on this rate",
        "NEW.voided_at IS NOT NULL AND OLD.voided_at IS NULL AND EXISTS (SELECT 1 FROM"
        f" {PAYMENT} p WHERE p.rate_id = NEW.id AND p.voided_at IS NULL)",
    ),
    *never_deleted(PAYMENT),
    fixed(
        PAYMENT,
        ["member_id", "number", "on", "work", "minutes", "rate_id", "expenses", "offered_on", *ROW],
    ),
    fixed(
        PAYMENT, ["answer", "answered_on"], name="answer_stays", once="OLD.answered_on IS NOT NULL"
    ),
    fixed(PAYMENT, ["paid_on"], name="paid_once", once="OLD.paid_on IS NOT NULL"),
    void_stays(PAYMENT),
    *well_formed(PAYMENT, date="on offered_on answered_on paid_on", datetime="voided_at"),
    refuse(
        "payment_is_at_a_standing_rate",
        PAYMENT,
        "BEFORE INSERT",
        "This rate is void, or starts later",
        "NEW.rate_id IS NOT NULL AND NEW.voided_at IS NULL AND NOT EXISTS (SELECT 1 FROM"
        f' {RATE} r WHERE r.id = NEW.rate_id AND r.voided_at IS NULL AND r.starts_on <= NEW."on")',
    ),
    *never_deleted(TEXT),
    fixed(TEXT, ["section", "number", "slug", "text", "recorded_at", "version"]),
]

"""The columns of the spreadsheet of people: no name, no contact detail, no text about anybody.

Ethnic group and the reasons for saying no are left out: they leave the house as totals only.
"""

from linkstudy.exports import Column, Sheet


class PeopleSheet(Sheet):
    """What the list shows, cell by cell, and how somebody came to us. A row is a steps.Line."""

    study_id = Column("person__study_id", "Study ID", "The code of a person: case, group, number")
    case = Column("person__case__number", "Case", "The number of the case")
    group = Column("person__get_group_display", "Group", "Whom the person is asked as")
    role = Column("role", "Role", "A professional's role; empty for others")
    status = Column("status", "Status", "Where the person stands when this file was made")
    next_step = Column("step__what", "Next step", "What to do next; empty when there is nothing")
    next_on = Column("step__on", "Next step on", "The day booked, or the day by which to do it")
    next_time = Column("step__time", "Next step at", "The time booked, London time")
    last_on = Column("person__last_on", "Last contact on", "The day of the contact made last")
    last_channel = Column("last_channel", "Last contact by", "How that contact was made")
    last_outcome = Column("last_outcome", "What came of it", "What came of that contact")
    owner = Column("person__owner__name", "Owner", "Who on the team looks after the person")
    form = Column("form", "Consent form", "Version of the last consent form; empty before consent")
    old_form = Column("old_form", "Old form", "Yes when that form has been replaced since")
    joined_via = Column("person__get_joined_via_display", "Joined via", "How they came to us")
    invited_on = Column("person__invited_on", "Invited on", "Day of the invitation by name")
    replied_on = Column("person__replied_on", "Replied on", "Day of their answer")


class DescribedSheet(PeopleSheet):
    """The same with what describes people: it takes a reason of its own."""

    organisation = Column(
        "person__organisation__name", "Organisation", "The practice or organisation they belong to"
    )
    age_band = Column("person__age_band", "Age band", "In years; empty when not asked")
    gender = Column("gender", "Gender", "As they said; empty when not asked")
    deprivation = Column(
        "deprivation",
        "Deprivation fifth",
        "English Index of Multiple Deprivation, 1 is the most deprived; empty when not asked",
    )


class CodesSheet(Sheet):
    """What leaves the team: codes alone. A row is {"code": ...}."""

    code = Column("code", "Code", "Stands for one recording, in this list alone")

"""The columns of the coverage map as a spreadsheet: counts, and nobody's study ID."""

from linkstudy.exports import Column, Sheet


class CoverageSheet(Sheet):
    """A topic or theory in one case and group. A row is one of Coverage.rows."""

    subject = Column("subject", "Topic or theory", "What was touched on")
    case = Column("case", "Case", "The number of the case")
    group = Column("group", "Group", "With whom, or in what, it came up")
    count = Column("count", "Times", "How many interviews, days or debriefs touched on it")
    last = Column("last", "Last on", "The day of the last of them; empty when there is none")

"""Writing a section of the report on involvement: each time, a version of its own."""

from django.core.exceptions import ValidationError

from cases.study_ids import demand_no_study_ids
from linkstudy.accounts.models import User
from linkstudy.audit.correcting import NOTHING_NEW
from linkstudy.audit.reading import since
from linkstudy.audit.writing import Stale, action, add
from meetings.models import ReportText


@action
def write_section(*, section: str, version: int, text: str, by: User | None) -> ReportText:
    """The next version of a section; version is the one that the writer saw, 0 for none.

    Raises Stale when somebody else wrote meanwhile, ValidationError when nothing is different, and beside
    the question for a study ID: the report leaves the team.
    """
    demand_no_study_ids(text=text)
    newest = ReportText.objects.filter(section=section).order_by("number").last()
    number = newest.number if newest else 0
    if newest and number != version:
        raise Stale(newest, *since(newest, version))
    if newest and newest.text == text:
        raise ValidationError(NOTHING_NEW)
    slug = f"{section.replace('_', '-')}-{number + 1}"
    row = ReportText(section=section, number=number + 1, version=number + 1, slug=slug, text=text)
    return add(row, "report.written", by=by)

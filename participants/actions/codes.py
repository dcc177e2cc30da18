"""Codes are drawn for a list that leaves the team; who takes it away or looks one up is told."""

from django.core.exceptions import ValidationError

from cases.models import Case
from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.audit.writing import action, add, add_each, record
from linkstudy.codes import new_code
from linkstudy.rows import next_number
from participants.models import Code, CodeList, Interview
from participants.recordings import going


@action
def make_codes(*, case: Case, purpose: str, by: User) -> CodeList:
    """A list with a code for each recording of a case that is to go out for the purpose.

    Raises ValidationError when there is none.
    """
    found = going(Interview.objects.filter(participant__case=case), purpose)
    if not found:
        raise ValidationError({"purpose": f"No recording of Case {case.number} waits for that"})
    row = CodeList(number=next_number(CodeList.objects), purpose=purpose, made_by=by)
    made = add(row, "codelist.made", by=by)
    codes = [
        Code(code_list=made, participant=one.participant, interview=one.number, code=new_code())
        for one in found
    ]
    add_each(codes, "code.drawn", by=by)
    return made


@action
def note_codes(*, code_list: CodeList, by: User, **facts: str | int | list[str]) -> Entry:
    """Record who took which list of codes away, and the digest of the file."""
    told = {"list": code_list.number} | facts
    changes = {name: [None, value] for name, value in told.items()}
    return record("codes.exported", on=by, by=by, changes=changes)


@action
def find_code(*, code: Code | None, by: User) -> Entry:
    """Record that somebody looked up whose a code is. None for one of nobody whom they see."""
    if code is None:
        return record("codes.sought", on=by, by=by)
    return record("code.found", on=code, by=by)

"""Routine data of a case: asked for, received, checked for small numbers, and put right."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cases import actions
from cases.acts import fieldwork as acts
from cases.forms.routine import CheckForm, CorrectRoutineForm, ReceiveForm, RoutineForm
from cases.models import RoutineData
from cases.views.fieldwork import written
from cases.views.seen import numbered_or_404
from linkstudy import clock
from linkstudy.accounts.access import SignedIn, requires
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.corrections import Record, answered, put_right
from linkstudy.forms import held, posted


@require_GET
@requires(May.SEE_CASES)
def routine_data(request: SignedIn, number: int, routine: int) -> HttpResponse:
    """What was asked for, and what came of it."""
    found = numbered_or_404(RoutineData, request.user, May.SEE_CASES, number, routine)
    words = {"data": found, "case": found.case, "put_right": put_right(found, request.user)}
    return render(request, "cases/routine_data.html", words)


@requires(May.LOG_OBSERVATION)
def request_routine_data(request: SignedIn, number: int) -> HttpResponse:
    """Write down that the study asked for routine data."""
    form = RoutineForm(posted(request), initial={"requested_on": clock.today()})
    return written(
        request,
        number,
        form,
        actions.request_routine_data,
        heading="Add routine data",
        lead=f"Figures or lists about Case {number} that somebody keeps anyway, asked for by you.",
        button="Save routine data",
        care="No data are kept here, only their dates. Write no names.",
    )


@requires(May.LOG_OBSERVATION)
def receive_routine_data(request: SignedIn, number: int, routine: int) -> HttpResponse:
    """Say when the data came."""
    found = numbered_or_404(RoutineData, request.user, May.LOG_OBSERVATION, number, routine)
    form = ReceiveForm(posted(request), initial=held(found) | {"received_on": clock.today()})
    return answered(
        request, acts.receive(found), form, actions.receive_routine_data, {"data": found}
    )


@requires(May.LOG_OBSERVATION)
def check_routine_data(request: SignedIn, number: int, routine: int) -> HttpResponse:
    """Say when small numbers were looked for."""
    found = numbered_or_404(RoutineData, request.user, May.LOG_OBSERVATION, number, routine)
    form = CheckForm(posted(request), initial=held(found) | {"checked_on": clock.today()})
    return answered(request, acts.check(found), form, actions.check_routine_data, {"data": found})


def to_put_right(user: User, number: int, routine: int) -> RoutineData:
    return numbered_or_404(RoutineData, user, May.VOID, number, routine)


data = Record("data", to_put_right)
correct_routine_data = data.correct(acts.correct, CorrectRoutineForm, actions.correct_routine_data)
void_routine_data = data.void(acts.void, actions.void_routine_data)
restore_routine_data = data.restore(acts.restore, actions.restore_routine_data)

"""From a form to an action and back."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, QueryDict

from linkstudy.audit.writing import Stale, Used, answered
from linkstudy.forms.study import StudyForm

CLASH = "Somebody else saved something that clashes with this a moment ago. Check, then save again"
log = logging.getLogger(__name__)


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when that is nothing; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def carry_out(form: StudyForm, action: Callable[..., Any], *, by: Any, **context: Any) -> Any:
    """Run the action with the form's answers; the action's result, or None.

    A refusal becomes an error on the form. Whatever was typed is kept. A form that was sent
    before may hold answers that its first sending has made impossible: it is answered as then.
    """
    sent = {**context, "typed": form.typed()}
    if not form.is_valid():
        token = form.token_sent()
        return answered(action, by, token, sent) if token else None
    try:
        return action(by=by, **context, **form.once(), sent=sent, **form.answers())
    except Stale as stale:
        form.take_stale(stale)
    except Used as used:
        form.take_used(used)
    except ValidationError as refusal:
        form.take(refusal)
    except IntegrityError:
        log.warning("Two writes clashed in %s", action.__qualname__)  # the values are private
        form.add_error(None, CLASH)
    return None

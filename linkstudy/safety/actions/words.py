"""Letters that say that somebody is late: each is written down before it goes out."""

from typing import Any

from linkstudy.accounts.models import User
from linkstudy.audit.models import Entry
from linkstudy.audit.reading import plain
from linkstudy.audit.writing import action, record
from linkstudy.safety.models import Visit
from linkstudy.safety.vocabulary import Step


@action
def take_up_word(*, visit: Visit, step: Step, to: User, by: None = None) -> Entry | None:
    """Say that a letter that they are late is on its way to somebody, before it is; None when it was said
    already, or when what it says is not so any more.

    So nobody gets it twice, whoever sends letters at the same time. Who is late again after another time
    was said is late anew.
    """
    if not _still_holds(visit, step, to):
        return None
    about = _about(visit, step, to)
    told = Entry.objects.filter(
        kind=visit._meta.label_lower, key=str(visit.pk), verb__in=["visit.told", "visit.not_told"]
    )
    last = [one.verb for one in told.order_by("seq") if one.changes == about][-1:]
    return None if last == ["visit.told"] else record("visit.told", on=visit, by=by, changes=about)


@action
def fail_word(*, visit: Visit, step: Step, to: User, by: None = None) -> Entry:
    """The mail server did not take it: it may be tried again."""
    return record("visit.not_told", on=visit, by=by, changes=_about(visit, step, to))


def _still_holds(visit: Visit, step: Step, to: User) -> bool:
    """Whether they are still expected since then, and by the same buddy."""
    held = Visit.objects.late().filter(pk=visit.pk, expected_at=visit.expected_at)
    return (held.filter(buddy=to) if step == Step.BUDDY else held).exists()


def _about(visit: Visit, step: Step, to: User) -> dict[str, Any]:
    facts = {"step": str(step), "to": to.pk, "until": plain(visit.expected_at)}
    return {name: [None, value] for name, value in facts.items()}

"""Writes that touch both a person's access and their part in the study."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from cases.actions import join_site
from cases.models import Membership, Site
from linkstudy import clock
from linkstudy.accounts.actions import add_user, change_user, end_user, make_link
from linkstudy.accounts.actions.rules import check_manager, check_reason, now
from linkstudy.accounts.models import Link, User
from linkstudy.accounts.policy import is_at_sites, reach
from linkstudy.audit.writing import action, amend, amend_each
from linkstudy.safety.actions.visits import buddies
from linkstudy.safety.models import Visit
from linkstudy.team.hands import hands_of, is_own
from linkstudy.team.work import NEEDED, SiteWork, errands_of, work_of
from linkstudy.words import listed
from meetings.models import Group, MeetingAction

Takers = dict[Site, User]
ASK = "Ask an administrator to add somebody there first"
ERRANDS = (
    "Only actions of meetings are left. Ask who keeps the minutes to give them to somebody else"
)
ON_A_VISIT = (
    "{0} is on a visit, and {1} looks out for them. Ask {1} to say that they are back, then end their"
    " access. To stop it at once, suspend them"
)


@action
def invite(
    *, email: str, name: str, role: str, sites: list[Site], ends_on: dt.date | None, by: User
) -> Link:
    """A new person, where they work from today on, and the link with which they start."""
    check_manager(by)
    if sites:
        check_at_sites(role, "sites")
    user = add_user(email=email, name=name, role=role, ends_on=ends_on, by=by)
    for site in sites:
        join_site(user=user, site=site, since=clock.today(), by=by)
    return make_link(user=user, by=by)


@action
def change_person(*, user: User, role: str, by: User, **facts: Any) -> User:
    """Another name, address, role or last day. Raises ValidationError when the role leaves work undone."""
    works = [] if all(reach(role, need) for need in NEEDED) else work_of(user)
    if works:
        words = "; ".join(f"{work.words} in {work.site.name}" for work in works)
        raise ValidationError(
            {"role": f"This role cannot do what they look after: {words}. Hand that over first"}
        )
    return change_user(user=user, role=role, by=by, **facts)


@action
def send_to_site(*, user: User, site: Site, since: dt.date, by: User) -> Membership:
    """Somebody works at a site from a day on. Raises ValidationError when they do already,
    and when it would change nothing, as their role does not go by sites.
    """
    check_manager(by, user)
    check_at_sites(user.role, "site")
    check_apart(Membership(user=user, site=site, since=since), "site")
    return join_site(user=user, site=site, since=since, by=by)


def check_at_sites(role: str, field: str) -> None:
    """Raise ValidationError, beside the field, for a role whose reach is not its own sites."""
    if not is_at_sites(role):
        raise ValidationError({field: "Only researchers work at sites. Select none for this role"})


def check_apart(days: Membership, field: str) -> None:
    """Raise ValidationError, beside the field, when somebody's days at a site overlap others."""
    others = Membership.objects.filter(user=days.user, site=days.site).exclude(pk=days.pk)
    meeting = others.filter(Q(until=None) | Q(until__gte=days.since))
    if days.until:
        meeting = meeting.filter(since__lte=days.until)
    held = meeting.order_by("since").first()
    if held:
        begins = f"{held.since.day} {held.since:%B %Y}"
        raise ValidationError({field: f"{days.user} works there from {begins} already"})


@action
def set_days(
    *,
    membership: Membership,
    version: int,
    since: dt.date,
    until: dt.date | None,
    reason: str,
    takers: Takers,
    by: User,
) -> Membership:
    """The days on which somebody works at a site. Work that they then cannot do is handed over."""
    check_manager(by, membership.user)
    if since != membership.since:
        check_reason(reason, "Say why the first day changes")
    wanted = Membership(
        pk=membership.pk, user=membership.user, site=membership.site, since=since, until=until
    )
    check_apart(wanted, "since")
    facts: dict[str, Any] = {"since": since, "until": until}
    changed = amend(
        membership, "membership.changed", version=version, reason=reason, by=by, **facts
    )
    if since > clock.today() or (until and until <= clock.today()):
        give(work_of(membership.user, membership.site), takers, by)
    return changed


@action
def hand_over(*, user: User, takers: Takers, by: User, seen: str = "") -> User:
    """Somebody's open work goes to who takes over, at each of the sites where anybody can. A researcher's
    own may be handed over by themselves.

    seen is the mark of what the page showed. Raises ValidationError, with who handed what to whom
    since, when it is not there any more, and when there is none.
    """
    actor = now(by)
    own = is_own(user, actor)
    if not own:
        check_manager(actor)
    hands = hands_of(user, actor)
    if seen:
        hands.demand(seen)
    if hands.is_empty:
        raise ValidationError(f"{user} looks after nothing that is open. Check what happened to it")
    works = [work for work in hands.works if work.takers]
    if own and not works:
        where = listed(hands.nobody)
        nobody = f"Nobody else works at {where} who could take over. {ASK}"
        raise ValidationError(nobody if where else ERRANDS)
    if hands.works:
        give(works or hands.works, takers, by)
    pass_on(hands.errands, user, takers, by)
    return user


@action
def leave(*, user: User, version: int, reason: str, takers: Takers, by: User) -> User:
    """Somebody leaves the team: their work is handed over, their access and their sites end.

    Raises ValidationError while they are on a visit: somebody looks out for them until they are back.
    """
    if visit := Visit.objects.open().filter(researcher=user).select_related("buddy").first():
        raise ValidationError(ON_A_VISIT.format(user, visit.buddy))
    ended = end_user(user=user, version=version, reason=reason, by=by)
    give(work_of(user), takers, by)
    pass_on(errands_of(user).with_owners(), user, takers, by)
    today = clock.today()
    open_ended = Membership.objects.filter(user=user, since__lte=today)
    lasting = open_ended.filter(Q(until=None) | Q(until__gt=today))
    amend_each(list(lasting), "membership.ended", by=by, related=["user", "site"], until=today)
    return ended


def give(works: list[SiteWork], takers: Takers, by: User) -> None:
    """Write who takes over into every row. Raises ValidationError."""
    for work in works:
        taker = takers.get(work.site)
        if not work.takers:
            raise ValidationError(
                f"Nobody else works at {work.site.name} who could take over {work.words}. "
                "Add somebody to that site first"
            )
        if taker not in work.takers:
            raise ValidationError(f"Choose who takes over {work.words} at {work.site.name}")
        amend_each(work.people, "participant.handed_over", by=by, owner=taker)
        amend_each(
            work.bookings,
            "booking.handed_over",
            by=by,
            related=["participant"],
            interviewer=taker,
        )
        amend_each(work.cases, "case.handed_over", by=by, related=["site"], lead=taker)
        of_case: dict[str, Any] = {"by": by, "related": ["case"], "handed_to": taker}
        amend_each(work.days, "observation.handed_over", **of_case)
        amend_each(work.documents, "collected.handed_over", **of_case)
        for visit in work.visits:
            amend_each([visit], "visit.handed_over", by=by, buddy=_buddy(visit, work, taker))


def pass_on(errands: Iterable[MeetingAction], user: User, takers: Takers, by: User) -> None:
    """Actions of meetings go to the first who takes over and sees that group, beside who owns them
    too; with nobody left they wait for whoever keeps its minutes."""
    for row in errands:
        group = Group.objects.filter(pk=row.meeting.group_id)
        heirs = [one for one in takers.values() if group.visible_to(one).exists()]
        others = [one for one in row.accounts.all() if one != user]
        owners = list(dict.fromkeys([*others, *heirs[:1]]))
        amend(row, "action.handed_over", by=by, links={"accounts": owners})


def _buddy(visit: Visit, work: SiteWork, taker: User) -> User:
    """Who looks out for a colleague from now on: who takes over, unless they are the one who is out.

    Raises ValidationError when nobody can.
    """
    others = [taker, *work.takers, *buddies(visit.in_case, visit.researcher)]
    for one in others:
        if one not in (visit.researcher, work.owner):
            return one
    raise ValidationError(
        f"{visit.researcher} is on a visit, and nobody else can look out for them."
        " Wait until they are back"
    )

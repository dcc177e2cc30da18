"""What the pages of groups and their members say."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery

from linkstudy import clock
from linkstudy.accounts.models import User
from linkstudy.accounts.policy import May
from linkstudy.identities.service import unseal
from linkstudy.words import listed, uncapped
from meetings.ledger import Line, payments_of
from meetings.models import Contribution, Group, Meeting, Member, Naming
from meetings.models.naming import NAME
from meetings.vocabulary import Need

LATEST = 3  # pieces of advice on the page of a group


def state_words(group: Group) -> tuple[str, str, str]:
    """(word, icon, tone) of where a group stands."""
    if group.voided_at:
        return "Void", "ended", "mute"
    if group.is_closed(clock.today()):
        return "Closed", "ended", "mute"
    return "Meets", "half", "brand"


@dataclass(frozen=True)
class Row:
    """A group in the list of groups, with the last meeting before today and the next one."""

    group: Group
    count: int
    last: Meeting | None
    next: Meeting | None

    @property
    def state(self) -> tuple[str, str, str]:
        return state_words(self.group)


def tables(user: User) -> list[Row]:
    """The groups that somebody may see: those that meet first, void ones last."""
    seated = Member.objects.at_table().values("pk")
    counted = Count("members", filter=Q(members__in=seated))
    today = clock.today()
    here = Meeting.objects.standing().filter(group=OuterRef("pk"))
    last = here.filter(held_on__lt=today).order_by("-held_on", "-turn").values("pk")
    coming = here.filter(held_on__gte=today).order_by("held_on", "turn").values("pk")
    rows = Group.objects.visible_to(user).annotate(
        count=counted, last=Subquery(last[:1]), next=Subquery(coming[:1])
    )
    groups = list(rows.order_by("name", "pk"))
    keys = {key for one in groups for key in (one.last, one.next) if key}
    met = Meeting.objects.select_related("group").in_bulk(keys)
    lines = [Row(one, one.count, met.get(one.last), met.get(one.next)) for one in groups]
    return sorted(lines, key=lambda one: (bool(one.group.voided_at), one.group.is_closed(today)))


@dataclass(frozen=True)
class Sitting:
    """A member as their group's page shows them."""

    member: Member
    places: str

    @property
    def needs(self) -> str:
        return needs_words(self.member)


def needs_words(member: Member) -> str:
    """Captions, breaks."""
    labels = [str(one.label) for one in member.needed]
    return ", ".join([*labels[:1], *map(uncapped, labels[1:])])


@dataclass(frozen=True)
class Table:
    """A group's page for a reader. gone are those who left or whose seat is void."""

    group: Group
    seated: list[Sitting]
    gone: list[Sitting]
    needs: str
    shows_each: bool
    advice: list[Contribution]

    @property
    def is_empty(self) -> bool:
        """Whether nobody sat there ever, so that the group can have been a mistake."""
        return all(one.member.voided_at for one in [*self.seated, *self.gone])

    @property
    def state(self) -> tuple[str, str, str]:
        return state_words(self.group)


def table_of(group: Group, reader: User) -> Table:
    rows = group.members.select_related("user", "group").order_by("number")
    agreed = {row.member_id: row for row in Naming.objects.filter(member__group=group).in_force()}
    sat = [Sitting(one, places_words(agreed.get(one.pk))) for one in rows]
    today = clock.today()
    seated = [one for one in sat if one.member.is_at_table(today)]
    return Table(
        group=group,
        seated=seated,
        gone=[one for one in sat if one not in seated],
        needs=asked_for([one.member for one in seated]),
        shows_each=reader.may(May.KEEP_MEETINGS),
        advice=list(
            Contribution.objects.visible_to(reader).standing().filter(group=group)[:LATEST]
        ),
    )


def asked_for(members: list[Member]) -> str:
    """Captions (2 people), papers by post (1 person): what is needed, and by how many."""
    counts = Counter(need for one in members for need in one.needed)
    said = [
        f"{uncapped(str(need.label))} ({people(counts[need])})" for need in Need if counts[need]
    ]
    words = ", ".join(said)
    return words[:1].upper() + words[1:]


def people(count: int) -> str:
    return f"{count:,} {'person' if count == 1 else 'people'}"


def places_words(said: Naming | None) -> str:
    """Where somebody may be named: In minutes and updates; Nowhere; Not asked."""
    if said is None:
        return "Not asked"
    names = [uncapped(str(place.label)) for place in said.places]
    return f"In {listed(names)}" if names else "Nowhere"


@dataclass(frozen=True)
class Said:
    """An answer about being named. The name stands with the one in force alone, while it is agreed."""

    row: Naming
    reason: str

    @property
    def words(self) -> str:
        return places_words(self.row)


@dataclass(frozen=True)
class Seat:
    """A member's page."""

    member: Member
    needs: str
    said: list[Said]
    in_force: Naming | None
    known_as: str
    reason: str
    payments: list[Line]

    @property
    def is_seated(self) -> bool:
        return self.member.is_at_table(clock.today())

    @property
    def places(self) -> str:
        return places_words(self.in_force)


def seat_of(member: Member) -> Seat:
    key = member.person
    rows = Naming.objects.filter(member=member).current().order_by("-on", "-number")
    said = [Said(row, unseal(key, "naming.void", row.void_reason)) for row in rows]
    in_force = next((one for one in rows if not one.voided_at), None)
    return Seat(
        member=member,
        needs=needs_words(member),
        said=said,
        in_force=in_force,
        known_as=unseal(key, NAME, in_force.known_as) if in_force else "",
        reason=unseal(key, "member.void", member.void_reason),
        payments=payments_of(member),
    )

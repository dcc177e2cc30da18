"""Changes of the team at the same moment, each on a connection of its own."""

from functools import partial

import pytest
from django.core.exceptions import ValidationError

from cases.models import Membership
from linkstudy.accounts.models import State, User
from linkstudy.audit.chain import verify
from linkstudy.audit.models import Submission
from linkstudy.audit.writing import Stale
from linkstudy.clock import telling
from linkstudy.team import actions
from linkstudy.team.work import stranded
from linkstudy.testing.factories import a_person, a_study, a_user, ago
from linkstudy.testing.proofs import proof, size
from participants.models import Participant
from participants.tests.at_once import at_once
from participants.tests.histories import NOW

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = size(3, 100)


@pytest.fixture(autouse=True)
def morning():
    with telling(NOW):
        yield


@proof("races")
def test_a_person_added_while_somebody_leaves_is_handed_over_or_seen_to_wait():
    study = a_study()
    case, chris = study.cases[0], study.administrator
    for _ in range(ROUNDS):
        leaver, taker = (a_user(sites=[case.site]) for _ in range(2))
        a_person(case, by=leaver)
        leave = partial(
            actions.leave,
            user=leaver,
            version=1,
            reason="Left",
            takers={case.site: taker},
            by=chris,
        )

        left, added = at_once(leave, partial(a_person, case, by=leaver))

        gone = User.objects.get(pk=leaver.pk)
        held = Participant.objects.filter(owner=leaver).exists()
        assert gone.state == State.ENDED, left
        assert isinstance(added, Participant | ValidationError)
        assert stranded([gone]) == ({(leaver.pk, case.site_id)} if held else set())
    assert verify().trouble == ""


@proof("races")
def test_two_who_hand_over_one_persons_work_at_once_move_it_once():
    study = a_study()
    case, chris = study.cases[0], study.administrator
    site, dora = case.site, a_user("administrator")
    for _ in range(ROUNDS):
        leaver, one, two = (a_user(sites=[site]) for _ in range(3))
        person = a_person(case, by=leaver)
        leave = partial(actions.leave, user=leaver, version=1, reason="Left")

        answers = at_once(
            partial(leave, takers={site: one}, by=chris),
            partial(leave, takers={site: two}, by=dora),
        )

        [refused] = [answer for answer in answers if isinstance(answer, ValidationError)]
        assert not isinstance(refused, Stale)
        assert refused.messages == [f"{leaver} has left. Let them back in first"]
        winner = [one, two][answers.index(refused) - 1]
        assert Participant.objects.get(pk=person.pk).owner == winner


@proof("races")
def test_of_two_who_hand_over_what_somebody_stays_without_one_is_told():
    study = a_study()
    case, site = study.cases[0], study.sites[0]
    for _ in range(ROUNDS):
        owner, one, two = (a_user(sites=[site]) for _ in range(3))
        person = a_person(case, by=owner)
        give = partial(actions.hand_over, user=owner, by=study.administrator)

        answers = at_once(partial(give, takers={site: one}), partial(give, takers={site: two}))

        [refused] = [answer for answer in answers if isinstance(answer, ValidationError)]
        assert refused.messages == [
            f"{owner} looks after nothing that is open. Check what happened to it"
        ]
        winner = [one, two][answers.index(refused) - 1]
        assert Participant.objects.get(pk=person.pk).owner == winner


@proof("races")
def test_the_same_invitation_sent_five_times_at_once_makes_one_person():
    study = a_study()
    for number in range(ROUNDS):
        new = {"email": f"n{number}@example.org", "name": "Nia", "role": "researcher"}
        invite = partial(
            actions.invite,
            **new,
            sites=[study.sites[0]],
            ends_on=None,
            by=study.administrator,
            token=f"{number:032x}",
        )

        links = at_once(*[invite] * 5)

        assert len({link.pk for link in links}) == 1
        assert sum(bool(link.secret) for link in links) == 1
    assert Submission.objects.filter(action="invite").count() == ROUNDS


@proof("races")
def test_somebody_is_sent_to_a_site_once_at_the_same_moment():
    study = a_study()
    for _ in range(ROUNDS):
        user = a_user()
        send = partial(
            actions.send_to_site,
            user=user,
            site=study.sites[0],
            since=ago(0),
            by=study.administrator,
        )

        answers = at_once(*[send] * 3)

        assert sum(isinstance(answer, Membership) for answer in answers) == 1
        assert Membership.objects.filter(user=user).count() == 1

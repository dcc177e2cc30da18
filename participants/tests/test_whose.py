"""The list of people narrowed to colleagues' people, and to those who were ticked."""

from linkstudy.testing.factories import a_person, a_user
from participants.tests.listed import asked, ids


def test_colleagues_whose_people_one_sees_are_offered_by_number(study):
    zoe = a_user(sites=study.sites[:1], name="zoe Adams")
    mine, hers, far = (
        a_person(study.cases[0]),
        a_person(study.cases[0], owner=zoe),
        a_person(study.cases[1]),
    )
    ben = study.researcher2

    def offered(user):
        return [label for _, label in asked(user).offered("owner")]

    assert offered(study.researcher) == ["Ann Example, you", "zoe Adams"]
    assert offered(study.pi) == [f"{study.pi}, you", "Ann Example", "Ben Example", "zoe Adams"]
    assert ids(study.researcher, "owner=me") == [str(mine)]
    assert ids(study.researcher, f"owner={zoe.number}") == [str(hers)]
    assert ids(study.pi, f"owner={zoe.number}&owner={ben.number}") == [str(hers), str(far)]
    assert dict(asked(study.researcher, f"owner={ben.number}").errors) == {
        "owner": ["We do not know one of these. It is left out"]
    }


def test_a_colleagues_link_to_ones_own_people_leads_to_them(study):
    mine = a_person(study.cases[0])
    a_person(study.cases[0], owner=a_user(sites=study.sites[:1]))

    filters = asked(study.researcher, f"owner={study.researcher.number}")

    assert (list(filters.people), dict(filters.errors)) == ([mine], {})
    assert [chip.words for chip in filters.chips] == ["Ann Example, you"]


def test_ticked_people_are_a_list_whose_address_names_them(study):
    people = [a_person(study.cases[0]) for _ in range(4)]
    a_person(study.cases[1])
    query = "case=1&who=c1-pt-01&who=c1pt3&who=c1-pt-03&who=c2-pt-01&who=nonsense"
    filters = asked(study.researcher, query)

    assert ids(study.researcher, query) == ["C1-PT-01", "C1-PT-03"]
    assert filters.count == 2
    ticked, case = filters.chips
    assert (ticked.words, ticked.url) == ("Ticked: C1-PT-01, C1-PT-03 and C2-PT-01", "?case=1")
    assert filters.way_out == case
    assert filters.file_name == "participants-ticked-case-1"
    four = asked(study.researcher, "&".join(f"who={one.slug}" for one in people))
    assert [chip.words for chip in four.chips] == ["4 ticked people"]
    assert four.words() == "Ticked: C1-PT-01, C1-PT-02, C1-PT-03 and C1-PT-04"
    nobody = asked(study.researcher, "only=ticked")
    assert (list(nobody.people), nobody.words()) == ([], "Ticked: nobody")
    assert asked(study.researcher, f"q=pt1&{query}").chips[0].left is None

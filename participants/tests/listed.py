"""The list of people, as somebody asks for it."""

from django.http import QueryDict

from participants.filters import PeopleFilter


def asked(user, query=""):
    return PeopleFilter(QueryDict(query), user)


def ids(user, query=""):
    return [person.study_id for person in asked(user, query).people]

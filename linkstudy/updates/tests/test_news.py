"""Something to tell partners: written down, drafted under its section, put right."""

import pytest
from django.core.exceptions import ValidationError

from linkstudy.accounts.policy import Role
from linkstudy.testing.factories import ago
from linkstudy.testing.pages import held_by, problems, text_of
from linkstudy.testing.updates import a_piece_of_news
from linkstudy.updates import actions
from linkstudy.updates.drafting import drafted
from linkstudy.updates.facts import Period
from linkstudy.updates.models import News
from linkstudy.updates.vocabulary import Part

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def june(study_clock):
    study_clock("2022-06-14 09:12")


def told_in(part, reader):
    return drafted(part, Period(ago(10), ago(0), reader))


def test_news_of_these_days_is_drafted_under_its_section(study):
    a_piece_of_news("People like tea", on=ago(1))
    a_piece_of_news("They like cake, too.", on=ago(2))
    a_piece_of_news("Long ago.", on=ago(11))
    actions.void_news(news=a_piece_of_news("Void."), version=1, reason="No", by=None)

    assert told_in(Part.RECRUITING, study.ppi).endswith("They like cake, too. People like tea.")
    assert "tea" not in told_in(Part.DATA, study.ppi)


def test_a_researcher_writes_it_down_and_puts_it_right(login, study):
    client = login(study.researcher)
    assert "Nothing is written down yet" in text_of(client.get("/updates/news/"))

    page = client.get("/updates/news/tell/")
    answers = held_by(page) | {"words": "It went well.", "part": "training"}
    listed = text_of(client.post("/updates/news/tell/", answers, follow=True))

    assert "News 1 14 June 2022 Training It went well. Correct News 1 Take back News 1" in listed
    page = client.get("/updates/news/1/correct/")
    answers = held_by(page) | {"words": "It went very well.", "why": "It went better"}
    client.post("/updates/news/1/correct/", answers)
    row = News.objects.get()
    assert (str(row), row.words, row.about) == ("News 1", "It went very well.", "news 1")
    assert row.get_absolute_url() == "/updates/news/"


def test_what_was_taken_back_can_be_restored(login, study):
    client = login(study.ppi)
    news = a_piece_of_news()
    client.post("/updates/news/1/void/", {"reason": "Not ours to tell", "version": "1"})

    assert "1 void" in text_of(client.get("/updates/news/"))
    assert "Restore News 1" in text_of(client.get("/updates/news/?void"))
    refused = client.get("/updates/news/1/correct/", follow=True)
    assert [str(one) for one in refused.context["messages"]] == ["This is void. Restore it first"]
    client.post("/updates/news/1/restore/", {"reason": "It is ours", "version": "2"})
    news.refresh_from_db()
    assert news.voided_at is None
    assert "None is void." in text_of(client.get("/updates/news/?void"))


def test_a_day_to_come_is_no_news(login, study):
    page = login(study.ppi).post(
        "/updates/news/tell/", {"words": "Soon.", "part": "team", "on": "15/6/2022"}
    )

    assert problems(page)["on"] == ["The day must be today or in the past"]
    with pytest.raises(ValidationError, match="today or in the past"):
        a_piece_of_news(on=ago(-1))


def test_many_are_shown_page_by_page(login):
    for place in range(26):
        a_piece_of_news(f"Piece {place}.")

    page = login(Role.MONITOR)
    assert page.get("/updates/news/").status_code == 403
    first = login(Role.PI).get("/updates/news/")
    assert len(first.context["page"].object_list) == 25

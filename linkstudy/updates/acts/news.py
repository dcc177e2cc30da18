"""What the pages say that put news right, take them back and restore them."""

from django.urls import reverse

from linkstudy.corrections import KEPT, MARKED, Act, Effect
from linkstudy.updates.models import News
from linkstudy.words import day_words

STAY = Effect(
    "Sections that are written stay as they are. Write them again from the data one by one"
)


def act(news: News, heading: str, button: str, done: str, effect: Effect, refused: str) -> Act:
    here = reverse("updates:news")
    return Act(
        heading=heading,
        lead=f"{news.get_part_display()}, {day_words(news.on)}: {news.words}",
        button=button,
        done=done,
        back=here,
        crumbs=[("News for updates", here)],
        effects=[STAY, effect],
        refused=refused,
    )


def correct(news: News) -> Act:
    refused = "This is void. Restore it first" if news.voided_at else ""
    return act(news, f"Correct {news}", "Save correction", "It is corrected", KEPT, refused)


def void(news: News) -> Act:
    refused = "It is void already" if news.voided_at else ""
    return act(news, f"Take back {news}", "Take it back", "It is not told", MARKED, refused)


def restore(news: News) -> Act:
    refused = "" if news.voided_at else "It is not void any more"
    told = Effect("The next update can tell it")
    return act(news, f"Restore {news}", "Restore it", "It is told again", told, refused)

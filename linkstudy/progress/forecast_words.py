"""A forecast in sentences: where it may end, how sure that is, and why nothing can be said."""

from fractions import Fraction

from linkstudy import clock
from linkstudy.figures.forecast import LEAST_EVENTS, LEAST_WEEKS, LIKELY, Forecast, Why
from linkstudy.figures.recruitment import Recruitment
from linkstudy.words import be, day_words, many

# The chance of reaching a target in words: up to it, and what stands for it.
CHANCES = [
    (0.001, "very unlikely (less than 1 in 1,000)"),
    (0.01, "very unlikely (less than 1 in 100)"),
    (0.05, "very unlikely (less than 1 in 20)"),
    (0.15, "unlikely (about 1 in 10)"),
    (0.25, "unlikely (about 2 in 10)"),
    (0.4, "less likely than not (about 1 in 3)"),
    (0.6, "as likely as not (about 1 in 2)"),
    (0.75, "more likely than not (about 2 in 3)"),
    (0.85, "likely (about 8 in 10)"),
    (0.95, "likely (about 9 in 10)"),
    (0.99, "very likely (more than 19 in 20)"),
]
CERTAIN = "very likely (more than 99 in 100)"


def finish(found: Forecast) -> str:
    """At this pace we will finish with about 36. "" without a forecast, and at the target."""
    if found.likely is None or _is_met(found):
        return ""
    pace = "this" if found.pace.people else "the"
    return f"At {pace} pace we will finish with about {found.likely:,}."


def how_sure(found: Forecast, figures: Recruitment) -> str:
    """There is an 8 in 10 chance of ending between 31 and 42 by 23 September 2022; or why not."""
    if found.why_not:
        return _why_not(found, figures)
    low, high = found.band(LIKELY) or (0, 0)
    ends = f"between {low:,} and {high:,}" if low < high else f"with {low:,}"
    said = f"There is an 8 in 10 chance of ending {ends} by {_last_day(found)}."
    return " ".join([said, *_of_target(found), *_left_out(figures)])


def _why_not(found: Forecast, figures: Recruitment) -> str:
    match found.why_not:
        case Why.EARLY:
            return (
                f"It is too early to forecast. That takes {LEAST_EVENTS} interviews and"
                f" {LEAST_WEEKS} weeks in which a case was open."
            )
        case Why.OVER:
            is_now = figures.day == clock.today()
            no_more = "No planned fieldwork is left" if is_now else "No planned fieldwork was left"
            return " ".join([f"{no_more}, so there is nothing to forecast.", *_left_out(figures)])
    return "There is no forecast from a count that is not shown."


def _last_day(found: Forecast) -> str:
    return day_words(found.time.ends_on) if found.time.ends_on else ""


def _is_met(found: Forecast) -> bool:
    return found.target is not None and found.done >= found.target


def _of_target(found: Forecast) -> list[str]:
    """Reaching 60 is very unlikely (less than 1 in 1,000)."""
    if found.chance is None:
        return []
    if _is_met(found):
        return [f"The {found.target:,} of the plan {be(found.target or 0)} reached."]
    words = next((words for most, words in CHANCES if found.chance < most), CERTAIN)
    return [f"Reaching {found.target:,} is {words}."]


def _left_out(figures: Recruitment) -> list[str]:
    """Cases of the plan that nobody has set up have no time in the field yet."""
    missing = sum(row.not_set_up for row in figures.rows)
    if not missing:
        return []
    return [f"{many(missing, 'case')} of the plan {be(missing)} not set up, and left out of this."]


def pace_words(pace: Fraction) -> str:
    """0.5; at least one digit that is not 0 of what is above 0."""
    value = float(pace)
    return f"{value:.1f}" if value >= 0.05 or not value else f"{value:.2f}"

"""Bodies of the pages about questionnaires."""

from cases.models import Instrument
from linkstudy.tests.whole_house.bodies.registry import Answers, post
from linkstudy.tests.whole_house.places import Place


@post("participants:hand_out", "questionnaire.given")
def hand_out(at: Place) -> Answers:
    wanted = Instrument.objects.get(name="Self-efficacy questionnaire")
    return {"instrument": f"{wanted.pk}-first", "how": "paper", "due_on": "28/6"}


@post("participants:settle_questionnaire", "questionnaire.given_up")
def settle_questionnaire(at: Place) -> Answers:
    return {"outcome": "not_coming", "not_coming_why": "lost", "on": "14/6"}


@post("participants:correct_questionnaire", "questionnaire.replaced", "questionnaire.corrected")
def correct_questionnaire(at: Place) -> Answers:
    return {"how": "phone", "why": "Misread my notes"}


@post("participants:void_questionnaire", "questionnaire.voided")
def void_questionnaire(at: Place) -> Answers:
    return {"reason": "Another person"}


@post("participants:restore_questionnaire", "questionnaire.restored", number=2)
def restore_questionnaire(at: Place) -> Answers:
    return {"reason": "It was this person"}

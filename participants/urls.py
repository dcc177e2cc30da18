"""Addresses about people. Those that name somebody come last, loosely typed ones after all others."""

from typing import Any

from django.urls import URLPattern, path

from participants import converters  # noqa: F401  the converter study_id
from participants.views import (
    codes,
    consents,
    contact,
    contacts,
    corrections,
    custody,
    decisions,
    deviations,
    exports,
    follow_ups,
    interviews,
    people,
    questionnaires,
    removals,
    renewals,
    thanks,
    together,
    views,
)

app_name = "participants"
EVERY = ("correct", "void", "restore")


def acts(
    where: str, noun: str, verbs: tuple[str, ...] = EVERY, views: Any = corrections
) -> list[URLPattern]:
    """Where a record of a person is put right, taken back and restored."""
    return [
        path(
            f"participants/<study_id:slug>/{where}{verb}/",
            getattr(views, f"{verb}_{noun}"),
            name=f"{verb}_{noun}",
        )
        for verb in verbs
    ]


urlpatterns = [
    # People: the list, one of them, who they are.
    path("participants/", people.people, name="people"),
    path("participants/add/", people.add, name="add"),
    path("participants/export/", exports.export, name="export"),
    path("participants/find/", contact.seek, name="seek"),
    path("participants/follow-ups/", follow_ups.follow_ups, name="follow_ups"),
    path("participants/<study_id:slug>/", people.person, name="person"),
    path("participants/<study_id:slug>/change/", people.change, name="change"),
    path("participants/<study_id:slug>/contact/", contact.contact, name="contact"),
    path(
        "participants/<study_id:slug>/contact/change/",
        contact.contact_change,
        name="contact_change",
    ),
    # The list under a name.
    path("participants/save-view/", views.save_view, name="save_view"),
    path("participants/views/<slug:view>/", views.view, name="view"),
    path("participants/views/<slug:view>/change/", views.change_view, name="change_view"),
    # Several people at once.
    path("participants/together/", together.together, name="together"),
    path("participants/together/undo/", together.put_back, name="put_back"),
    # Consent and interviews.
    path("participants/<study_id:slug>/consent/", consents.consent, name="consent"),
    path("participants/<study_id:slug>/decline/", consents.refuse, name="refuse"),
    path("participants/<study_id:slug>/withdraw/", consents.withdraw, name="withdraw"),
    path("participants/<study_id:slug>/book/", interviews.book, name="book"),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/",
        interviews.interview,
        name="interview",
    ),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/saved/",
        interviews.logged,
        name="logged",
    ),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/change/",
        interviews.change_booking,
        name="change_booking",
    ),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/keep/",
        decisions.keep_interview,
        name="keep_interview",
    ),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/keep/void/",
        decisions.void_decision,
        name="void_decision",
    ),
    # New versions of documents.
    path("consents/renew/", renewals.renewals, name="renewals"),
    path("participants/<study_id:slug>/told/<slug:sheet>/", renewals.tell, name="tell"),
    path(
        "participants/<study_id:slug>/told/<slug:sheet>/void/",
        renewals.void_notice,
        name="void_notice",
    ),
    path("interviews/log/", interviews.log_interview, name="log_interview"),
    path("interviews/log-missed/", interviews.log_missed, name="log_missed"),
    # After a withdrawal: what must go, place by place.
    path("withdrawals/", removals.withdrawals, name="withdrawals"),
    path(
        "participants/<study_id:slug>/removal/<slug:place>/",
        removals.remove,
        name="remove",
    ),
    path(
        "participants/<study_id:slug>/removal/<slug:place>/void/",
        removals.void_removal,
        name="void_removal",
    ),
    # Recordings.
    path("recordings/", custody.recordings, name="recordings"),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/recording/",
        custody.record_step,
        name="record_step",
    ),
    # Getting in touch, and where the protocol was not kept.
    path("participants/<study_id:slug>/contacts/add/", contacts.record, name="record_attempt"),
    path("deviations/", deviations.deviations, name="deviations"),
    path("recordings/codes/", codes.codes, name="codes"),
    path("recordings/codes/find/", codes.find_code, name="find_code"),
    path("recordings/codes/<int:number>/", codes.code_list, name="code_list"),
    # Thanks.
    path("thanks/", thanks.thanks, name="thanks"),
    path("thanks/buy/", thanks.buy, name="buy_vouchers"),
    path("thanks/bought/<int:number>/void/", thanks.void_purchase, name="void_purchase"),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/thank/",
        thanks.thank,
        name="thank",
    ),
    path(
        "participants/<study_id:slug>/vouchers/<int:number>/receipt/",
        thanks.confirm_receipt,
        name="confirm_receipt",
    ),
    path(
        "participants/<study_id:slug>/vouchers/<int:number>/void/",
        thanks.void_thanks,
        name="void_thanks",
    ),
    # Questionnaires.
    path("questionnaires/", questionnaires.questionnaires, name="questionnaires"),
    path(
        "participants/<study_id:slug>/questionnaires/add/",
        questionnaires.hand_out,
        name="hand_out",
    ),
    path(
        "participants/<study_id:slug>/questionnaires/<int:number>/outcome/",
        questionnaires.settle_questionnaire,
        name="settle_questionnaire",
    ),
    # Putting right, taking back, restoring.
    *acts("questionnaires/<int:number>/", "questionnaire", views=questionnaires),
    *acts("interviews/<int:number>/recording/<int:step>/", "step", views=custody),
    *acts("interviews/<int:number>/", "interview"),
    *acts("consents/<int:number>/", "consent"),
    *acts("contacts/<int:number>/", "attempt"),
    *acts("deviations/<int:number>/", "deviation"),
    *acts("decline/", "refusal"),
    *acts("withdrawals/<int:number>/", "withdrawal"),
    *acts("", "participant", ("void", "restore")),
    # A study ID in another spelling.
    path("participants/<str:typed>/", people.find, name="find"),
]

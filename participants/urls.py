"""Addresses about people. Those that name somebody come last, loosely typed ones after all others."""

from django.urls import path

from linkstudy.corrections import acts
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
    thinking,
    together,
    views,
)

app_name = "participants"
PERSON = "participants/<study_id:slug>/"

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
    path("participants/together/remind/", together.remind, name="remind"),
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
    *acts(f"{PERSON}interviews/<int:number>/keep/", "decision", decisions),
    # New versions of documents.
    path("consents/renew/", renewals.renewals, name="renewals"),
    path("participants/<study_id:slug>/told/<slug:sheet>/", renewals.tell, name="tell"),
    *acts(f"{PERSON}told/<slug:sheet>/", "notice", renewals),
    path("interviews/log/", interviews.log_interview, name="log_interview"),
    path("interviews/log-missed/", interviews.log_missed, name="log_missed"),
    # After a withdrawal: what must go, place by place.
    path("withdrawals/", removals.withdrawals, name="withdrawals"),
    path(
        "participants/<study_id:slug>/removal/<slug:place>/",
        removals.remove,
        name="remove",
    ),
    *acts(f"{PERSON}removal/<slug:place>/", "removal", removals),
    # Recordings.
    path("recordings/", custody.recordings, name="recordings"),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/recording/",
        custody.record_step,
        name="record_step",
    ),
    path(
        "participants/<study_id:slug>/interviews/<int:number>/thinking/",
        thinking.think_about_interview,
        name="think_about_interview",
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
    *acts("thanks/bought/<int:number>/", "purchase", thanks),
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
    *acts(f"{PERSON}vouchers/<int:number>/", "thanks", thanks),
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
    *acts(f"{PERSON}questionnaires/<int:number>/", "questionnaire", questionnaires),
    *acts(f"{PERSON}interviews/<int:number>/recording/<int:step>/", "step", custody),
    *acts(f"{PERSON}interviews/<int:number>/", "interview", corrections),
    *acts(f"{PERSON}consents/<int:number>/", "consent", corrections),
    *acts(f"{PERSON}contacts/<int:number>/", "attempt", corrections),
    *acts(f"{PERSON}deviations/<int:number>/", "deviation", corrections),
    *acts(f"{PERSON}decline/", "refusal", corrections),
    *acts(f"{PERSON}withdrawals/<int:number>/", "withdrawal", corrections),
    *acts(PERSON, "participant", corrections, ("void", "restore")),
    # A study ID in another spelling.
    path("participants/<str:typed>/", people.find, name="find"),
]

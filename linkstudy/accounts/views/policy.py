"""The page that shows the policy the code obeys."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from linkstudy.accounts.access import requires
from linkstudy.accounts.opened import parts
from linkstudy.accounts.policy import SIGNED_IN, WITHOUT_SIGN_IN, May, Role, who_may
from linkstudy.identities.kinds import Kind
from linkstudy.words import listed, uncapped


@require_GET
@requires(May.SEE_POLICY)
def policy(request):
    looking = who_may(May.SEE_IDENTITY)
    words = {
        "roles": Role,
        "parts": parts(request.user.role),
        "without_sign_in": list(WITHOUT_SIGN_IN),
        "signed_in": listed(list(SIGNED_IN)),
        "kinds": [uncapped(kind.label) for kind in Kind],
        "looking": the(looking),
        "looking_at_members": listed(
            [f"the {uncapped(role.label)}" for role in who_may(May.SEE_MEMBERS)]
        ),
        "never_looking": the([role for role in Role if role not in looking]),
    }
    return render(request, "accounts/policy.html", words)


def the(roles: list[Role]) -> str:
    """The monitor and the PPI lead, at the start of a sentence."""
    words = listed([f"the {uncapped(role.label)}" for role in roles])
    return words[:1].upper() + words[1:]

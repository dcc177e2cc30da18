"""The page that shows the policy the code obeys."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from linkstudy.accounts.access import requires
from linkstudy.accounts.policy import May, Role, reach


@require_GET
@requires(May.SEE_POLICY)
def policy(request):
    rows = [(may, [(role, reach(role, may)) for role in Role]) for may in May]
    return render(request, "accounts/policy.html", {"roles": Role, "rows": rows})

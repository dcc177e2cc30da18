"""The kinds of things under Set up, in the order in which a team enters them."""

from linkstudy.setup.kind import Kind
from linkstudy.setup.kinds.cases import CASES
from linkstudy.setup.kinds.documents import DOCUMENTS
from linkstudy.setup.kinds.duties import DUTIES
from linkstudy.setup.kinds.governance import APPROVALS, DELEGATIONS
from linkstudy.setup.kinds.in_use import USES
from linkstudy.setup.kinds.instruments import INSTRUMENTS
from linkstudy.setup.kinds.plans import AMENDMENTS, PLANS, PROTOCOL
from linkstudy.setup.kinds.sampling import BENCHMARKS, SAMPLING
from linkstudy.setup.kinds.sites import ORGANISATIONS, SITES
from linkstudy.setup.kinds.study import STUDY, TOPICS
from linkstudy.setup.kinds.theories import STATEMENTS, THEORIES

EVERY = [
    STUDY,
    SITES,
    CASES,
    PLANS,
    PROTOCOL,
    DOCUMENTS,
    ORGANISATIONS,
    TOPICS,
    THEORIES,
    STATEMENTS,
    INSTRUMENTS,
    SAMPLING,
    BENCHMARKS,
    AMENDMENTS,
    USES,
    APPROVALS,
    DELEGATIONS,
    DUTIES,
]
KINDS: dict[str, Kind] = {kind.place: kind for kind in EVERY if kind is not STUDY}

__all__ = [
    "AMENDMENTS",
    "APPROVALS",
    "BENCHMARKS",
    "CASES",
    "DELEGATIONS",
    "DOCUMENTS",
    "DUTIES",
    "EVERY",
    "INSTRUMENTS",
    "KINDS",
    "ORGANISATIONS",
    "PLANS",
    "PROTOCOL",
    "SAMPLING",
    "SITES",
    "STATEMENTS",
    "STUDY",
    "THEORIES",
    "TOPICS",
    "USES",
    "Kind",
]

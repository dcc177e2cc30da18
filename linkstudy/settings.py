"""Settings: one module, read from the environment alone.

LINKSTUDY_MODE says what this is:

live  (when not set) an installation. Nothing has a default that could hurt: a missing
      variable stops the start and says what to do.
demo  set by `manage.py demo` alone. Everything lies in `.demo/`; variables that name a
      real installation's database or keys are not read.
test  set by `linkstudy.testing.settings`. DATABASE_URL chooses the database.
"""

import os
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from linkstudy import installation, keys

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
MODE = env("LINKSTUDY_MODE", default="live")
if MODE not in {"live", "demo", "test"}:
    raise ImproperlyConfigured(f"LINKSTUDY_MODE is {MODE!r}. Use live, demo or test.")
IS_DEMO = MODE == "demo"
IS_LIVE = MODE == "live"


# Where this installation keeps what is its own.
HOME = {"demo": BASE_DIR / ".demo", "test": BASE_DIR / ".test"}.get(MODE)
if HOME:
    HOME.mkdir(mode=0o700, exist_ok=True)
    KEYRING = keys.load_or_make(HOME / "keys.json")
    SECRET_KEY = KEYRING.session
    ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
    DATABASE_URL = f"sqlite:///{HOME / 'linkstudy.sqlite3'}"
    if MODE == "test":
        DATABASE_URL = env("DATABASE_URL", default=DATABASE_URL)
else:
    KEYRING = installation.demand(os.environ)
    SECRET_KEY = env("SECRET_KEY")
    ALLOWED_HOSTS = env("ALLOWED_HOSTS").split(",")
    DATABASE_URL = env("DATABASE_URL")

DEBUG = False
ROOT_URLCONF = "linkstudy.urls"
WSGI_APPLICATION = "linkstudy.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "linkstudy.audit",
    "linkstudy.identities",
    "linkstudy.accounts",
    "cases",
    "participants",
    "meetings",
    "linkstudy.safety",
    "linkstudy.progress",
    "linkstudy.updates",
    "linkstudy.team",
    "linkstudy.setup",
    "linkstudy.demo",
    "linkstudy",
    "crispy_forms",
    "crispy_bootstrap5",
    "import_export",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
if MODE == "test":
    INSTALLED_APPS.append("zeal")

MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "linkstudy.middleware.headers",
    "linkstudy.middleware.sizes",
    "linkstudy.reports.reports",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # it blurs lengths, which could tell what is secret
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "linkstudy.middleware.methods",
    "linkstudy.middleware.cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "linkstudy.middleware.Files",  # before the token is looked for in what was sent
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "linkstudy.middleware.access",
    "linkstudy.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "axes.middleware.AxesMiddleware",
    "linkstudy.middleware.InTurn",
]
if MODE == "test":
    MIDDLEWARE.append("zeal.middleware.zeal_middleware")
    ZEAL_RAISE = True
    ZEAL_ALLOWLIST = [
        {"model": "sessions.Session"},  # the framework looks twice at sign-in
        {"model": "*", "field": "get()"},  # a write locks its rows one by one, on purpose
        {"model": "meetings.MeetingAction", "field": "accounts"},  # and links them so
        {"model": "meetings.MeetingAction", "field": "members"},
    ]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "linkstudy.frame.frame",
            ],
            "builtins": ["linkstudy.templatetags.ui"],
        },
    }
]

# Databases: security decision 0003. PostgreSQL looks in two schemas: study rows, identities.
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
DATABASES["default"] |= {"ATOMIC_REQUESTS": False, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,  # seconds: whoever waits longer for their turn to write is asked to come back
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
        "PRAGMA recursive_triggers=ON; PRAGMA trusted_schema=OFF;",
    }
    own = BASE_DIR / ".test" / f"suite-{os.getpid()}.sqlite3"  # two runs at once share none
    suite = env("LINKSTUDY_TEST_DB", default=str(own))
    DATABASES["default"]["TEST"] = {"NAME": suite}
else:
    # Decision 0021: what the planner cannot know of long questions about rows that lie in memory.
    held = "-c search_path=public,identities -c jit=off -c random_page_cost=1.1"
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = held
APP_DATABASE_ROLE = env("APP_DATABASE_ROLE", default="linkstudy_app")

# Who is who.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "linkstudy.accounts.backends.CurrentPeople",
]
PASSWORD_HASHERS = ["linkstudy.accounts.hashing.Argon2InTurn"]
if MODE == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "linkstudy.accounts.passwords.NotTheDemoPassword"},
    {"NAME": "linkstudy.accounts.passwords.LongEnough"},
    {"NAME": "linkstudy.accounts.passwords.NotCommon"},
    {"NAME": "linkstudy.team.passwords.NotAboutYouOrTheStudy"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "progress:today"
ACCOUNT_ADAPTER = "linkstudy.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_FORMS = {"login": "linkstudy.accounts.forms.SignInForm"}
ACCOUNT_RATE_LIMITS = False  # axes alone counts tries: decision 0004

# Letters. Without a mail server nothing is sent: administrators hand links over themselves. The
# example study writes its letters to files.
EMAIL_URL = env("EMAIL_URL", default="") if IS_LIVE else ""
CAN_MAIL = bool(EMAIL_URL)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", default=f"linkstudy@{ALLOWED_HOSTS[0]}")
MAIL_WITHIN = 0 if MODE == "test" else 10  # seconds after a request at the door; 0 is at once
if IS_DEMO:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = BASE_DIR / ".demo" / "mail"
if CAN_MAIL:
    globals().update(env.email_url_config(EMAIL_URL))

# Too many wrong passwords: decision 0004.
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_HANDLER = "linkstudy.accounts.lockout.Tries"
AXES_CLIENT_IP_CALLABLE = "linkstudy.accounts.lockout.network_of"
AXES_USERNAME_CALLABLE = "linkstudy.accounts.lockout.name_tried"
AXES_LOCKOUT_CALLABLE = "linkstudy.accounts.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

# Sessions end when the browser closes, after 12 hours, and on the server.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_LIVE
SESSION_COOKIE_NAME = "__Host-session" if IS_LIVE else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if IS_LIVE else "csrf"
CSRF_FAILURE_VIEW = "linkstudy.errors.form_expired"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if IS_LIVE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_LIVE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
BEHIND_PROXY = IS_LIVE and env.bool("BEHIND_PROXY", default=True)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "report-uri": ["/content-policy-reports/"],
    }
}

# Words, time, files.
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = USE_TZ = True
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".static" if IS_LIVE else None  # else files are found where they lie
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_LIVE
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not IS_LIVE  # no collected files needed
WHITENOISE_ALLOW_ALL_ORIGINS = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024  # bytes; the whole of a request's body
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
FILE_UPLOAD_HANDLERS: list[
    str
] = []  # what comes as a file is passed over, but where a view takes it
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"
SILENCED_SYSTEM_CHECKS = [
    "axes.W006",  # accounts are locked, not addresses: a hospital shares one (decision 0004)
    "auth.W004",  # an address is unique in any spelling, by a constraint over its lower case
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "linkstudy.logs.Discreet",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own would put form values and whole addresses into reports.
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}

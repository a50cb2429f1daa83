"""Every setting by its final name; parsing is done by the modules beside this one.

All names and defaults are explained in docs/settings.md; a bad value stops the start with one
sentence. Times end in _S (seconds), sizes in _BYTES.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONCE, NONE, SELF

from remixsite.data_dir import lay_out, read_secrets, redis_socket
from remixsite.database import database
from remixsite.environment import read_environment
from remixsite.logs import logging_settings
from remixsite.remote_services import is_own_engine, read_services

BASE_DIR = Path(__file__).resolve().parent.parent
env = read_environment(Path(os.environ.get("REMIX_ENV_FILE", BASE_DIR / ".env")))

MINUTE_S = 60
MIB = 1024 * 1024
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")

# Where things are

REMIX_DATA_DIR = Path(env.text("REMIX_DATA_DIR", str(BASE_DIR / "var"))).expanduser().resolve()
lay_out(REMIX_DATA_DIR)
_generated = read_secrets(REMIX_DATA_DIR)

PORT = env.port("PORT", 8000)
PUBLIC_URL = env.web_address("PUBLIC_URL", f"http://localhost:{PORT}", origin_only=True)
_public_host = urlsplit(PUBLIC_URL).hostname or ""
_is_public_tls = PUBLIC_URL.startswith("https://")
_is_public_local = _public_host in LOCAL_HOSTS
HOST = env.text("HOST", "127.0.0.1" if _is_public_local else "0.0.0.0")  # noqa: S104

SECRET_KEY = env.text("SECRET_KEY", _generated["SECRET_KEY"])
DEBUG = env.yes_no("DEBUG", default=False)
# Loopback is how the desk reaches its own engine, the public host is how people reach the desk.
ALLOWED_HOSTS = [
    *dict.fromkeys((*env.listing("ALLOWED_HOSTS"), "localhost", "127.0.0.1", "[::1]", _public_host))
]
# How many reverse proxies stand in front; 0 means that forwarded headers are not believed.
TRUSTED_PROXIES = env.whole("TRUSTED_PROXIES", 0)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None

# One process serves: rate limits and other small caches live in its memory.
WEB_WORKERS = env.whole("WEB_WORKERS", 1, lowest=1)
WEB_THREADS = env.whole("WEB_THREADS", 64, lowest=2)

DATABASES = {"default": database(env.text("DATABASE_URL"), REMIX_DATA_DIR, WEB_THREADS)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The Remix API services

_engine_url = f"http://127.0.0.1:{PORT}/engine/api/public/v1"
REMIX_EMBEDDED = is_own_engine(env.web_address("REMIX_API_URL", _engine_url), _engine_url)
REMIX_ENGINE_KEY = (env.text("REMIX_API_KEY") if REMIX_EMBEDDED else "") or _generated[
    "REMIX_ENGINE_KEY"
]
REMIX_SERVICES: dict[str, Any] = dict(
    read_services(
        env, engine_url=_engine_url, engine_key=REMIX_ENGINE_KEY, cores=os.cpu_count() or 1
    )
)
REMIX_ENGINE_CALLBACK_LOOPBACK = env.yes_no(
    "REMIX_ENGINE_CALLBACK_LOOPBACK", default=_is_public_local
)
REMIX_FETCH_ALLOW = env.places("REMIX_FETCH_ALLOW")

# Patience

REMIX_SLOT_HOLD_S = env.whole("REMIX_SLOT_HOLD_S", env.whole("REMIX_SLOT_HOLD", 30) * MINUTE_S)
REMIX_SUBMIT_DEADLINE_S = env.whole("REMIX_SUBMIT_DEADLINE_S", 300, lowest=1)
REMIX_ASK_DEADLINE_S = env.whole("REMIX_ASK_DEADLINE_S", 20, lowest=1)
REMIX_ARCHIVE_DEADLINE_S = env.whole("REMIX_ARCHIVE_DEADLINE_S", 600, lowest=1)
REMIX_TASK_DEADLINE_S = env.whole("REMIX_TASK_DEADLINE_S", 7 * 24 * 60 * MINUTE_S, lowest=1)
REMIX_OVERDUE_AFTER_S = env.whole("REMIX_OVERDUE_AFTER_S", 3600)
REMIX_ABSENCE_AFTER_S = env.whole("REMIX_ABSENCE_AFTER_S", 1800)
REMIX_SWEEP_EVERY_S = env.whole("REMIX_SWEEP_EVERY_S", 3, lowest=1)
REMIX_RETRY_BASE_S = env.whole("REMIX_RETRY_BASE_S", 2, lowest=1)
REMIX_RETRY_CAP_S = env.whole("REMIX_RETRY_CAP_S", 600, lowest=1)
# The first question after a submission without an ETA, and with an engine that reports progress.
REMIX_ASK_AFTER_S = env.whole("REMIX_ASK_AFTER_S", 20)
REMIX_ASK_PROGRESS_S = env.whole("REMIX_ASK_PROGRESS_S", 2, lowest=1)
REMIX_ASK_GAP_CAP_S = env.whole("REMIX_ASK_GAP_CAP_S", 300, lowest=1)
# How long a service may show no sign of a task before the task counts as lost there.
REMIX_LOST_AFTER_S = env.whole("REMIX_LOST_AFTER_S", 60)
# How long a service that says it is finished may still owe its files.
REMIX_FINISH_GRACE_S = env.whole("REMIX_FINISH_GRACE_S", 600)
REMIX_ARCHIVE_TRIES = env.whole("REMIX_ARCHIVE_TRIES", 12, lowest=1)
REMIX_TRASH_DAYS = env.whole("REMIX_TRASH_DAYS", 30)
REMIX_402_RETRY_S = env.whole("REMIX_402_RETRY_S", 900, lowest=1)
# How long a link to a result opens without a token.
REMIX_LINK_HOURS = env.whole("REMIX_LINK_HOURS", 72, lowest=1)

# The embedded engine: one render's deadline, how long it keeps results, how much it takes on.
REMIX_ENGINE_DEADLINE_S = env.whole("REMIX_ENGINE_DEADLINE_S", 90 * MINUTE_S, lowest=1)
REMIX_ENGINE_KEEP_S = env.whole("REMIX_ENGINE_KEEP_S", 3 * 24 * 60 * MINUTE_S, lowest=60)
REMIX_ENGINE_MAX_OPEN = env.whole("REMIX_ENGINE_MAX_OPEN", 200, lowest=1)
# In how many processes one render makes its two versions.
REMIX_ENGINE_PROCESSES = env.whole(
    "REMIX_ENGINE_PROCESSES", 2 if (os.cpu_count() or 1) > 1 else 1, lowest=1
)
# A folder with the weights of ACE-Step 1.5; without one the engine re-arranges the song itself.
_model_dir = env.text("REMIX_MODEL_DIR")
REMIX_MODEL_DIR = Path(_model_dir).expanduser().resolve() if _model_dir else None

# Limits

REMIX_MAX_UPLOAD_BYTES = env.whole("REMIX_MAX_UPLOAD_BYTES", 200 * MIB, lowest=1)
REMIX_PERSON_QUOTA_BYTES = env.whole("REMIX_PERSON_QUOTA_BYTES", 0)
REMIX_FREE_SPACE_FLOOR_BYTES = env.whole("REMIX_FREE_SPACE_FLOOR_BYTES", 1024 * MIB)
REMIX_MAX_DURATION_S = env.whole("REMIX_MAX_DURATION_S", 3600, lowest=1)
REMIX_MAX_CHANNELS = env.whole("REMIX_MAX_CHANNELS", 8, lowest=1)
REMIX_MAX_RESULT_BYTES = env.whole("REMIX_MAX_RESULT_BYTES", 1024 * MIB, lowest=1)
REMIX_MAX_COVER_BYTES = env.whole("REMIX_MAX_COVER_BYTES", 10 * MIB, lowest=1)
REMIX_PROMPT_LIMIT = env.whole("REMIX_PROMPT_LIMIT", 1000, lowest=1)
REMIX_LYRICS_LIMIT = env.whole("REMIX_LYRICS_LIMIT", 5000, lowest=1)
REMIX_WEBHOOK_MAX_BYTES = env.whole("REMIX_WEBHOOK_MAX_BYTES", 65536, lowest=1)
REMIX_RANGE_CAP_BYTES = env.whole("REMIX_RANGE_CAP_BYTES", MIB, lowest=1)
# How often one token may order and ask, 0 for no limit.
REMIX_CALLS_PER_MINUTE = env.whole("REMIX_CALLS_PER_MINUTE", 60)
REMIX_ASKS_PER_MINUTE = env.whole("REMIX_ASKS_PER_MINUTE", 600)

# RQ is the doorbell: ids only, JSON only, rung after the commit

REMIX_REDIS_SOCKET = redis_socket(REMIX_DATA_DIR)
REDIS_URL = env.text("REDIS_URL", f"unix://{REMIX_REDIS_SOCKET}?db=0")
REMIX_REDIS_EMBEDDED = not env.has("REDIS_URL")
REMIX_REDIS_BINARY = env.text("REMIX_REDIS_BINARY")
# RQ kills a job after this; it must come later than the job's own deadline
_JOB_LIMITS_S = {
    "submit": REMIX_SUBMIT_DEADLINE_S + 120,
    "ask": REMIX_ASK_DEADLINE_S + 120,
    "archive": 2 * REMIX_ARCHIVE_DEADLINE_S + 300,
    "peaks": 900,
    "callbacks": 120,
    "engine": 7200,
}
RQ_QUEUES: dict[str, dict[str, Any]] = {
    queue: {"URL": REDIS_URL, "SERIALIZER": "json", "DEFAULT_TIMEOUT": limit_s}
    for queue, limit_s in _JOB_LIMITS_S.items()
}
RQ = {"COMMIT_MODE": "on_db_commit", "WORKER_CLASS": "remixsite.worker.Worker"}

# Django

INSTALLED_APPS = [
    "remixes.apps.RemixesConfig",
    "remixes.engine",
    "remixes.apps.DeskAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_rq",
    "ninja",  # for the script and the style sheet of its documentation page
    "remixsite.apps.RemixsiteConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "remixsite.body_cap.BodyCap",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "remixsite.staff_pages.QueuePagesPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "remixes.middleware.FirstOwnerMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "remixes.middleware.TimeZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "remixes.middleware.OwnersSecondFactorMiddleware",
]
ROOT_URLCONF = "remixsite.urls"
WSGI_APPLICATION = "remixsite.wsgi.application"
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
            ],
        },
    },
]
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = False

# Files

MEDIA_ROOT = REMIX_DATA_DIR / "media"
# Every upload lands in a file on the media file system, so that keeping it is a rename.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = MEDIA_ROOT / "incoming"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = MIB
STATIC_URL = "static/"
STATIC_ROOT = REMIX_DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "remixsite.static_files.WholeSheetsStorage"},
}

# People

AUTH_USER_MODEL = "remixes.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_FORMS = {
    "change_password": "remixes.forms.people.OtherPasswordForm",
    "reset_password_from_key": "remixes.forms.people.NewPasswordForm",
    "set_password": "remixes.forms.people.FirstPasswordForm",
}
ACCOUNT_ADAPTER = "remixsite.account_adapter.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Remixdesk: "
ACCOUNT_SESSION_REMEMBER = None  # asked at the sign-in
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _is_public_tls else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
# Wrong passwords and codes: 5 in 5 minutes for one name, 10 a minute from one address.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
MFA_ADAPTER = "remixsite.account_adapter.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "remixes.forms.second_factor.ActivateForm",
    "authenticate": "remixes.forms.second_factor.CodeForm",
    "reauthenticate": "remixes.forms.second_factor.CodeAgainForm",
    "add_webauthn": "remixes.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "remixes.forms.second_factor.RenamePasskeyForm",
    "login_webauthn": "remixes.forms.second_factor.PasskeyAloneForm",
    "authenticate_webauthn": "remixes.forms.second_factor.PasskeyForm",
    "reauthenticate_webauthn": "remixes.forms.second_factor.PasskeyAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
# Whoever is here was invited; no address is verified by mail, many desks send none.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Remixdesk" if _is_public_local else f"Remixdesk {_public_host}"
MFA_TOTP_TOLERANCE = 1  # a code may be typed as it ends; none is taken twice
REMIX_OWNERS_NEED_SECOND_FACTOR = env.yes_no("REMIX_OWNERS_NEED_SECOND_FACTOR", default=False)

# The first owner of an unattended installation; read once, while nobody exists.
REMIX_OWNER_EMAIL = env.text("REMIX_OWNER_EMAIL")
REMIX_OWNER_PASSWORD = env.text("REMIX_OWNER_PASSWORD")
REMIX_HAS_EMAIL = env.has("EMAIL_URL")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text(
    "DEFAULT_FROM_EMAIL", f"remixdesk@{_public_host or 'localhost'}"
)
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
EMAIL_TIMEOUT = 20
if REMIX_HAS_EMAIL:
    globals().update(environ.Env.email_url_config(env.text("EMAIL_URL")))

# Security

SESSION_COOKIE_NAME = "remixdesk_session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _is_public_tls
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = env.whole("SECURE_HSTS_SECONDS", 0)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],  # the import map is an inline script
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

REMIX_LOG_SECRETS = (
    SECRET_KEY,
    REMIX_ENGINE_KEY,
    *(service["key"] for service in REMIX_SERVICES.values()),
)
LOGGING = logging_settings(
    env.choice("LOG_LEVEL", "info", ("debug", "info", "warning", "error")).upper(),
    REMIX_LOG_SECRETS,
)

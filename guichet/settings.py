"""Settings, read from the environment only (`.env.example` explains each)."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import environ

from guichet.services_locaux import adresses

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("GUICHET_DEMO", False)
LOCALES = adresses(BASE_DIR)
SERVICES_LOCAUX = "DATABASE_URL" not in env.ENVIRON
SECRET_KEY = env("SECRET_KEY", default="demonstration-sans-secret" if SERVICES_LOCAUX else environ.Env.NOTSET)
ADRESSE = env("GUICHET_ADRESSE", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[urlsplit(ADRESSE).hostname, "127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = [ADRESSE]
DONNEES = Path(env("GUICHET_DONNEES", default=str(BASE_DIR / "var" / "donnees")))
VERSION = "0.1.0"

# --- Base de données : l’application n’est ni propriétaire ni superutilisatrice ---
DATABASE_URL = env("DATABASE_URL", default=LOCALES["DATABASE_URL"])
DATABASE_OWNER_URL = env("DATABASE_OWNER_URL", default=LOCALES["DATABASE_OWNER_URL"])
DATABASE_SAUVEGARDE_URL = env("DATABASE_SAUVEGARDE_URL", default=LOCALES["DATABASE_SAUVEGARDE_URL"])
PROPRIETAIRE = env("GUICHET_ROLE_BASE", default="application") == "proprietaire"
ROLE_APPLICATION = env.db_url_config(DATABASE_URL)["USER"] or "guichet_app"
DATABASES = {
    "default": {
        **env.db_url_config(DATABASE_OWNER_URL if PROPRIETAIRE else DATABASE_URL),
        "ENGINE": "guichet.base.pg",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "guichet",
    "guichet.entree",
    "marches",
    "publics",
    "conventions",
    "reporting",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "guichet.entree.middleware.TrustedProxyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "guichet.entree.middleware.CompressionMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "guichet.territoires.middleware.TerritoireMiddleware",
    "guichet.droits.middleware.DroitsMiddleware",
    "guichet.comptes.middleware.SecondFactorMiddleware",
    "guichet.entree.middleware.NulMiddleware",
]

ROOT_URLCONF = "guichet.entree.urls"
WSGI_APPLICATION = "guichet.wsgi.application"
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
                "csp.context_processors.nonce",
                "guichet.entree.contexte_page.page",
            ],
            "libraries": {
                "composants": "guichet.base.templatetags.composants",
                "formats": "guichet.base.templatetags.formats",
            },
            "builtins": [
                "django.templatetags.static",
                "guichet.base.templatetags.formats",
                "guichet.base.templatetags.composants",
                "guichet.territoires.templatetags.liens",
            ],
        },
    }
]
FORM_RENDERER = "guichet.base.formulaires.RenduFormulaire"

# --- Comptes ---
AUTH_USER_MODEL = "guichet.Utilisateur"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
GUARDIAN_RAISE_403 = False
ANONYMOUS_USER_NAME = None
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accueil"
ACCOUNT_ADAPTER = "guichet.comptes.adapters.AccountAdapter"
MFA_ADAPTER = "guichet.comptes.adapters.MfaAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key", "reset_password": "20/m/ip,5/m/key"}
ACCOUNT_LOGIN_BY_CODE_TRUST_ENABLED = True  # code par courriel, appareil reconnu 30 jours
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
MFA_TRUST_COOKIE_AGE = timedelta(days=30)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Guichet des clauses sociales"

# --- Sessions et sécurité ---
SESSION_ENGINE = "django.contrib.sessions.backends.db"  # vider Redis ne déconnecte personne
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
HTTPS = ADRESSE.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MANDATAIRES_DE_CONFIANCE = env.list("GUICHET_MANDATAIRES", default=[])
CSRF_FAILURE_VIEW = "guichet.entree.erreurs.csrf"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

from csp.constants import NONCE, NONE, SELF  # noqa: E402

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# --- Langue, temps ---
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

# --- Fichiers statiques ---
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env("GUICHET_STATIQUE", default=str(BASE_DIR / "var" / "statique")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DONNEES}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_MAX_AGE = 31_536_000

# --- Cache, files de tâches ---
REDIS_URL = env("REDIS_URL", default=LOCALES["REDIS_URL"])
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL.replace("redis+socket://", "unix://"),
        "KEY_PREFIX": "guichet",
    }
}
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = False  # le bail du travail suffit : deux mécanismes feraient le travail deux fois
CELERY_TASK_DEFAULT_QUEUE = "defaut"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "Europe/Paris"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(BASE_DIR / "var" / "beat")

# --- Courriel ---
EMAIL_CONFIG = env.email_url(
    "EMAIL_URL", default="consolemail://" if not DEMO else f"filemail:///{BASE_DIR}/var/courriels"
)
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env("GUICHET_EXPEDITEUR", default="guichet@exemple.invalid")

# --- Sceau des documents ---
SCEAU_P12 = env("GUICHET_SCEAU_P12", default="")
SCEAU_MOT_DE_PASSE = env("GUICHET_SCEAU_MOT_DE_PASSE", default="")
HORODATAGE_URL = env("GUICHET_HORODATAGE_URL", default="")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"ligne": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "ligne"}},
    "root": {"handlers": ["console"], "level": env("GUICHET_JOURNAL", default="WARNING")},
}

"""How allauth behaves here: no open sign-up; TOTP for the guichet and the State, a mailed code for others."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator

from guichet.comptes.roles import ROLES
from guichet.models import Appartenance

RECENT = 300  # seconds
ROLES_TOTP = [code for code, role in ROLES.items() if role.totp]


def needs_totp(utilisateur) -> bool:
    """Tell whether one of the user's open roles asks for an authenticator application."""
    if utilisateur.demonstration:
        return False
    return Appartenance.objects.filter(
        utilisateur=utilisateur, active=True, role_code__in=ROLES_TOTP
    ).exists()


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by invitation only."""

    def is_open_for_signup(self, request) -> bool:
        """Refuse free sign-up: an account comes from an invitation."""
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        """Ask for the password again, unless it was given in the last five minutes."""
        recents = [r["at"] for r in get_authentication_records(self.request, self.request.user)]
        return not recents or time.time() - max(recents) > RECENT

    def is_login_by_code_required(self, login) -> bool:
        """Ask for the e-mailed code when no application protects the account (demo accounts excepted)."""
        utilisateur = login.user
        if utilisateur is None or utilisateur.demonstration or needs_totp(utilisateur):
            return False
        return not Authenticator.objects.filter(user=utilisateur, type=Authenticator.Type.TOTP).exists()


class MfaAdapter(DefaultMFAAdapter):
    """Names in the authenticator application."""

    def get_totp_label(self, user) -> str:
        """Return the line that the application shows."""
        return user.email

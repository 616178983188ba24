"""How allauth behaves here: no open sign-up; a second factor for the guichet and the State."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are opened by invitation only."""

    def is_open_for_signup(self, request) -> bool:
        """Refuse free sign-up: an account comes from an invitation."""
        return False


class MfaAdapter(DefaultMFAAdapter):
    """TOTP names."""

    def get_totp_label(self, user) -> str:
        """Return the line shown by the authenticator application."""
        return user.email

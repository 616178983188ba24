"""A mail server that fails when told to."""

from django.core.mail.backends.locmem import EmailBackend

ERREURS: list[Exception] = []


class ServeurCapricieux(EmailBackend):
    """Raises the first of ERREURS as long as there is one."""

    def send_messages(self, messages):
        if ERREURS:
            raise ERREURS[0]
        return super().send_messages(messages)

"""Sending what waits in the outbox: exactly once, as far as SMTP allows.

Each mail is claimed in a short transaction (`essais` counted, next attempt put off by RESERVE), handed to
the mail server with no transaction held, then marked as sent in another. A crash before the server's answer
sends it again; a crash between that answer and the mark, a few milliseconds, sends the same message a second
time, under the same Message-ID: that is what mail systems recognise as one message.
"""

import hashlib
import logging
import smtplib
from datetime import timedelta
from email.utils import formataddr, parseaddr

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction

from guichet.base.horloge import maintenant
from guichet.courriels.models import Courriel

journal = logging.getLogger(__name__)
LOT = 100
DELAI_SMTP = 20  # seconds
RESERVE = timedelta(seconds=45)  # longer than one exchange with the server
ATTENTES = (60, 300, 900, 3600, 4 * 3600, 12 * 3600)  # seconds after the first, second… failure
ESSAIS_MAX = len(ATTENTES) + 1


def send_due() -> int:
    """Send every due mail of the running scope; return how many the server took."""
    envoyes = 0
    connexion = get_connection(timeout=DELAI_SMTP)
    try:
        for _ in range(LOT):
            courriel = _claim()
            if courriel is None or not _open(connexion, courriel):
                break
            envoyes += _send(courriel, connexion)
    finally:
        connexion.close()
    return envoyes


def message_id(courriel: Courriel) -> str:
    """Return the identifier of a mail, the same at each attempt."""
    domaine = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    empreinte = hashlib.sha256(courriel.cle.encode()).hexdigest()[:16]
    return f"<{courriel.territoire_id}.{courriel.pk}.{empreinte}@{domaine}>"


def _claim() -> Courriel | None:
    """Take one due mail for this process, for RESERVE."""
    instant = maintenant()
    with transaction.atomic():
        courriel = (
            Courriel.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
            .select_related("territoire")
            .filter(envoye_le=None, annule_le=None, abandonne_le=None, prochain_essai__lte=instant)
            .order_by("prochain_essai", "pk")
            .first()
        )
        if courriel is not None:
            courriel.essais += 1
            courriel.prochain_essai = instant + RESERVE
            courriel.save(update_fields=["essais", "prochain_essai"])
    return courriel


def _open(connexion, courriel: Courriel) -> bool:
    """Reach the mail server; when it is away only this mail counts an attempt, the others wait untouched."""
    try:
        connexion.open()
    except (OSError, smtplib.SMTPException) as erreur:
        _note_failure(courriel, erreur)
        return False
    return True


def _send(courriel: Courriel, connexion) -> bool:
    expediteur = formataddr((courriel.territoire.porteur, parseaddr(settings.DEFAULT_FROM_EMAIL)[1]))
    message = EmailMessage(
        subject=courriel.sujet,
        body=courriel.corps,
        from_email=expediteur,
        to=[courriel.destinataire],
        headers={"Message-ID": message_id(courriel), "Auto-Submitted": "auto-generated"},
        connection=connexion,
    )
    try:
        message.send()
    except (OSError, ValueError, smtplib.SMTPException) as erreur:
        connexion.close()
        _note_failure(courriel, erreur)
        return False
    with transaction.atomic():
        Courriel.objects.filter(pk=courriel.pk).update(envoye_le=maintenant(), erreur="")
    return True


def _note_failure(courriel: Courriel, erreur: Exception) -> None:
    """Put a mail off, or give it up when its address is refused for good or after ESSAIS_MAX."""
    instant = maintenant()
    courriel.erreur = _sentence(erreur)[:300]
    if courriel.essais >= ESSAIS_MAX or _for_good(erreur):
        courriel.abandonne_le = instant
    else:
        courriel.prochain_essai = instant + timedelta(seconds=ATTENTES[courriel.essais - 1])
    with transaction.atomic():
        courriel.save(update_fields=["erreur", "abandonne_le", "prochain_essai"])
    journal.warning("Courriel %s, essai %s : %s", courriel.pk, courriel.essais, type(erreur).__name__)


def _sentence(erreur: Exception) -> str:
    """Say in French what went wrong, with the server's own words."""
    if isinstance(erreur, smtplib.SMTPRecipientsRefused):
        code, texte = next(iter(erreur.recipients.values()))
        return f"Adresse refusée par le serveur du destinataire ({code} {texte.decode(errors='replace')})."
    if isinstance(erreur, smtplib.SMTPException):
        return f"Message refusé par le serveur d’envoi ({erreur})."
    if isinstance(erreur, ValueError):
        return f"Adresse ou objet impossible à écrire ({erreur})."
    return f"Serveur d’envoi injoignable ({erreur})."


def _for_good(erreur: Exception) -> bool:
    if isinstance(erreur, smtplib.SMTPRecipientsRefused):
        return all(500 <= code < 600 for code, _ in erreur.recipients.values())
    return isinstance(erreur, ValueError)  # an address or a header that can never be written

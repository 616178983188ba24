"""The seal that this installation uses: the collectivité's own, or one made here for a demonstration."""

import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guichet.base.erreurs import Refus
from guichet.documents.certificats import Certificat, certificat_de_demonstration, certificat_pkcs12
from guichet.documents.sceau import Sceau

TITULAIRE = "Guichet des clauses sociales, démonstration"
# A demonstration may run under any fixed clock: its certificate is valid from the oldest data on.
DEPUIS = datetime.datetime(2015, 1, 1, tzinfo=datetime.UTC)


def sceau_courant() -> Sceau:
    """Return the seal of the settings. Raises Refus (SCEAU_ABSENT, SCEAU_ILLISIBLE)."""
    return Sceau(certificat_courant(), settings.HORODATAGE_URL)


def certificat_courant() -> Certificat:
    """Return the certificate of GUICHET_SCEAU_P12, else, with local servers or DEMO, the demonstration's."""
    if settings.SCEAU_P12:
        return _pkcs12(settings.SCEAU_P12, settings.SCEAU_MOT_DE_PASSE)
    if settings.DEMO or settings.SERVICES_LOCAUX:
        dossier = Path(settings.DONNEES) / "sceau"
        return certificat_de_demonstration(dossier, titulaire=TITULAIRE, le=DEPUIS)
    raise Refus(
        "SCEAU_ABSENT",
        "Aucun certificat de cachet n’est installé : aucun document ne peut être émis.",
        "L’administrateur du serveur indique un fichier PKCS#12 dans GUICHET_SCEAU_P12.",
    )


@lru_cache(maxsize=2)
def _pkcs12(chemin: str, mot_de_passe: str) -> Certificat:
    return certificat_pkcs12(Path(chemin), mot_de_passe)

"""Rows that the demonstration may lack and that a page of the table needs to be seen."""

from guichet.base.horloge import aujourdhui, maintenant
from guichet.fichiers.services import deposer_fichier
from guichet.models import Acteur, Fichier, Preuve
from guichet.territoires.acces import acces_systeme
from marches.models import Lot
from publics.models import Participant, Titre, Verification
from reporting.bilans.services import creer_bilan
from reporting.models import Bilan


def complete(territoire) -> None:
    """Write them in a territoire in scope."""
    par, jour = acces_systeme(territoire), aujourdhui(territoire)
    personne = Participant.objects.order_by("-pk").first()
    ici = {"territoire": territoire}
    Titre.objects.create(**ici, participant=personne, genre="pass_iae", debut=jour)
    Verification.objects.create(
        **ici, numero="VER-ESSAI", structure=Acteur.objects.get(nom__startswith="Sèvre Intérim"),
        lot=Lot.objects.en_execution().first(), participant=personne, nom=personne.nom,
        prenom=personne.prenom, ne_le=personne.ne_le, debut=jour, reponse="vert", code="CONFORME",
        phrase="La mission peut commencer.",
    )  # fmt: skip
    if not Fichier.objects.filter(sensible=True).exists():
        deposer_fichier(
            nom="preuve.pdf", contenu=b"%PDF-1.7", type_mime="application/pdf", sensible=True, par=par
        )
    if not Bilan.objects.filter(etat="brouillon").exists():
        creer_bilan(annee=2014, par=par)
    if not Preuve.objects.exists():
        Preuve.objects.create(
            code="7QF4-KM2D-9XTP", numero="D1-2026-0412", version=1, genre="Convention tripartite",
            emetteur=territoire.porteur, emis_le=maintenant(), sha256="0" * 64, taille=1,
        )  # fmt: skip

"""Jobs about relevés and decisions: reading of big files, reminders and deadlines of each day."""

from datetime import timedelta
from io import BytesIO

from django.db import transaction

from guichet.base.horloge import aujourdhui
from guichet.fichiers.services import ouvrir
from guichet.travaux.registre import travail
from guichet.travaux.services import avancer, terminer
from publics.models import EtatReleve, Releve
from publics.releves.lecture import memoire_de
from publics.services import decisions_suite, releves_mois
from publics.services.missions_suite import actualiser_missions
from publics.services.releves import charger_lecture, lire_fichier
from publics.services.transitions import lock


@travail("lire_releve", bail=timedelta(seconds=90))
def lire_releve_depose(tache, acces) -> dict:
    """Read a big file and check its lines: all of them, or none with the reason.

    Nothing is read once another file, or hours typed, took its place.
    """
    avancer(tache, 5, "Lecture du fichier")
    with transaction.atomic():
        releve = Releve.objects.select_related("employeur", "fichier").get(pk=tache.parametres["releve"])
        if not _attend(releve, tache):
            return {"lignes": 0}
        memoire = memoire_de(releve.employeur)
    with ouvrir(releve.fichier) as flux:
        lu = lire_fichier(releve, BytesIO(flux.read()), releve.fichier.nom, choix={}, memoire=memoire)
    lignes = sum(len(tableau.lignes) for tableau in lu.reconnu.tableaux)
    avancer(tache, 50, f"Contrôle de {lignes} lignes")
    with transaction.atomic():
        releve = lock(Releve, releve.pk)
        if not _attend(releve, tache):
            return {"lignes": 0}
        charger_lecture(releve=releve, lu=lu, choix={}, par=acces)
        terminer(tache, {"lignes": lignes}, adresse=acces.url("publics:releve", releve.pk))
    return {"lignes": lignes}


def _attend(releve: Releve, tache) -> bool:
    return releve.etat == EtatReleve.BROUILLON and releve.travail_id == tache.pk


@travail("rappeler_releves", chaque_jour=True)
def rappeler_releves(tache, acces) -> dict:
    """Remind the structures that sent nothing, on the days of the territoire (R5)."""
    with transaction.atomic():
        nombre = releves_mois.rappeler(jour=aujourdhui(acces.territoire), par=acces)
    return {"rappels": nombre}


@travail("suivre_decisions", chaque_jour=True)
def suivre_decisions(tache, acces) -> dict:
    """Send the proposals whose days to answer are over, remind the buyers, apply agreed silence (R3)."""
    with transaction.atomic():
        return decisions_suite.suivre_decisions(jour=aujourdhui(acces.territoire), par=acces)


@travail("actualiser_missions", chaque_jour=True)
def actualiser_missions_du_jour(tache, acces) -> dict:
    """Start the missions whose first day has come, end those whose last day is past."""
    with transaction.atomic():
        return actualiser_missions(par=acces)

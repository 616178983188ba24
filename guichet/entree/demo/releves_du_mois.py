"""Relevés of last month, sent by some structures in the first days of this one; others are still awaited."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from django.db.models import Avg

from guichet.base.horloge import PARIS, figer, maintenant
from guichet.entree.demo.scene import Scene
from guichet.models import Acteur
from guichet.territoires.acces import Acces
from publics.models import EtatLigne, LigneReleve, Mission, Releve
from publics.regles.calendrier import ajouter_mois, dernier_du_mois
from publics.services.releves import deposer_releve
from publics.services.releves_controle import Reponse, accepter_lignes_sans_anomalie, decider_ligne
from publics.services.releves_envoi import envoyer_releve
from publics.services.releves_lignes import confirmer_ligne
from publics.services.releves_saisie import saisir_releve

# Hours declared by people whom the scenario names; the others are drawn.
DECLAREES = {"Belkacem": "62", "Girard": "56.50", "Aubin": "20", "Benali": "226", "Petit": "56"}
EXCUSE = "Deux chantiers de nuit, planning joint."


def releves_du_mois(scene: Scene) -> None:
    """Deposit last month's relevés, once a month: each structure at its own pace."""
    mois = ajouter_mois(scene.jour.replace(day=1), -1)
    if Releve.objects.filter(employeur=scene.acteurs["coup-de-main"], mois=mois).exists():
        return
    guichet = scene.acces["facilitation"]
    with figer(_day(scene, 3)):
        releve = _send(scene, "geiq", mois, scene.acces["structure-geiq"])
    with figer(_day(scene, 4)):
        releve = _send(scene, "coup-de-main", mois, scene.acces["structure-ai"])
    with figer(_day(scene, 5)):
        releve = _send(scene, "esat", mois, scene.acces["assistance"], Releve.Origine.PAPIER)
    with figer(_day(scene, 6)):
        accepter_lignes_sans_anomalie(releve=releve, par=guichet)
        releve = _send(scene, "bati-plaine", mois, scene.acces["assistance"], Releve.Origine.COURRIEL)
    with figer(_day(scene, 7)):
        _ask_again(releve, guichet)
        _prepare_file(scene, mois)


def _day(scene: Scene, quantieme: int) -> datetime:
    """A day of the month at ten, never after now."""
    voulu = scene.jour.replace(day=1) + timedelta(days=quantieme - 1)
    return min(datetime.combine(voulu, time(10), tzinfo=PARIS), maintenant())


def _expected(employeur: Acteur, mois: date) -> list[Mission]:
    missions = Mission.objects.filter(employeur=employeur, etat="en_cours")
    actives = missions.actives_en(mois, dernier_du_mois(mois)).select_related("participant", "lot__marche")
    return list(actives.order_by("debut", "pk"))


def _hours(mission: Mission, hasard: Random) -> Decimal:
    """What somebody declares: as much as in the months before, a little more or less."""
    connues = DECLAREES.get(mission.participant.nom)
    if connues:
        return Decimal(connues)
    passees = LigneReleve.objects.filter(mission=mission, courante=True).aggregate(moyenne=Avg("heures"))
    quarts = float(passees["moyenne"] or 60) * 4 * hasard.uniform(0.8, 1.3)
    return Decimal(round(quarts)) / 4


def _send(scene: Scene, cle: str, mois: date, par: Acces, origine=Releve.Origine.STRUCTURE) -> Releve:
    """Type the hours of the running missions, confirm what is asked, send."""
    hasard, employeur = Random(f"{cle} {mois}"), scene.acteurs[cle]
    lignes = [(mission, _hours(mission, hasard)) for mission in _expected(employeur, mois)]
    releve = saisir_releve(employeur=employeur, mois=mois, lignes=lignes, origine=origine, par=par)
    for ligne in LigneReleve.objects.filter(releve=releve, etat=EtatLigne.A_CONFIRMER):
        confirmer_ligne(ligne=ligne, motif=EXCUSE, par=par)
    return envoyer_releve(releve=releve, par=par)


def _ask_again(releve: Releve, par: Acces) -> None:
    """The guichet asks for a correction of the first line; the structure has it to do."""
    ligne = LigneReleve.objects.filter(releve=releve, courante=True).order_by("numero").first()
    if ligne is None:
        return
    message = f"Ligne {ligne.numero} : le contrat joint finit avant ces heures. Joignez celui du mois."
    decider_ligne(
        ligne=ligne, reponse=Reponse(acte="corriger", motif="R6_HORS_CONTRAT", message=message), par=par
    )
    accepter_lignes_sans_anomalie(releve=releve, par=par)


def _prepare_file(scene: Scene, mois: date) -> None:
    """The temp agency has dropped its file; a few rows are to be put right before it leaves."""
    employeur, hasard = scene.acteurs["sevre-interim"], Random(f"fichier {mois}")
    rangs = [";".join(("Nom", "Prénom", "Marché", "Lot", "Heures"))]
    for rang, mission in enumerate(_expected(employeur, mois)):
        personne, marche = mission.participant, mission.lot.marche
        nom = personne.nom[:-1] + "x" if rang == 2 else personne.nom
        objet = "Chantier de la mairie annexe" if rang == 4 else marche.objet
        heures = str(_hours(mission, hasard)).replace(".", ",")
        rangs.append(";".join((nom.upper(), personne.prenom, objet, mission.lot.numero, heures)))
    deposer_releve(
        employeur=employeur,
        mois=mois,
        nom=f"heures_{mois:%Y_%m}.csv",
        contenu="\r\n".join(rangs).encode("utf-8-sig"),
        par=scene.acces["structure-etti"],
    )

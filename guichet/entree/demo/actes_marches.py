"""Acts of the last weeks about marchés: one to study, one in consultation, exchanges to come back to."""

from decimal import Decimal

from guichet.base.horloge import figer
from guichet.entree.demo.actes_personnes import JEAN_MACE
from guichet.entree.demo.scene import Scene
from guichet.journal.services import noter
from guichet.territoires.acces import Acces
from marches.models import Lot
from marches.services.calculs import enregistrer_calcul
from marches.services.etats import changer_etat
from marches.services.marches import creer_marche


def jouer_les_marches(scene: Scene) -> None:
    """Record a marché to study, another in consultation, and notes."""
    _study(scene)
    _consultation(scene)
    _notes(scene)


def _study(scene: Scene) -> None:
    """A marché that the guichet must study before its notice leaves."""
    metiers = {
        "1": ("Gros œuvre", "maconnerie", 980_000),
        "2": ("Charpente et couverture", "couverture", 420_000),
        "3": ("Menuiseries intérieures", "menuiserie_interieure", 310_000),
        "4": ("Électricité", "electricite", 350_000),
        "5": ("Peinture et sols", "peinture", 340_000),
    }
    par = scene.acces["facilitation"]
    with figer(scene.il_y_a(2)):
        marche = creer_marche(
            valeurs={
                "donneur_ordre": scene.acteurs["chauray"],
                "numero": f"{scene.jour.year}-MED-01",
                "objet": "Médiathèque de Chauray",
                "nature": "travaux",
                "montant": Decimal(2_400_000),
                "duree_mois": 18,
                "publie_le": scene.il_y_a(-11),
                "referent": par.utilisateur,
            },
            lots=[
                {"numero": numero, "intitule": intitule, "metier": metier, "montant": Decimal(montant)}
                for numero, (intitule, metier, montant) in metiers.items()
            ],
            par=par,
        )
        for lot in Lot.objects.filter(marche=marche).order_by("numero"):
            changer_etat(lot=lot, verbe="etudier", depuis="identifie", reponses={}, par=par)


def _consultation(scene: Scene) -> None:
    """A marché in consultation, its clause written."""
    par = scene.acces["facilitation"]
    with figer(scene.il_y_a(40)):
        marche = creer_marche(
            valeurs={
                "donneur_ordre": scene.acteurs["ville-niort"],
                "service": scene.acteurs["service-batiments"],
                "numero": f"{scene.jour.year}-TVX-402",
                "objet": "Crèche des Brizeaux, extension",
                "nature": "travaux",
                "montant": Decimal(860_000),
                "duree_mois": 14,
                "referent": par.utilisateur,
            },
            lots=[
                {"numero": "1", "intitule": "Maçonnerie", "metier": "maconnerie", "montant": Decimal(420_000)}
            ],
            par=par,
        )
    lot = Lot.objects.get(marche=marche)
    for il_y_a, verbe, depuis, reponses in (
        (39, "etudier", "identifie", {}),
        (33, "retenir_clause", "a_etude", {"dispositif": "condition"}),
        (25, "lancer_consultation", "clause_retenue", {"date_lancement": scene.il_y_a(25)}),
    ):
        with figer(scene.il_y_a(il_y_a)):
            if verbe == "retenir_clause":
                _compute(lot, par)
            lot = changer_etat(lot=lot, verbe=verbe, depuis=depuis, reponses=reponses, par=par)


def _compute(lot: Lot, par: Acces) -> None:
    """R1: 420 000 € × 50 % × 6 % / 30 = 420 h."""
    enregistrer_calcul(
        lot=lot,
        methode="montant",
        parametres={
            "montant_ht": Decimal(420_000),
            "part_main_oeuvre": Decimal("0.50"),
            "taux_insertion": Decimal("0.06"),
            "cout_horaire": Decimal(30),
        },
        par=par,
    )


def _notes(scene: Scene) -> None:
    """An exchange to come back to, and one for the record."""
    lot = scene.lot(JEAN_MACE, "3")
    with figer(scene.il_y_a(3)):
        noter(
            objet=lot,
            genre="appel",
            texte="Rappeler Thierry Caillaud : prévision sous l’engagement, demander un rattrapage.",
            relancer_le=scene.il_y_a(1),
            par=scene.acces["facilitation"],
        )
    with figer(scene.il_y_a(8)):
        noter(
            objet=scene.acteurs["chantiers"],
            genre="visite",
            texte="Encadrante absente, relevé promis pour la fin de la semaine.",
            relancer_le=scene.il_y_a(-3),
            par=scene.acces["assistance"],
        )

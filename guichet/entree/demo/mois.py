"""The running month of Niort: what has just happened, and what waits for each role."""

from django.db import transaction

from guichet.base.horloge import aujourdhui
from guichet.entree.demo.actes_marches import jouer_les_marches
from guichet.entree.demo.actes_personnes import jouer_les_personnes
from guichet.entree.demo.conventions import ecrire_conventions
from guichet.entree.demo.releves_du_mois import releves_du_mois
from guichet.entree.demo.scene import scene_de
from guichet.entree.demo.territoires import acteurs_par_cle
from publics.models import Prescription


@transaction.atomic
def vivre_le_mois(territoire) -> None:
    """Play the last weeks of a territoire in scope: acts once, relevés once a month."""
    jour, acteurs = aujourdhui(territoire), acteurs_par_cle(territoire.slug)
    scene = scene_de(territoire, acteurs, jour)
    if not Prescription.objects.filter(prescripteur_nom="Claire Bonnin").exists():
        ecrire_conventions(acteurs, scene.acces["administration"], jour)
        jouer_les_personnes(scene)
        jouer_les_marches(scene)
    releves_du_mois(scene)

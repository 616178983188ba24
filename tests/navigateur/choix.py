"""Which row of a territoire fills the address of a rule: the latest that the reader may see."""

from django.urls import reverse

from conventions.models import Convention
from guichet.journal.references import reference
from guichet.models import Acteur, Contact, Courriel, Document, Fichier, Preuve, Travail
from marches.etats import TRANSITIONS
from marches.models import Attribution, Chargement, Engagement, Exemption, Lot, Marche, Operation
from publics.models import (
    Decision,
    LigneReleve,
    Mission,
    Participant,
    Prescription,
    Releve,
    Titre,
    Verification,
)
from reporting.models import Bilan
from tests.droits.exemples import parameters

# objet key → (model, condition). An absent key fails the visit: add it here.
CHOIX = {
    "acteur": (Acteur, {"est_partenaire": True}),
    "donneur_ordre": (Acteur, {"est_donneur_ordre": True, "parent": None}),
    "contact": (Contact, {}),
    "marche": (Marche, {}),
    "lot": (Lot, {}),
    "attribution": (Attribution, {}),
    "engagement": (Engagement, {}),
    "exemption": (Exemption, {}),
    "operation": (Operation, {}),
    "chargement": (Chargement, {}),
    "participant": (Participant, {}),
    "prescription": (Prescription, {}),
    "mission": (Mission, {}),
    "titre_fiche": (Titre, {"genre": "fiche"}),
    "titre_pass": (Titre, {"genre": "pass_iae"}),
    "verification": (Verification, {}),
    "releve": (Releve, {"fichier__isnull": False, "lecture__has_key": "feuilles"}),
    "ligne": (LigneReleve, {"heures_a_decider__gt": 0}),
    "decision": (Decision, {}),
    "convention": (Convention, {}),
    "bilan": (Bilan, {}),
    "courriel": (Courriel, {}),
    "travail": (Travail, {}),
    "document": (Document, {}),
    "fichier": (Fichier, {"sensible": False}),
    "reference": (Lot, {"etat": "en_cours"}),
}
# A URL that needs its object in a given state.
EN_PARTICULIER = {
    "conventions:convention_rediger": (Convention, {"etat": "brouillon"}),
    "conventions:convention_signature": (Convention, {"etat": "a_signer"}),
    "reporting:bilan_rediger": (Bilan, {"etat": "brouillon"}),
    "reporting:lot": (Lot, {"etat": "en_cours"}),
    "marches:lot_etat": (Lot, {"etat": "en_cours"}),
    "publics:releve_controle": (Releve, {"etat": "depose"}),
    "fichiers:telecharger": (Fichier, {"sensible": True}),
}
FICHIERS = {"documents:telecharger", "fichiers:montrer", "publics:releve_modele", "publics:releve_erreurs"}
"""Answer a file, never a page."""
FRAGMENTS = {"travaux:progres", "marches:lot_calcul_resultat"}
"""Parts that another page asks for by itself: seen there."""
HORS = {"account_logout", "sante", "mfa_deactivate_totp", "mfa_view_recovery_codes"}
"""Nothing to see: an act, a probe, or a page of somebody who has an application."""


def is_page(regle) -> bool:
    """Whether a rule answers a page that somebody opens with the keys that tests have."""
    hors = regle.url in FICHIERS | FRAGMENTS | HORS or {"jeton", "key"} & set(parameters(regle.url))
    return "GET" in regle.methodes and not hors


def first_address(regle, acces) -> str:
    """Return the address of a rule for a reader, empty when nothing fills it there or it is not a page."""
    if not is_page(regle):
        return ""
    noms = parameters(regle.url)
    valeurs = {"slug": acces.territoire.slug if acces else "", "departement": "79"}
    if "code" in noms:
        valeurs["code"] = getattr(Preuve.objects.order_by("-pk").first(), "code", "7QF4-KM2D-9XTP")
    if regle.objet and {"pk", "reference"} & set(noms):
        objet = _row(regle, acces)
        if objet is None:
            return ""
        valeurs |= {"pk": objet.pk, "reference": reference(objet)}
        if "verbe" in noms:
            valeurs["verbe"] = TRANSITIONS[objet.etat][0].verbe
    adresse = reverse(regle.url, kwargs={nom: valeurs[nom] for nom in noms})
    return adresse + _asked(regle.url, acces)


def _row(regle, acces):
    modele, condition = EN_PARTICULIER.get(regle.url) or CHOIX[regle.objet]
    return modele.objects.visible_to(acces).filter(**condition).order_by("-pk").first()


def _asked(url: str, acces) -> str:
    if url != "publics:releve_saisir" or not acces.est_guichet:
        return ""
    employeur = Acteur.objects.partenaires().order_by("pk").first()
    return f"?employeur={employeur.pk}" if employeur else "?employeur=0"

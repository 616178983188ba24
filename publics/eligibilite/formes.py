"""Shape of the facts (docs/schemas/eligibilite-faits.json says the same to other programs)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from publics.eligibilite.faits import (
    Contrats,
    DemandePoste,
    Employeur,
    Faits,
    HeuresPoste,
    Lot,
    Personne,
    Prolongation,
)
from publics.eligibilite.lecture import (
    INVALIDE,
    Faute,
    Fautes,
    Lecteur,
    booleen,
    choix,
    entier,
    jour,
    liste,
    mois,
    motif,
    nombre,
    objet,
    texte,
)
from publics.eligibilite.questions import question
from publics.regles.calendrier import dernier_du_mois
from publics.regles.faits import (
    Contrat,
    Decision,
    Demande,
    EtatFiche,
    Fiche,
    NatureContrat,
    PassIae,
    Periode,
    Statut,
    StatutTitre,
    TypeEmployeur,
)
from publics.regles.jours_feries import Zone
from publics.regles.parametres import Parametres
from publics.regles.repartition import Saisie

DUREE = entier(1, 120)
JOURS = entier(0, 366)
SEUIL = nombre(Decimal(1), Decimal(1000))
POSTE = {"lot": texte, "employeur": texte}


def _parametres(**lus: Any) -> Parametres:
    ensembles = {cle: frozenset(lus[cle]) for cle in ("statuts_acceptes", "feries_locaux") if cle in lus}
    return Parametres(**{**lus, **ensembles})


PARAMETRES = objet(
    _parametres,
    {},
    {
        "validite_fiche_mois": DUREE,
        "ecart_mission_jours": JOURS,
        "accepte_pass_iae": booleen,
        "statuts_acceptes": liste(choix(StatutTitre)),
        "reponse_jours": JOURS,
        "relance_jours": JOURS,
        "silence_jours": JOURS,
        "duree_eligibilite_mois": DUREE,
        "duree_cdi_mois": DUREE,
        "nouvelle_periode_mois": DUREE,
        "jour_echeance": entier(1, 31),
        "jours_rappels": liste(entier(1, 31)),
        "zone_feriee": choix(Zone),
        "feries_locaux": liste(jour),
        "seuil_semaine_heures": SEUIL,
        "seuil_mois_heures": SEUIL,
        "seuil_ligne_heures": SEUIL,
        "ecart_mois_precedent": nombre(Decimal("0.01"), Decimal(10)),
        "taux_horaire_facture": SEUIL,
    },
)

PROLONGATION = objet(Prolongation, {"mois": entier(1, 60)}, {"motif": texte, "auteur": texte})
PERSONNE = objet(
    Personne,
    {},
    {"id": texte, "premiere_mission_connue": jour, "prolongations": liste(PROLONGATION)},
)
PROLONGATION_PASS = objet(Periode, {"debut": jour, "fin": jour}, {})
SUSPENSION = objet(Periode, {"debut": jour}, {"fin": jour})


def _sans_nature(fabrique: Any) -> Any:
    def construire(nature: str, numero: str = "", **lus: Any) -> Any:
        return fabrique(**lus)

    return construire


TITRES: dict[str, Lecteur] = {
    "fiche": objet(
        _sans_nature(Fiche),
        {"nature": texte, "signee_le": jour},
        {"etat": choix(EtatFiche), "situation_changee_le": jour},
    ),
    "pass_iae": objet(
        _sans_nature(PassIae),
        {"nature": texte, "debut": jour, "fin": jour},
        {
            "numero": motif(r"99999\d{7}", "un numéro de PASS IAE (99999 puis 7 chiffres)"),
            "suspensions": liste(SUSPENSION),
            "prolongations": liste(PROLONGATION_PASS),
        },
    ),
    "statut": objet(
        _sans_nature(Statut),
        {"nature": texte, "statut": choix(StatutTitre), "debut": jour},
        {"fin": jour, "employeur": texte},
    ),
}


def titre(valeur: Any, chemin: str, fautes: Fautes) -> Any:
    """A title, by its `nature`."""
    nature = valeur.get("nature") if isinstance(valeur, dict) else None
    if isinstance(nature, str) and nature in TITRES:
        return TITRES[nature](valeur, chemin, fautes)
    attendu = "une nature parmi " + ", ".join(TITRES)
    return fautes.noter(Faute.FAITS_VALEUR, f"{chemin}.nature", attendu, nature)


def _demande(lot: str, employeur: str, **lus: Any) -> DemandePoste:
    return DemandePoste(lot=lot, employeur=employeur, demande=Demande(**lus))


DEMANDE = objet(
    _demande,
    {**POSTE, "deposee_le": jour, "decision": choix(Decision)},
    {"complete_le": jour, "decidee_le": jour, "debut_prevu": jour},
)
CONTRAT = objet(
    Contrat,
    {"debut": jour},
    {
        "fin": jour,
        "nature": choix(NatureContrat),
        "embauche_le": jour,
        "permanent": booleen,
        "globalise": booleen,
    },
)
MISSION = objet(Contrats, {**POSTE, "contrats": liste(CONTRAT, 1)}, {})


@dataclass(frozen=True, kw_only=True)
class _Heures:
    """Hours as told: for a `jour`, a `mois`, or from `debut` to `fin`."""

    lot: str
    employeur: str
    heures: Decimal
    jour: date | None = None
    mois: date | None = None
    debut: date | None = None
    fin: date | None = None


HEURES = objet(
    _Heures,
    {**POSTE, "heures": nombre(Decimal(-1000), Decimal(1000))},
    {"jour": jour, "mois": mois, "debut": jour, "fin": jour},
)


def heures(valeur: Any, chemin: str, fautes: Fautes) -> Any:
    """Hours of a post, their days being all in one month."""
    lues = HEURES(valeur, chemin, fautes)
    if lues is INVALIDE:
        return INVALIDE
    donnees = {cle for cle in ("jour", "mois", "debut", "fin") if getattr(lues, cle)}
    if donnees not in ({"jour"}, {"mois"}, {"debut", "fin"}):
        attendu = "« jour », ou « mois », ou « debut » et « fin »"
        return fautes.noter(Faute.FAITS_PERIODE, chemin, attendu, " et ".join(sorted(donnees)) or None)
    premier = lues.jour or lues.mois or lues.debut
    dernier = lues.jour or lues.fin or dernier_du_mois(premier)
    if dernier > dernier_du_mois(premier):
        return fautes.noter(
            Faute.FAITS_PERIODE, f"{chemin}.fin", "un jour du même mois que le début", dernier
        )
    return HeuresPoste(lot=lues.lot, employeur=lues.employeur, saisie=Saisie(premier, dernier, lues.heures))


FAITS = objet(
    Faits,
    {"questions": liste(question, 1)},
    {
        "parametres": PARAMETRES,
        "personne": PERSONNE,
        "titres": liste(titre),
        "lots": liste(objet(Lot, {"id": texte}, {"notifie_le": jour})),
        "employeurs": liste(objet(Employeur, {"id": texte, "type": choix(TypeEmployeur)}, {})),
        "demandes": liste(DEMANDE),
        "missions": liste(MISSION),
        "heures": liste(heures),
    },
)

"""R12: must this consultation carry a social clause (L2112-2-1)? Pure: date and thresholds are given."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from marches.donnees import MotifExemption, Seuil, debut_obligation, motifs_exemption, seuils_r12

SOUMIS, NON_SOUMIS, A_VERIFIER = "soumis", "non_soumis", "a_verifier"
ETAT, LOCAL, ENTITE_ADJUDICATRICE, PRIVE = "etat", "local", "entite_adjudicatrice", "prive"
TRAVAUX, SERVICES, FOURNITURES, CONCESSION = "travaux", "services", "fournitures", "concession"
SAISIE, DECP = "saisie", "decp"
# A public establishment is the State's or a local one: somebody must say.
ACHETEUR_PAR_CATEGORIE = {
    "etat": ETAT,
    "commune": LOCAL,
    "epci": LOCAL,
    "departement": LOCAL,
    "region": LOCAL,
    "bailleur": LOCAL,
    "hopital": LOCAL,
    "sem": LOCAL,
    "prive": PRIVE,
}
ACHETEURS = {ETAT, LOCAL, ENTITE_ADJUDICATRICE, PRIVE}
NATURES = {TRAVAUX, SERVICES, FOURNITURES, CONCESSION}


@dataclass(frozen=True)
class Exemption:
    """A line of the register of exemptions: ground (code), reasons in full, who decided, when."""

    motif: str
    texte: str
    auteur: str
    date: date | None


@dataclass(frozen=True)
class Verdict:
    """`statut` is soumis, non_soumis or a_verifier; `code` is stable; `phrase` is French for the screen."""

    statut: str
    code: str
    phrase: str
    seuil_ht: Decimal | None = None


def totaliser_besoin(lots: Iterable[Decimal | None]) -> Decimal | None:
    """Estimated total need over all lots, euros excluding tax; None without lot or when an estimate lacks."""
    montants = list(lots)
    if not montants or any(montant is None for montant in montants):
        return None
    return sum(montants, Decimal(0))


def acheteur_r12(categorie: str) -> str | None:
    """Kind of buyer of R12 for a category of donneur d'ordre; None when it must be asked (entities that run
    networks, `entite_adjudicatrice`, are always told by hand)."""
    return ACHETEUR_PAR_CATEGORIE.get(categorie)


def qualifier_obligation(
    *,
    lancement: date | None,
    besoin_total: Decimal | None,
    acheteur: str | None,
    nature: str,
    exemption: Exemption | None = None,
    origine: str = SAISIE,
    seuils: tuple[Seuil, ...] | None = None,
) -> Verdict:
    """Verdict of R12 for a whole consultation: it holds for each of its lots.

    `lancement` is the day the consultation was engaged or the notice sent; `besoin_total` the estimate over
    all lots, euros excluding tax; `acheteur` and `nature` are codes of this module (ValueError otherwise).
    A marché known only from DECP has neither datum: the answer is always « à vérifier ».
    """
    if acheteur not in ACHETEURS | {None} or nature not in NATURES:
        raise ValueError(f"acheteur {acheteur!r} ou nature {nature!r} inconnus")
    if origine == DECP:
        return Verdict(
            A_VERIFIER,
            "R12_DECP",
            "À vérifier : les données essentielles ne disent ni la date de lancement ni le besoin total.",
        )
    if acheteur == PRIVE:
        return Verdict(
            NON_SOUMIS,
            "R12_ACHETEUR_PRIVE",
            "Un acheteur privé n’est pas soumis ; sa clause est volontaire.",
        )
    if lancement is None:
        return Verdict(A_VERIFIER, "R12_DATE_INCONNUE", "À vérifier : la date de lancement n’est pas connue.")
    debut = debut_obligation()
    if lancement < debut:
        return Verdict(
            NON_SOUMIS,
            "R12_ANTERIEUR",
            f"Consultation lancée le {_jour(lancement)}, avant le {_jour(debut)} : non soumis.",
        )
    if acheteur is None and nature not in {TRAVAUX, CONCESSION}:
        return Verdict(
            A_VERIFIER, "R12_ACHETEUR_INCONNU", "À vérifier : la catégorie d’acheteur n’est pas précisée."
        )
    return _comparer(lancement, besoin_total, acheteur, nature, exemption, seuils or seuils_r12())


def _comparer(
    lancement: date,
    besoin_total: Decimal | None,
    acheteur: str | None,
    nature: str,
    exemption: Exemption | None,
    seuils: tuple[Seuil, ...],
) -> Verdict:
    categorie = nature if nature in {TRAVAUX, CONCESSION} else acheteur
    seuil = next((s for s in seuils if s.categorie == categorie and s.debut <= lancement <= s.fin), None)
    if seuil is None:
        return Verdict(
            A_VERIFIER,
            "R12_SEUIL_INCONNU",
            f"À vérifier : aucun seuil n’est enregistré pour une consultation lancée le {_jour(lancement)}.",
        )
    if besoin_total is None:
        return Verdict(
            A_VERIFIER,
            "R12_BESOIN_INCONNU",
            "À vérifier : le besoin estimé de tous les lots n’est pas connu.",
            seuil.seuil_ht,
        )
    rapport = (
        f"Besoin estimé de {_euros(besoin_total)} pour l’ensemble des lots, seuil de {_euros(seuil.seuil_ht)}"
    )
    if besoin_total < seuil.seuil_ht:
        return Verdict(NON_SOUMIS, "R12_SOUS_SEUIL", f"{rapport} : non soumis.", seuil.seuil_ht)
    if exemption is not None:
        return _exempter(exemption, nature, rapport, seuil.seuil_ht)
    return Verdict(
        SOUMIS, "R12_SOUMIS", f"{rapport} : une clause sociale est à prévoir pour chaque lot.", seuil.seuil_ht
    )


def _exempter(exemption: Exemption, nature: str, rapport: str, seuil_ht: Decimal) -> Verdict:
    motif = motifs_exemption().get(exemption.motif)
    manque = _manques(exemption, motif)
    if manque:
        phrase = f"À vérifier : l’exemption ne dit pas {manque}."
        return Verdict(A_VERIFIER, "R12_EXEMPTION_INCOMPLETE", phrase, seuil_ht)
    if motif.travaux_seulement and nature != TRAVAUX:
        phrase = f"À vérifier : le motif « {motif.libelle} » ne vaut que pour des travaux."
        return Verdict(A_VERIFIER, "R12_EXEMPTION_INADAPTEE", phrase, seuil_ht)
    phrase = (
        f"{rapport} : exempté le {_jour(exemption.date)} par {exemption.auteur}, motif « {motif.libelle} »."
    )
    return Verdict(NON_SOUMIS, "R12_EXEMPTE", phrase, seuil_ht)


def _manques(exemption: Exemption, motif: MotifExemption | None) -> str:
    attendus = {
        "un motif reconnu": motif,
        "ses raisons": exemption.texte.strip(),
        "son auteur": exemption.auteur.strip(),
        "sa date": exemption.date,
    }
    return ", ".join(nom for nom, valeur in attendus.items() if not valeur)


def _jour(jour: date) -> str:
    return jour.strftime("%d/%m/%Y")


def _euros(montant: Decimal) -> str:
    """Whole euros, thousands separated by a no-break space."""
    return f"{montant:,.0f}".replace(",", "\u00a0") + "\u00a0€"

"""Published modifications of a notice, and those that change nothing."""

from marches.decp.anomalies import Constats
from marches.decp.entreprises import lire_titulaires
from marches.decp.nettoyage import lire_date, lire_duree, lire_liste, lire_montant
from marches.decp.notices import Modification
from marches.decp.textes import en_texte, est_vide, lire_texte


def lire_modifications(contenu: dict, champs: dict, constats: Constats) -> tuple[Modification, ...]:
    """Changes in published order, each compared with the state that the ones before it left."""
    courant = {cle: champs[cle] for cle in ("montant", "duree_mois", "titulaires")}
    lues = []
    for rang, brut in enumerate(lire_liste(contenu.get("modifications"), "modification"), 1):
        champ = f"modifications[{rang}]"
        if not isinstance(brut, dict):
            constats.signaler("DECP_MODIFICATION_ILLISIBLE", champ, f"n° {rang}")
            continue
        nouveau = _nouveau(brut, champ, constats)
        change = {
            cle: valeur for cle, valeur in nouveau.items() if valeur and not _pareil(valeur, courant[cle])
        }
        if not change:
            constats.signaler("DECP_MODIFICATION_SANS_EFFET", champ, f"n° {rang}")
        courant |= change
        lues.append(_modification(brut, champ, nouveau, constats, sans_effet=not change))
    return tuple(lues)


def _nouveau(brut: dict, champ: str, constats: Constats) -> dict:
    """The values a modification gives; a key that it does not carry is not an anomaly."""
    montant = "valeurGlobale" if "valeurGlobale" in brut else "montant"
    titulaires = "concessionnaires" if "concessionnaires" in brut else "titulaires"
    return {
        "montant": lire_montant(brut[montant], f"{champ}.{montant}", constats) if montant in brut else None,
        "duree_mois": lire_duree(brut["dureeMois"], f"{champ}.dureeMois", constats)
        if "dureeMois" in brut
        else None,
        "titulaires": lire_titulaires(brut[titulaires], f"{champ}.{titulaires}", "v1", constats)
        if brut.get(titulaires)
        else (),
    }


def _pareil(valeur: object, courant: object) -> bool:
    if isinstance(valeur, tuple):
        return {titulaire.identifiant for titulaire in valeur} == {
            titulaire.identifiant for titulaire in courant
        }
    return valeur == courant


def _modification(
    brut: dict, champ: str, nouveau: dict, constats: Constats, *, sans_effet: bool
) -> Modification:
    notification = (
        "dateSignatureModification" if "dateSignatureModification" in brut else "dateNotificationModification"
    )
    numero = en_texte(brut.get("id"))
    return Modification(
        numero=None if est_vide(numero) else numero,
        date_notification=lire_date(
            brut.get(notification), f"{champ}.{notification}", constats, facultative=True
        ),
        date_publication=lire_date(
            brut.get("datePublicationDonneesModification"),
            f"{champ}.datePublicationDonneesModification",
            constats,
            facultative=True,
        ),
        objet=lire_texte(brut.get("objetModification"), f"{champ}.objetModification", constats),
        sans_effet=sans_effet,
        **nouveau,
    )

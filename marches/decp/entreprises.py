"""Companies of a notice: titulaires, concessionnaires, sous-traitants."""

from marches.decp.anomalies import Constats
from marches.decp.nettoyage import lire_date, lire_duree, lire_liste, lire_montant, lire_siret
from marches.decp.notices import SousTraitance, Titulaire
from marches.decp.textes import en_texte, est_vide, lire_texte

ELEMENT = {"titulaires": "titulaire", "concessionnaires": "concessionnaire"}


def lire_titulaires(brut: object, champ: str, version: str, constats: Constats) -> tuple[Titulaire, ...]:
    """Companies in published order, each once; boxes filled with nothing are told and dropped."""
    element = ELEMENT[champ.rpartition(".")[2]]
    bruts = [valeur for valeur in lire_liste(brut, element) if valeur != {} and not est_vide(valeur)]
    if not bruts:
        constats.signaler("DECP_TITULAIRE_ABSENT", champ, en_texte(brut))
        return ()
    if (
        version == "v2"
        and isinstance(brut, list)
        and not any(isinstance(v, dict) and element in v for v in brut)
    ):
        constats.signaler("DECP_TITULAIRES_A_PLAT", champ)
    retenus: dict[tuple[str, str], Titulaire] = {}
    for rang, valeur in enumerate(bruts, 1):
        titulaire = _titulaire(valeur, f"{champ}[{rang}]", constats)
        if titulaire is None:
            continue
        cle = (titulaire.type_identifiant, titulaire.identifiant)
        if cle in retenus:
            constats.signaler(
                "DECP_TITULAIRE_DOUBLE", f"{champ}[{rang}]", titulaire.nom or titulaire.identifiant
            )
        else:
            retenus[cle] = titulaire
    return tuple(retenus.values())


def _titulaire(brut: object, champ: str, constats: Constats) -> Titulaire | None:
    contenu = brut if isinstance(brut, dict) else {"id": brut}
    nom = lire_texte(contenu.get("denominationSociale"), f"{champ}.denominationSociale", constats)
    identifiant = en_texte(contenu.get("id"))
    if est_vide(identifiant) or not identifiant.strip("0"):
        constats.signaler(
            "DECP_TITULAIRE_NEANT", champ, nom or en_texte(contenu.get("denominationSociale")) or identifiant
        )
        return None
    genre = _type_identifiant(contenu, identifiant)
    return Titulaire(_identifiant(identifiant, genre, f"{champ}.id", constats), genre, nom)


def _type_identifiant(contenu: dict, identifiant: str) -> str:
    """The published kind; without one, digits are taken for a SIRET."""
    publie = en_texte(contenu.get("typeIdentifiant"))
    if est_vide(publie):
        return "SIRET" if identifiant.replace(" ", "").isdecimal() else "INCONNU"
    return publie.upper()


def _identifiant(identifiant: str, genre: str, champ: str, constats: Constats) -> str:
    if genre != "SIRET":
        return identifiant
    siret = lire_siret(identifiant, champ, constats)
    if siret is None:
        constats.signaler("DECP_SIRET_LONGUEUR", champ, identifiant)
    return siret or identifiant


def lire_sous_traitances(brut: object, constats: Constats) -> tuple[SousTraitance, ...]:
    """Declared acts of subcontracting (v2), in published order."""
    actes = []
    for rang, acte in enumerate(lire_liste(brut, "acteSousTraitance"), 1):
        if not isinstance(acte, dict):
            continue
        champ = f"actesSousTraitance[{rang}]"
        entreprise = acte.get("sousTraitant")
        entreprise = entreprise if isinstance(entreprise, dict) else {"id": entreprise}
        identifiant = en_texte(entreprise.get("id"))
        genre = _type_identifiant(entreprise, identifiant or "")
        actes.append(
            SousTraitance(
                numero=en_texte(acte.get("id")),
                identifiant=identifiant
                and _identifiant(identifiant, genre, f"{champ}.sousTraitant.id", constats),
                type_identifiant=genre,
                montant=lire_montant(acte.get("montant"), f"{champ}.montant", constats),
                duree_mois=lire_duree(acte.get("dureeMois"), f"{champ}.dureeMois", constats),
                date_notification=lire_date(
                    acte.get("dateNotification"), f"{champ}.dateNotification", constats
                ),
            )
        )
    return tuple(actes)

"""R7, checks of a relevé line: bloquant, à confirmer, information, or set aside."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from guichet.base.dates import de_mois
from guichet.base.dates import jour as ecrire_jour
from guichet.base.formats import heures as ecrire_heures
from guichet.base.formats import taux
from publics.regles.calendrier import dernier_du_mois, premier_du_mois
from publics.regles.codes import Code
from publics.regles.parametres import Parametres
from publics.regles.verdict import Gravite, Verdict


@dataclass(frozen=True, kw_only=True)
class Ligne:
    """One line of a relevé and what is known around it; `mois`, `mois_du_jour`: any day of these months.

    `personne`, `lot`: text read in the file, shown when unknown · `lot_etat`: "ouvert", "receptionne" or
    "clos" · `heures_autres`: hours of the same person and month on other lines, any employer of the
    territoire · `heures_deja_declarees`: same person × lot × month already there, None if not · `semaines`:
    hours by week.
    """

    mois: date
    heures: Decimal
    mois_du_jour: date
    personne: str = ""
    personne_connue: bool = True
    lot: str = ""
    lot_connu: bool = True
    autre_guichet: bool = False
    lot_etat: str = "ouvert"
    lot_debut: date | None = None
    lot_fin: date | None = None
    doublon_exact: bool = False
    mois_cloture: bool = False
    heures_autres: Decimal = Decimal(0)
    heures_deja_declarees: Decimal | None = None
    heures_mois_precedent: Decimal | None = None
    semaines: Mapping[str, Decimal] = field(default_factory=dict)
    contrat_joint: bool = True
    employeur_habilite: bool = True


Constat = Iterator[Verdict]
Controle = Callable[[Ligne, Parametres], Constat]


def controler_ligne(ligne: Ligne, parametres: Parametres) -> tuple[Verdict, ...]:
    """Verdicts of R7 on a line, the gravest first; empty means sans anomalie.

    A line of a marché of another guichet is set aside: nothing else is said of it.
    """
    if ligne.autre_guichet:
        phrase = "Marché suivi par un autre guichet : ligne mise de côté, sans erreur."
        return (Verdict(code=Code.R7_AUTRE_GUICHET, gravite=Gravite.MISE_DE_COTE, phrase=phrase),)
    verdicts = [verdict for controle in CONTROLES for verdict in controle(ligne, parametres)]
    return tuple(sorted(verdicts, key=lambda verdict: ORDRE.index(verdict.gravite)))


ORDRE = (Gravite.BLOQUANT, Gravite.A_CONFIRMER, Gravite.INFORMATION)


def _bloquant(code: Code, phrase: str, que_faire: str) -> Verdict:
    return Verdict(code=code, gravite=Gravite.BLOQUANT, phrase=phrase, que_faire=que_faire)


def _a_confirmer(
    code: Code, phrase: str, que_faire: str = "Confirmez ou corrigez.", **valeurs: object
) -> Verdict:
    return Verdict(
        code=code, gravite=Gravite.A_CONFIRMER, phrase=phrase, que_faire=que_faire, valeurs=valeurs
    )


def _identite(ligne: Ligne, parametres: Parametres) -> Constat:
    if not ligne.personne_connue:
        phrase = f"Personne « {ligne.personne} » introuvable."
        yield _bloquant(
            Code.R7_PERSONNE_INCONNUE, phrase, "Choisissez-la dans la liste ou demandez son éligibilité."
        )
    if not ligne.lot_connu:
        phrase = f"Marché « {ligne.lot} » introuvable."
        yield _bloquant(
            Code.R7_LOT_INCONNU, phrase, "Choisissez-le dans la liste, votre choix sera mémorisé."
        )
    if ligne.doublon_exact:
        phrase = "Ligne identique à une autre du même relevé."
        yield _bloquant(Code.R7_DOUBLON_EXACT, phrase, "Supprimez l'une des deux.")


def _mois(ligne: Ligne, parametres: Parametres) -> Constat:
    if premier_du_mois(ligne.mois) > premier_du_mois(ligne.mois_du_jour):
        phrase = f"Le mois {de_mois(ligne.mois)} n'est pas commencé."
        yield _bloquant(Code.R7_MOIS_FUTUR, phrase, "Corrigez le mois de la ligne.")
    if ligne.mois_cloture:
        phrase = f"Le mois {de_mois(ligne.mois)} est clôturé."
        yield _a_confirmer(
            Code.R7_MOIS_CLOTURE,
            phrase,
            "Confirmez pour en faire un rectificatif de ce mois, ou corrigez le mois.",
        )


def _heures(ligne: Ligne, parametres: Parametres) -> Constat:
    if ligne.heures > parametres.seuil_ligne_heures:
        limite = ecrire_heures(parametres.seuil_ligne_heures)
        phrase = f"{ecrire_heures(ligne.heures)} sur un mois, maximum {limite}."
        yield _bloquant(Code.R7_HEURES_IMPOSSIBLES, phrase, "Corrigez le nombre d'heures.")
    if ligne.heures < 0:
        phrase = f"Heures négatives ({ecrire_heures(ligne.heures)})."
        yield _a_confirmer(
            Code.R7_HEURES_NEGATIVES,
            phrase,
            f"Confirmez pour en faire un avoir sur le mois {de_mois(ligne.mois)}.",
        )
    total = ligne.heures + ligne.heures_autres
    if total > parametres.seuil_mois_heures:
        repere = ecrire_heures(parametres.seuil_mois_heures)
        phrase = f"{ecrire_heures(total)} au total ce mois, repère {repere}."
        yield _a_confirmer(Code.R7_MOIS_LONG, phrase, total=total)


def _semaines(ligne: Ligne, parametres: Parametres) -> Constat:
    for semaine, heures in ligne.semaines.items():
        if heures > parametres.seuil_semaine_heures:
            repere = ecrire_heures(parametres.seuil_semaine_heures)
            phrase = f"{ecrire_heures(heures)} la semaine {semaine}, repère {repere}."
            yield _a_confirmer(Code.R7_SEMAINE_LONGUE, phrase, semaine=semaine, heures=heures)
    somme = sum(ligne.semaines.values(), Decimal(0))
    if ligne.semaines and somme != ligne.heures:
        phrase = f"Les semaines font {ecrire_heures(somme)}, le total du mois {ecrire_heures(ligne.heures)}."
        yield _a_confirmer(Code.R7_SOMME_SEMAINES, phrase, somme=somme)


def _lot(ligne: Ligne, parametres: Parametres) -> Constat:
    if ligne.lot_etat == "clos":
        yield _bloquant(
            Code.R7_LOT_CLOS,
            "Le lot est clôturé : plus aucune heure ne peut être ajoutée.",
            "Choisissez un autre lot.",
        )
    elif ligne.lot_etat == "receptionne":
        yield _a_confirmer(Code.R7_LOT_RECEPTIONNE, "Le lot est déjà réceptionné.")
    if ligne.lot_debut and dernier_du_mois(ligne.mois) < ligne.lot_debut:
        phrase = f"Heures avant le début du lot, le {ecrire_jour(ligne.lot_debut)}."
        yield _a_confirmer(Code.R7_HORS_DATES_LOT, phrase)
    elif ligne.lot_fin and premier_du_mois(ligne.mois) > ligne.lot_fin:
        phrase = f"Heures après la fin du lot, le {ecrire_jour(ligne.lot_fin)}."
        yield _a_confirmer(Code.R7_HORS_DATES_LOT, phrase)


def _deja_declarees(ligne: Ligne, parametres: Parametres) -> Constat:
    if ligne.heures_deja_declarees is not None and not ligne.doublon_exact:
        phrase = f"Heures déjà déclarées ({ecrire_heures(ligne.heures_deja_declarees)})."
        yield _a_confirmer(Code.R7_DEJA_DECLARE, phrase, "Remplacer, ajouter ou ignorer ?")


def _employeur(ligne: Ligne, parametres: Parametres) -> Constat:
    if not ligne.employeur_habilite:
        phrase = "Aucune convention en vigueur ne permet cette modalité à cet employeur."
        yield _a_confirmer(
            Code.R7_EMPLOYEUR_NON_HABILITE, phrase, "Confirmez, le guichet vérifiera la convention."
        )
    if not ligne.contrat_joint:
        yield Verdict(
            code=Code.R7_CONTRAT_ABSENT, gravite=Gravite.INFORMATION, phrase="Le contrat n'est pas joint."
        )


def _ecart(ligne: Ligne, parametres: Parametres) -> Constat:
    avant = ligne.heures_mois_precedent
    if avant and abs(ligne.heures - avant) >= avant * parametres.ecart_mois_precedent:
        variation = (ligne.heures - avant) / avant
        yield Verdict(
            code=Code.R7_ECART_MOIS_PRECEDENT,
            gravite=Gravite.INFORMATION,
            phrase=f"{ecrire_heures(ligne.heures)}, contre {ecrire_heures(avant)} le mois précédent "
            f"({taux(variation)}).",
            valeurs={"variation": variation},
        )


CONTROLES: tuple[Controle, ...] = (
    _identite,
    _mois,
    _lot,
    _heures,
    _semaines,
    _deja_declarees,
    _employeur,
    _ecart,
)

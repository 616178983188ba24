"""Hours of a lot (R1): trade shares of the territoire, result and advice, every computation kept."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db import transaction

from guichet.base.formats import heures as en_heures
from guichet.base.horloge import maintenant
from guichet.base.saisie import lock
from guichet.journal.services import journaliser
from guichet.territoires.reglages import reglages
from marches.calcul_heures import CalculHeures as CalculMontant
from marches.calcul_heures import CalculPact, heures_sur_commandes
from marches.decp.reperage import sans_accents
from marches.donnees import Metier, metiers
from marches.models import CalculHeures, Lot

CENT = Decimal(100)
Methode = CalculHeures.Methode


@dataclass(frozen=True)
class Resultat:
    """Hours found, formula in words, advice (`clause_conseillee` None when the rule gives none)."""

    heures: Decimal
    formule: str
    clause_conseillee: bool | None = None
    part_a_recruter: Decimal | None = None


def parts_main_oeuvre(territoire) -> dict[str, Metier]:
    """Return the trades and their labour share: the table of the house, then what the territoire changed."""
    return lire_parts(reglages(territoire)["parts_main_oeuvre"])


def lire_parts(texte: str) -> dict[str, Metier]:
    """Return the trades once the lines « peinture = 70 » are applied; a wrong line is left out.

    A name that the table does not know adds a trade. `origine` becomes `territoire`.
    """
    table = dict(metiers())
    connus = {sans_accents(m.libelle): code for code, m in table.items()} | {code: code for code in table}
    for ligne in texte.splitlines():
        nom, egal, part = ligne.partition("=")
        taux = _percent(part)
        if not egal or not nom.strip() or taux is None:
            continue
        propre = sans_accents(nom.strip())
        code = connus.get(propre, propre.replace(" ", "_")[:60])
        libelle = table[code].libelle if code in table else nom.strip()
        table[code] = Metier(code, libelle, taux, "territoire")
    return table


def _percent(texte: str) -> Decimal | None:
    try:
        taux = Decimal(texte.replace("%", "").replace(",", ".").strip()) / CENT
    except InvalidOperation:
        return None
    return taux if 0 <= taux <= 1 else None


def calculer(methode: str, parametres: dict) -> Resultat:
    """Return the hours of a method (`CalculHeures.Methode`) from its parameters, shares between 0 and 1.

    montant: montant_ht, part_main_oeuvre, taux_insertion, cout_horaire · proprete: montant_ht, mois,
    heures_reprises, taux_insertion, cout_horaire · commandes: montant_ht (expected orders),
    heures_pour_cent_mille · forfait: heures. Raises ParametreInvalide.
    """
    if methode == Methode.MONTANT:
        return Resultat(
            CalculMontant(**parametres).heures, "montant × main-d’œuvre × taux d’insertion / coût horaire"
        )
    if methode == Methode.PROPRETE:
        pact = CalculPact(**parametres)
        return Resultat(
            pact.heures,
            "part à recruter × montant / coût horaire × taux d’insertion",
            pact.clause_conseillee,
            pact.part_a_recruter,
        )
    if methode == Methode.COMMANDES:
        heures = heures_sur_commandes(parametres["montant_ht"], parametres["heures_pour_cent_mille"])
        return Resultat(heures, "commandes × heures pour 100 000 € / 100 000")
    return Resultat(parametres["heures"], "nombre d’heures fixé")


@transaction.atomic
def enregistrer_calcul(*, lot: Lot, methode: str, parametres: dict, motif: str = "", par) -> CalculHeures:
    """Keep a computation as the one in force and write its hours as the estimate of the lot.

    The previous ones stay, dated, with their author. Raises ParametreInvalide.
    """
    resultat = calculer(methode, parametres)
    lot = lock(Lot, lot.pk)
    CalculHeures.objects.filter(lot=lot, courant=True).update(courant=False)
    calcul = CalculHeures.objects.create(
        territoire=par.territoire,
        lot=lot,
        methode=methode,
        parametres={cle: str(valeur) for cle, valeur in parametres.items()},
        heures=resultat.heures,
        motif=motif,
        auteur=par.utilisateur,
        le=maintenant(),
    )
    lot.heures_estimees = resultat.heures
    lot.modifie_le = maintenant()
    lot.save(update_fields=["heures_estimees", "modifie_le"])
    journaliser(
        par=par,
        verbe="calculer_heures",
        objet=lot,
        phrase=f"Heures estimées : {en_heures(resultat.heures)}, {calcul.get_methode_display().lower()}",
        details=calcul.parametres,
    )
    return calcul

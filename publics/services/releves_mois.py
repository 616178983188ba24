"""The month board: who is expected, received, late; reminders; the closing of the month (R5)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Count, F, Q

from guichet.base.dates import de_mois
from guichet.base.erreurs import Conflit, Refus
from guichet.base.horloge import aujourdhui
from guichet.journal.services import journaliser
from guichet.organisations.models import Acteur
from publics.models import ClotureMois, EtatLigne, EtatReleve, LigneReleve, Mission, Releve
from publics.querysets.heures import hours
from publics.regles.calendrier import ajouter_mois, dernier_du_mois, premier_du_mois
from publics.regles.r5_echeances import Echeance, echeance
from publics.services import releves_annonces
from publics.services.parametres import parametres

RECUS = (EtatReleve.DEPOSE, EtatReleve.A_COMPLETER, EtatReleve.VALIDE, EtatReleve.NEANT)
A_CONTROLER = Q(courante=True, etat__in=[EtatLigne.SANS_ANOMALIE, EtatLigne.A_CONFIRMER])


@dataclass(frozen=True, kw_only=True)
class Rangee:
    """One employer or one month of the board. `missions` overlap the month; hours are those sent."""

    employeur: Acteur
    mois: date
    releve: Releve | None
    missions: int
    echeance: Echeance
    jours_de_retard: int
    lignes: int = 0
    heures: Decimal = Decimal(0)
    a_controler: int = 0
    a_reprendre: int = 0

    @property
    def recu(self) -> bool:
        """Something was sent, hours or *néant*."""
        return self.releve is not None and self.releve.etat in RECUS

    @property
    def etat(self) -> str:
        """State shown: that of the relevé, or `en_retard`, which depends on the day."""
        if self.recu:
            return self.releve.etat
        if self.jours_de_retard:
            return "en_retard"
        return self.releve.etat if self.releve else EtatReleve.ATTENDU


def tableau_du_mois(*, mois: date, par) -> list[Rangee]:
    """Return the employers expected or heard of for a month, those that must act first; five queries."""
    mois = premier_du_mois(mois)
    missions = dict(
        Mission.objects.visible_to(par)
        .actives_en(mois, dernier_du_mois(mois))
        .order_by()
        .values_list("employeur")
        .annotate(n=Count("pk"))
    )
    releves = {
        releve.employeur_id: releve
        for releve in Releve.objects.visible_to(par).filter(mois=mois, courante=True)
    }
    employeurs = Acteur.objects.du_territoire(par).filter(pk__in={*missions, *releves}).order_by("nom", "pk")
    sommes = sommes_des_lignes([releve.pk for releve in releves.values()])
    calendrier = echeance(mois, parametres(par.territoire))
    jour = aujourdhui(par.territoire)
    rangees = [
        rangee(
            employeur,
            mois,
            releves.get(employeur.pk),
            missions.get(employeur.pk, 0),
            calendrier,
            jour,
            sommes,
        )
        for employeur in employeurs
    ]
    return sorted(rangees, key=lambda r: (RANGS[r.etat], r.employeur.nom, r.employeur.pk))


RANGS = {
    "en_retard": 0,
    EtatReleve.DEPOSE: 1,
    EtatReleve.A_COMPLETER: 2,
    EtatReleve.BROUILLON: 3,
    EtatReleve.ATTENDU: 4,
    EtatReleve.NEANT: 5,
    EtatReleve.VALIDE: 6,
}


def mois_de(*, employeur: Acteur, par, nombre: int = 12) -> list[Rangee]:
    """Return the last months of an employer that were expected or deposited, the latest first."""
    jour = aujourdhui(par.territoire)
    courant = premier_du_mois(jour)
    tous = [ajouter_mois(courant, -rang) for rang in range(nombre)]
    releves = {
        releve.mois: releve
        for releve in Releve.objects.visible_to(par).filter(
            employeur=employeur, courante=True, mois__gte=tous[-1]
        )
    }
    missions = list(
        Mission.objects.visible_to(par)
        .actives_en(tous[-1], dernier_du_mois(courant))
        .filter(employeur=employeur)
        .order_by()
        .values_list("debut", "fin")
    )
    sommes = sommes_des_lignes([releve.pk for releve in releves.values()])
    regles = parametres(par.territoire)
    rangees = []
    for mois in tous:
        fin = dernier_du_mois(mois)
        actives = sum(1 for debut, au in missions if debut <= fin and (au is None or au >= mois))
        if actives or mois in releves:
            calendrier = echeance(mois, regles)
            rangees.append(rangee(employeur, mois, releves.get(mois), actives, calendrier, jour, sommes))
    return rangees


def sommes_des_lignes(releves: list[int]) -> dict[int, dict]:
    """Return lines, hours, lines under control and lines to be taken up again, by relevé; one query."""
    ecartees = [EtatLigne.IGNOREE, EtatLigne.MISE_DE_COTE]
    lignes = LigneReleve.objects.filter(releve__in=releves).exclude(etat__in=ecartees).order_by()
    a_reprendre = Q(envoyee_le__isnull=True) | Q(courante=True, etat=EtatLigne.A_CORRIGER)
    groupes = lignes.values("releve").annotate(
        lignes=Count("pk"),
        total=hours(F("heures")),
        a_controler=Count("pk", filter=A_CONTROLER),
        a_reprendre=Count("pk", filter=a_reprendre),
    )
    return {groupe.pop("releve"): groupe for groupe in groupes}


def rangee(employeur, mois, releve, missions, calendrier, jour, sommes) -> Rangee:
    """Put together what the board says of an employer and a month."""
    somme = sommes.get(releve.pk, {}) if releve else {}
    retard = (jour - calendrier.due_le).days if missions else 0
    return Rangee(
        employeur=employeur,
        mois=mois,
        releve=releve,
        missions=missions,
        echeance=calendrier,
        jours_de_retard=max(0, retard),
        lignes=somme.get("lignes", 0),
        heures=somme.get("total", Decimal(0)),
        a_controler=somme.get("a_controler", 0),
        a_reprendre=somme.get("a_reprendre", 0),
    )


@transaction.atomic
def relancer_structures(*, mois: date, employeurs: list[int], par) -> int:
    """Remind the structures chosen that sent nothing; return how many were written to."""
    mois = premier_du_mois(mois)
    nombre = 0
    for ligne in tableau_du_mois(mois=mois, par=par):
        if ligne.employeur.pk in employeurs and not ligne.recu and ligne.missions:
            ecrits = releves_annonces.relance(ligne.employeur, mois, ligne.echeance.due_le, par=par)
            nombre += min(ecrits, 1)
            journaliser(
                par=par,
                verbe="relancer_structure",
                objet=ligne.employeur,
                phrase=f"Relance pour le relevé {de_mois(mois)}",
                details={"messages": ecrits},
            )
    return nombre


def rappeler(*, jour: date, par) -> int:
    """Remind of the last month's relevé if `jour` is a day of reminder (R5); return how many mails."""
    mois = ajouter_mois(premier_du_mois(jour), -1)
    if jour not in echeance(mois, parametres(par.territoire)).rappels:
        return 0
    manquants = [r.employeur.pk for r in tableau_du_mois(mois=mois, par=par) if r.missions and not r.recu]
    return relancer_structures(mois=mois, employeurs=manquants, par=par)


def mois_clos(mois: date, *, par) -> ClotureMois | None:
    """Return the closing of a month, None while it is open."""
    return ClotureMois.objects.visible_to(par).filter(mois=premier_du_mois(mois)).first()


@transaction.atomic
def cloturer_mois(*, mois: date, par) -> ClotureMois:
    """Close a month: only a rectificatif may add to it then.

    Raises Refus (MOIS_EN_COURS, MOIS_A_CONTROLER) and Conflit (MOIS_DEJA_CLOS).
    """
    mois = premier_du_mois(mois)
    if mois >= premier_du_mois(aujourdhui(par.territoire)):
        raise Refus(
            "MOIS_EN_COURS",
            f"Le mois {de_mois(mois)} n’est pas terminé.",
            "Clôturez-le une fois ses relevés contrôlés.",
        )
    reste = LigneReleve.objects.du_territoire(par).filter(A_CONTROLER, releve__mois=mois).count()
    if reste:
        raise Refus(
            "MOIS_A_CONTROLER",
            f"{reste} ligne{'s' if reste > 1 else ''} du mois {de_mois(mois)} reste à contrôler.",
            "Contrôlez-les, puis clôturez le mois.",
        )
    try:
        with transaction.atomic():
            cloture = ClotureMois.objects.create(
                territoire=par.territoire, mois=mois, clos_par=par.utilisateur
            )
    except IntegrityError as erreur:
        raise Conflit("MOIS_DEJA_CLOS", f"Le mois {de_mois(mois)} est déjà clôturé.", "") from erreur
    journaliser(par=par, verbe="cloturer_mois", objet=cloture, phrase=f"Mois {de_mois(mois)} clôturé")
    return cloture

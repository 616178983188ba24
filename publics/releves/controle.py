"""What the split screen of a control shows: lines in two groups, the chosen one, its proof, a proposal."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from guichet.base.dates import jour as ecrire_jour
from guichet.base.formats import heures as ecrire_heures
from guichet.base.formats import nombre
from publics.models import Contrat, EtatLigne, Justificatif, LigneReleve, Prescription, Releve
from publics.regles.calendrier import ajouter_mois
from publics.regles.parametres import Parametres
from publics.releves.amont import saisie_de
from publics.releves.page import LignePage, page_de
from publics.services.releves_controle import MOTIFS

APERCU = 4
"""Clean lines shown before one asks for all."""
FERMES = (EtatLigne.VALIDEE, EtatLigne.REFUSEE, EtatLigne.INVALIDEE)


@dataclass(frozen=True, kw_only=True)
class PageControle:
    """The split screen. `nettes` are the clean lines shown, out of `nombre_nettes`."""

    a_voir: list[LignePage]
    decidees: list[LignePage]
    nettes: list[LignePage]
    nombre_nettes: int
    heures_a_voir: Decimal
    heures_nettes: Decimal
    heures_cachees: Decimal
    total: Decimal
    choisie: LignePage | None
    preuve: "Preuve | None"
    proposition: dict = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Preuve:
    """What stands beside the chosen line: its days against the contract's, its papers, its earlier months."""

    debut: date
    fin: date
    contrat: Contrat | None
    contrats: list[Contrat]
    fiches: list[Prescription]
    justificatifs: list[Justificatif]
    mois: list[dict]

    @property
    def jours_avant(self) -> int:
        """Days declared before the contract begins."""
        return max(0, (self.contrat.debut - self.debut).days) if self.contrat else 0

    @property
    def jours_apres(self) -> int:
        """Days declared after the contract ends."""
        return max(0, (self.fin - self.contrat.fin).days) if self.contrat and self.contrat.fin else 0


def page_de_controle(
    releve: Releve, *, choisie: int | None, toutes: bool, parametres: Parametres, jour: date, par
) -> PageControle:
    """Return the split screen of a relevé, a line chosen or the first to look at."""
    lignes = LigneReleve.objects.visible_to(par).filter(releve=releve, courante=True)
    lignes = lignes.select_related("participant", "lot__marche", "mission").order_by("pk")
    a_voir, nettes, decidees = [], [], []
    for ligne in lignes:
        if ligne.etat in FERMES:
            decidees.append(ligne)
        elif ligne.etat == EtatLigne.SANS_ANOMALIE and not _graves(ligne):
            nettes.append(ligne)
        else:
            a_voir.append(ligne)
    montrees = nettes if toutes else nettes[:APERCU]

    def pages(liste):
        return [page_de(ligne, releve, parametres, jour) for ligne in liste]

    vues = pages(a_voir)
    autres, fermees = pages(montrees), pages(decidees)
    en_main = [vue for vue in vues if vue.ligne.etat != EtatLigne.A_CORRIGER]
    prise = next((v for v in (*vues, *autres, *fermees) if v.ligne.pk == choisie), None)
    if prise is None and choisie:
        prise = next((page_de(n, releve, parametres, jour) for n in nettes if n.pk == choisie), None)
    prise = prise or (en_main[0] if en_main else None)
    preuve = preuve_de(prise.ligne, par=par) if prise else None
    return PageControle(
        a_voir=vues,
        decidees=fermees,
        nettes=autres,
        nombre_nettes=len(nettes),
        heures_a_voir=_somme(a_voir),
        heures_nettes=_somme(nettes),
        heures_cachees=_somme(nettes[len(montrees) :]),
        total=_somme([*a_voir, *nettes, *decidees]),
        choisie=prise,
        preuve=preuve,
        proposition=proposition_de(prise, preuve) if prise else {},
    )


def _graves(ligne: LigneReleve) -> bool:
    return any(anomalie["gravite"] in ("refusee", "en_attente") for anomalie in ligne.anomalies)


def _somme(lignes: list[LigneReleve]) -> Decimal:
    return sum((ligne.heures or Decimal(0) for ligne in lignes), Decimal(0))


def preuve_de(ligne: LigneReleve, *, par) -> Preuve:
    """Return the papers of a line: contracts, fiches, attachments, earlier months; four queries."""
    saisie = saisie_de(ligne)
    contrats = list(Contrat.objects.filter(mission=ligne.mission_id).select_related("fichier"))
    chevauchent = [c for c in contrats if c.debut <= saisie.fin and (c.fin is None or c.fin >= saisie.debut)]
    avant = LigneReleve.objects.visible_to(par).filter(
        participant=ligne.participant_id,
        lot=ligne.lot_id,
        employeur=ligne.employeur_id,
        mois__gte=ajouter_mois(ligne.mois, -6),
        mois__lt=ligne.mois,
    )
    fiches = Prescription.objects.visible_to(par).filter(participant=ligne.participant_id)
    pieces = Justificatif.objects.visible_to(par).filter(
        Q(ligne=ligne.pk) | Q(ligne=None), releve=ligne.releve_id
    )
    return Preuve(
        debut=saisie.debut,
        fin=saisie.fin,
        contrat=chevauchent[0] if chevauchent else None,
        contrats=contrats,
        fiches=list(fiches.order_by("-signee_le", "pk")[:3]),
        justificatifs=list(pieces.select_related("fichier")),
        mois=list(avant.totaux_par("mois").order_by("-mois")),
    )


def part_avant(preuve: Preuve) -> Decimal:
    """Share of the weekdays declared that come before the contract: a first figure, to be checked."""
    jours = (preuve.fin - preuve.debut).days + 1
    ouvres = [preuve.debut + timedelta(days=n) for n in range(jours)]
    ouvres = [jour for jour in ouvres if jour.weekday() < 5]
    avant = sum(jour < preuve.contrat.debut for jour in ouvres)
    return Decimal(avant) / len(ouvres) if ouvres else Decimal(0)


def proposition_de(vue: LignePage, preuve: Preuve) -> dict:
    """Return the answer proposed for a line: what the rules or the contract say, with its message."""
    ligne, constat = vue.ligne, vue.principal
    if preuve.jours_avant:
        veille = preuve.contrat.debut - timedelta(days=1)
        jours = f"{ecrire_jour(preuve.debut)} au {ecrire_jour(veille)}"
        heures = nombre(ligne.heures * part_avant(preuve), 2)
        message = (
            f"Ligne {ligne.numero} : {heures} h du {jours}, le contrat déclaré commence le "
            f"{ecrire_jour(preuve.contrat.debut)}. Joignez le contrat de cette période, sinon ces heures ne "
            "sont pas retenues."
        )
        return {"acte": "partie", "motif": "R6_HORS_CONTRAT", "message": message, "heures": heures}
    if constat is not None and constat.gravite == "refusee":
        message = (
            f"Ligne {ligne.numero} : {ecrire_heures(ligne.heures)}, {constat.phrase} {constat.que_faire}"
        )
        motif = constat.code if constat.code in MOTIFS else "AUTRE"
        return {"acte": "refuser", "motif": motif, "message": message.strip()}
    if ligne.confirmation:
        return {"acte": "accepter"}
    message = f"Ligne {ligne.numero} : {constat.texte}" if constat else ""
    return {"acte": "accepter", "message": message, "heures": nombre(ligne.heures, 2)}

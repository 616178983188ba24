"""The dashboard of a buyer: five statements whatever its lots. Sums only, no name (R14)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from guichet.base.formats import heures as en_heures
from guichet.documents.models import Document
from guichet.graphiques.dessin import Dessin
from guichet.graphiques.parts import Repartition
from guichet.models import Acteur
from publics.models import Decision
from reporting.indicateurs import faits
from reporting.indicateurs.lus import Faits
from reporting.indicateurs.mesures import personnes, personnes_nouvelles
from reporting.indicateurs.perimetre import Perimetre
from reporting.indicateurs.periodes import Periode
from reporting.indicateurs.repartitions import PROFILS, profil
from reporting.indicateurs.taux import HeuresLot, Realisation, realisation
from reporting.suivi.courbes import cumul_de_l_annee, modalites
from reporting.suivi.lots import (
    LotSuivi,
    months_by_lot,
    most_exposed_first,
    situation_of,
    with_closing,
)

ZERO = Decimal("0.00")
PROFILS_MONTRES = frozenset({"sexe", "age", "qpv"})
DOCUMENTS = 6
EN_EXECUTION = frozenset({"notifie", "en_cours", "suspendu"})


@dataclass(frozen=True)
class Totaux:
    """Sums of a set of lots, in hours. `ratio` is forecast over due, of the lots that have a forecast."""

    engagees: Decimal
    validees: Decimal
    attendues: Decimal
    prevision: Decimal
    ratio: Decimal | None


@dataclass(frozen=True)
class TableauAcheteur:
    """What the page of a buyer shows."""

    acheteur: Acteur
    jour: date
    en_cours: list[LotSuivi]
    recus: list[LotSuivi]
    totaux: Totaux
    totaux_recus: Totaux
    realisation: Realisation
    connu: date | None
    effectif: int
    nouvelles: int
    ecart_nouvelles: int
    profils: list
    cumul: Dessin | None
    modalites: Repartition | None
    decisions: list
    documents: list

    @property
    def phrase_prevision(self) -> str:
        """Where the gap of the forecast comes from."""
        manques = [s for s in self.en_cours if s.situation.manque > 0]
        total = sum((s.situation.manque for s in manques), ZERO)
        if not manques:
            suite = "aucun lot n’est sous son engagement"
        elif self.totaux.ratio >= 1:
            suite = (
                f"{len(manques)} lot{'s' if len(manques) > 1 else ''} sous l’engagement, les autres au-delà"
            )
        elif max(s.situation.manque for s in manques) * 2 > total:
            pire = max(manques, key=lambda s: s.situation.manque)
            suite = f"l’écart vient pour l’essentiel d’un seul lot, {pire.nom}"
        else:
            suite = f"{len(manques)} lots sont sous leur engagement"
        return f"{en_heures(self.totaux.prevision, 0)} ; {suite}."

    @property
    def heures_a_decider(self) -> Decimal:
        """Hours that wait for the buyer."""
        return sum((d.heures for d in self.decisions), ZERO)


def tableau_acheteur(
    *, acheteur: Acteur, acteurs: tuple[int, ...], lots, acces, jour: date
) -> TableauAcheteur:
    """Return the dashboard of `acheteur` (`acteurs`: it and its services) over the visible `lots`."""
    charges = list(with_closing(lots.en_execution() | lots.receptionnes()).with_list_data().order_by("pk"))
    perimetre = Perimetre(acces.territoire, acheteurs=acteurs)
    lus = faits.heures(perimetre, par_employeur=False)
    par_lot = months_by_lot(lus)
    suivis = [LotSuivi(lot, situation_of(lot, par_lot.get(lot.pk, {}), jour)) for lot in charges]
    en_cours = most_exposed_first([s for s in suivis if s.lot.etat in EN_EXECUTION])
    recus = sorted(
        (s for s in suivis if s.lot.etat not in EN_EXECUTION),
        key=lambda s: (s.lot.receptionne_le or date.min, s.lot.pk),
        reverse=True,
    )
    gens = _people(perimetre, jour)
    connu = max((s.situation.connu for s in en_cours if s.situation.connu), default=None)
    courants = {s.lot.pk for s in en_cours}
    return TableauAcheteur(
        acheteur=acheteur,
        jour=jour,
        en_cours=en_cours,
        recus=recus,
        totaux=_sums(en_cours),
        totaux_recus=_sums(recus),
        realisation=realisation(
            HeuresLot(
                engagees=s.situation.engagees,
                validees=s.situation.validees,
                receptionne=s.lot.etat not in EN_EXECUTION,
            )
            for s in suivis
        ),
        connu=connu,
        effectif=personnes(gens, 0),
        nouvelles=personnes_nouvelles(gens, 0),
        ecart_nouvelles=personnes_nouvelles(gens, 0) - personnes_nouvelles(gens, 1),
        profils=[(r.libelle, profil(gens, 0, r)) for r in PROFILS if r.code in PROFILS_MONTRES],
        cumul=cumul_de_l_annee(
            en_cours, {pk: mois for pk, mois in par_lot.items() if pk in courants}, jour, connu
        ),
        modalites=modalites([h for h in lus if h.mois.year == jour.year], decimales=0),
        decisions=_decisions(acces, acteurs),
        documents=_documents(acces, acteurs),
    )


def _people(perimetre: Perimetre, jour: date) -> Faits:
    """Return the persons of the year so far, and of last year at the same date."""
    cette_annee = Periode(date(jour.year, 1, 1), jour, str(jour.year))
    autre = jour.replace(year=jour.year - 1, day=min(jour.day, 28))
    periodes = (cette_annee, Periode(date(autre.year, 1, 1), autre, str(autre.year)))
    return Faits(periodes, Decimal(1), personnes=faits.personnes(perimetre, periodes))


def _sums(suivis: list[LotSuivi]) -> Totaux:
    s = [suivi.situation for suivi in suivis]
    prevision = sum((x.prevision for x in s if x.prevision is not None), ZERO)
    prevues = sum((x.engagees for x in s if x.prevision is not None), ZERO)
    return Totaux(
        engagees=sum((x.engagees for x in s), ZERO),
        validees=sum((x.validees for x in s), ZERO),
        attendues=sum((x.attendues or ZERO for x in s), ZERO),
        prevision=prevision,
        ratio=prevision / prevues if prevues else None,
    )


def _decisions(acces, acteurs) -> list[Decision]:
    """Return the decisions that wait for the buyer, oldest first."""
    siennes = Q(lot__marche__donneur_ordre__in=acteurs) | Q(lot__marche__service__in=acteurs)
    return list(
        Decision.objects.visible_to(acces)
        .filter(siennes, etat="transmise")
        .select_related("lot__marche")
        .order_by("transmise_le", "pk")
    )


def _documents(acces, acteurs) -> list[Document]:
    """Return the last documents addressed to the buyer."""
    siens = Document.objects.visible_to(acces).filter(acteur__in=acteurs)
    return list(siens.order_by("-emis_le", "-pk")[:DOCUMENTS])

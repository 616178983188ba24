"""The page of a lot with its hours: read in a constant number of statements."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Subquery, Sum
from django.db.models.functions import JSONObject

from guichet.documents.models import Document
from guichet.models import Contact
from marches.calcul_penalites import BasePenalite, ClausePenalite, penalite
from marches.models import Attribution, Engagement, Lot
from publics.models import LigneReleve
from reporting.indicateurs.lus import HeuresLues
from reporting.suivi.lots import months_by_lot, situation_of, with_closing
from reporting.suivi.prevision import MoisLu, Situation

ZERO = Decimal("0.00")
ROLES_PRINCIPAUX = ("titulaire", "mandataire")


@dataclass(frozen=True)
class HeuresDuLot:
    """Hours of a lot: by month, by mission (None: lines without a known mission), rows for the charts."""

    mois: dict[date, MoisLu]
    par_mission: dict[int | None, MoisLu]
    lues: list[HeuresLues]
    effectif: int


@dataclass(frozen=True)
class PageDuLot:
    """What the page of a lot shows; `attributions`, `documents` as plain rows."""

    lot: Lot
    situation: Situation
    heures: HeuresDuLot
    entreprises: list[dict] = field(default_factory=list)
    documents: list[dict] = field(default_factory=list)

    @property
    def titulaire(self) -> dict | None:
        """The company that holds the lot, or leads the group."""
        return next((e for e in self.entreprises if e["role"] in ROLES_PRINCIPAUX), None)

    @property
    def autres_entreprises(self) -> list[dict]:
        """The rest of the group and the subcontractors."""
        return [e for e in self.entreprises if e is not self.titulaire]

    @property
    def penalite(self) -> Decimal:
        """Penalty at stake in € on the hours that the forecast leaves undone (R10), 0 without a clause."""
        if self.lot.penalite_horaire is None:
            return ZERO
        clause = ClausePenalite(
            base=BasePenalite.HEURE, valeur=self.lot.penalite_horaire, plafond=self.lot.penalite_plafond
        )
        return penalite(clause, heures_manquantes=self.situation.manque)


def lire_lot(lots, pk: int, acces) -> Lot | None:
    """Return a visible lot with all that its page needs, in one statement."""
    contact = Contact.objects.filter(acteur=OuterRef("entreprise")).order_by("-principal", "nom", "pk")
    attributions = (
        Attribution.objects.filter(lot=OuterRef("pk"))
        .order_by("pk")
        .values(
            json=JSONObject(
                id="entreprise",
                nom="entreprise__nom",
                role="role",
                heures="heures",
                contact=Subquery(
                    contact.values(json=JSONObject(nom="nom", telephone="telephone", courriel="courriel"))[:1]
                ),
            )
        )
    )
    documents = (
        Document.objects.visible_to(acces)
        .filter(objet_type="marches.lot", objet_id=OuterRef("pk"))
        .order_by("-emis_le", "-pk")
        .values(json=JSONObject(id="pk", titre="titre", numero="numero", le="emis_le"))
    )
    avenants = (
        Engagement.objects.filter(lot=OuterRef("pk"), genre="avenant", ferme=True)
        .order_by()
        .values("lot")
        .annotate(s=Sum("heures"))
        .values("s")
    )
    return (
        with_closing(lots)
        .filter(pk=pk)
        .with_list_data()
        .annotate(
            attributions=ArraySubquery(attributions),
            pieces=ArraySubquery(documents[:10]),
            avenants=Subquery(avenants),
        )
        .first()
    )


def lire_heures(lot: Lot) -> HeuresDuLot:
    """Return the hours of a lot by month and mission, in one statement."""
    rangs = list(
        LigneReleve.objects.filter(territoire=lot.territoire_id, lot=lot)
        .totaux_par("mois", "mission", "mission__modalite", "participant")
        .order_by("mois")
    )
    lues = [
        HeuresLues(
            mois=r["mois"],
            lot=lot.pk,
            employeur=None,
            modalite=r["mission__modalite"] or "",
            validees=r["validees"],
            declarees=r["declarees"],
            a_decider=r["a_decider"],
        )
        for r in rangs
    ]
    par_mission: dict = {}
    for r in rangs:
        lu = par_mission.get(r["mission"], MoisLu())
        par_mission[r["mission"]] = MoisLu(
            lu.validees + r["validees"], lu.declarees + r["declarees"], lu.a_decider + r["a_decider"]
        )
    gens: dict = {}
    for r in rangs:
        gens[r["participant"]] = gens.get(r["participant"], ZERO) + r["validees"]
    effectif = sum(faites >= 1 for qui, faites in gens.items() if qui)
    return HeuresDuLot(months_by_lot(lues).get(lot.pk, {}), par_mission, lues, effectif)


def page_du_lot(lot: Lot, jour: date) -> PageDuLot:
    """Return the page of a lot loaded by `lire_lot`."""
    heures = lire_heures(lot)
    documents = [d | {"le": datetime.fromisoformat(d["le"])} for d in lot.pieces]
    return PageDuLot(lot, situation_of(lot, heures.mois, jour), heures, lot.attributions, documents)

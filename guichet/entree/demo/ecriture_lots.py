"""Writing past marchés, lots, engagements and attributions in bulk."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from guichet.base.formats import heures
from guichet.base.horloge import PARIS, figer
from guichet.entree.demo.lots_passes import LotPasse
from guichet.journal.services import journaliser
from guichet.models import Acteur
from guichet.territoires.acces import Acces
from marches.donnees import metiers
from marches.models import Attribution, Engagement, Lot, Marche

COUT_HORAIRE = 30
TAUX_INSERTION = Decimal("0.06")
RECEPTION = timedelta(days=20)
CLOTURE = timedelta(days=120)
AVENANT = timedelta(days=125)


def at(jour: date, heure: int = 10) -> datetime:
    """An instant of a day in Paris, for columns that ask for one."""
    return datetime.combine(jour, time(heure), tzinfo=PARIS)


def ecrire_lots(
    prevus: list[LotPasse], acteurs: dict[str, Acteur], par: Acces, jour: date
) -> dict[LotPasse, Lot]:
    """Write the marchés and lots, as they stand on `jour`; return each lot by its plan."""
    marches = {(x.acheteur, x.marche): x for x in prevus}
    ecrits = Marche.objects.bulk_create(_marche(x, prevus, acteurs, par) for x in marches.values())
    par_cle = dict(zip(marches, ecrits, strict=True))
    lots = Lot.objects.bulk_create(_lot(x, par_cle[x.acheteur, x.marche], par, jour) for x in prevus)
    Engagement.objects.bulk_create(
        engagement for x, lot in zip(prevus, lots, strict=True) for engagement in _commitments(x, lot, par)
    )
    Attribution.objects.bulk_create(
        Attribution(
            territoire=par.territoire,
            lot=lot,
            entreprise=acteurs[x.titulaire],
            heures=lot.heures_engagees,
            depuis=lot.notifie_le,
            cree_le=at(lot.notifie_le),
        )
        for x, lot in zip(prevus, lots, strict=True)
    )
    return dict(zip(prevus, lots, strict=True))


def _commitments(x: LotPasse, lot: Lot, par: Acces) -> list[Engagement]:
    """The acte d'engagement, and the avenant of a lot that has one, four months later."""
    commun = {"territoire": par.territoire, "lot": lot, "auteur": par.utilisateur}
    initial = Engagement(
        **commun,
        genre="initial",
        heures=x.heures,
        montant=lot.montant,
        date_effet=x.notifie,
        cree_le=at(x.notifie),
    )
    if not x.avenant:
        return [initial]
    le = x.notifie + AVENANT
    avenant = {"genre": "avenant", "numero": "1", "heures": x.avenant}
    return [initial, Engagement(**commun, **avenant, date_effet=le, cree_le=at(le))]


def raconter(lots: dict[LotPasse, Lot], presents: list[LotPasse], par: Acces) -> None:
    """Write in the journal, at their days, what brought each lot of the present where it is."""
    for x in presents:
        lot = lots[x]
        with figer(at(x.notifie)):
            journaliser(
                par=par, verbe="notifier", objet=lot, phrase="Notifié, auparavant « En consultation »"
            )
        if x.avenant:
            phrase = f"Avenant 1 : {heures(x.heures)} portées à {heures(x.heures + x.avenant)}"
            with figer(at(x.notifie + AVENANT)):
                journaliser(par=par, verbe="ajouter_engagement", objet=lot, phrase=phrase)
        if lot.receptionne_le:
            with figer(at(lot.receptionne_le)):
                journaliser(par=par, verbe="receptionner", objet=lot, phrase="Réceptionné")


def montant_de(duree: int, metier: str) -> Decimal:
    """The amount of a lot that owes `duree` hours (R1 backwards), rounded to 1 000 €."""
    part = metiers()[metier].part
    return (duree * COUT_HORAIRE / part / TAUX_INSERTION / 1000).quantize(Decimal(1)) * 1000


def _marche(x: LotPasse, prevus, acteurs, par: Acces) -> Marche:
    siens = [lot for lot in prevus if (lot.acheteur, lot.marche) == (x.acheteur, x.marche)]
    return Marche(
        territoire=par.territoire,
        donneur_ordre=acteurs[x.acheteur],
        service=acteurs.get(x.service),
        numero=x.marche,
        objet=x.objet,
        nature=x.nature,
        procedure="Procédure adaptée" if x.nature == "services" else "Appel d’offres ouvert",
        lieu=acteurs[x.acheteur].organisation.commune,
        montant=sum(montant_de(lot.heures, lot.metier) for lot in siens),
        duree_mois=round((x.fin - x.debut).days / 30.4),
        lance_le=x.lance,
        publie_le=x.lance + timedelta(days=3),
        notifie_le=x.notifie,
        source=Marche.Source.REPRISE,
        referent=par.utilisateur,
        cree_le=at(x.lance),
        modifie_le=at(x.notifie),
    )


def _lot(x: LotPasse, marche: Marche, par: Acces, jour: date) -> Lot:
    etat, le = _state(x, jour)
    recu = etat in ("receptionne", "acheve", "clos")
    return Lot(
        territoire=par.territoire,
        marche=marche,
        numero=str(x.numero),
        intitule=x.intitule,
        etat=etat,
        etat_le=le,
        dispositif="condition",
        metier=x.metier,
        montant=montant_de(x.heures, x.metier),
        heures_estimees=x.heures,
        heures_demandees=x.heures,
        heures_engagees=x.heures + x.avenant,
        notifie_le=x.notifie,
        debut=x.debut,
        fin_prevue=x.fin,
        receptionne_le=x.fin + RECEPTION if recu else None,
        clos_le=x.fin + CLOTURE if etat == "clos" else None,
        penalite_horaire=Decimal(25),
        penalite_source="CCAP art. 6.4",
        referent=par.utilisateur,
        modifie_le=at(le),
    )


def _state(x: LotPasse, jour: date) -> tuple[str, date]:
    if x.fin + CLOTURE <= jour:
        return "clos", x.fin + CLOTURE
    if x.fin + RECEPTION <= jour:
        return ("receptionne" if x.nature == "travaux" else "acheve"), x.fin + RECEPTION
    return ("en_cours", x.debut) if x.debut <= jour else ("notifie", x.notifie)

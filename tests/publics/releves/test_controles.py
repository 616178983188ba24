"""R7 in SQL says the same as the pure rule, whatever the lines and what is already stored."""

import datetime
import json
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publics.models import ClotureMois, LigneReleve
from publics.regles.calendrier import dernier_du_mois
from publics.regles.r7_controles_de_ligne import Ligne, controler_ligne
from publics.releves.constats import faits_de
from publics.releves.etape import LigneEtape, charger
from publics.services.releves import cadre_de, preparer_releve
from tests.fabriques.marches import LotFactory
from tests.publics.releves.conftest import AUJOURDHUI, OCTOBRE, mission, personne, structure

SEPTEMBRE, NOVEMBRE = datetime.date(2026, 9, 1), datetime.date(2026, 11, 1)
DECEMBRE = datetime.date(2026, 12, 1)
MOIS = (SEPTEMBRE, OCTOBRE, NOVEMBRE, DECEMBRE)
DEBUTS = {**dict.fromkeys((0, 1, 2), datetime.date(2026, 2, 2)), 3: datetime.date(2026, 11, 20)}
FINS = {
    **dict.fromkeys((0, 3), datetime.date(2026, 12, 18)),
    **dict.fromkeys((1, 2), datetime.date(2026, 10, 30)),
}
HEURES = st.sampled_from(
    [Decimal(x) for x in ("-7", "0", "35", "75", "150", "151.67", "220", "225.5", "351")]
)
QUI, OU = st.sampled_from([0, 1, None]), st.sampled_from([0, 1, 2, 3, None])
NATURES, CONNUS = st.sampled_from(["travail", "formation"]), st.sampled_from([0, 1])
JOURS = st.one_of(st.none(), st.dates(datetime.date(2026, 9, 20), datetime.date(2026, 11, 10)))
SEMAINES = st.one_of(
    st.just({}),
    st.dictionaries(st.sampled_from(["S40", "S41"]), st.sampled_from(["35.00", "50.00"]), min_size=1),
)
LIGNES = st.lists(
    st.tuples(QUI, OU, st.sampled_from(MOIS), JOURS, JOURS, HEURES, SEMAINES, NATURES),
    min_size=1,
    max_size=6,
)
STOCKEES = st.lists(
    st.tuples(CONNUS, CONNUS, st.sampled_from(MOIS[:3]), HEURES, st.booleans()),
    max_size=3,
    unique_by=lambda t: (t[0], t[1], t[2], t[4]),
)


@pytest.fixture
def monde(territoire, facilitateur):
    """Two persons, four lots (running, received, closed, not begun), two employers, November closed."""
    etti = structure(territoire, "etti", "Sèvre Intérim Insertion")
    autre = structure(territoire, "ai", "Coup de Main 79")
    lots = [
        LotFactory(territoire=territoire),
        LotFactory(territoire=territoire, receptionne=True),
        LotFactory(territoire=territoire, clos=True),
        LotFactory(territoire=territoire, debut=datetime.date(2026, 11, 20)),
    ]
    personnes = [personne(territoire, "Amrani", "Karim"), personne(territoire, "Petit", "Océane")]
    mission(personnes[0], lots[0], etti)
    ClotureMois.objects.create(territoire=territoire, mois=NOVEMBRE)
    return {"etti": etti, "autre": autre, "lots": lots, "personnes": personnes, "par": facilitateur}


def poser(monde, stockees):
    """Lines sent before, by the same employer or another."""
    for qui, ou, mois, heures, sien in stockees:
        employeur = monde["etti"] if sien else monde["autre"]
        releve = preparer_releve(employeur=employeur, mois=datetime.date(2026, 8, 1), par=monde["par"])
        LigneReleve.objects.create(
            territoire_id=releve.territoire_id,
            releve=releve,
            employeur=employeur,
            participant=monde["personnes"][qui],
            lot=monde["lots"][ou],
            mois=mois,
            numero=1,
            heures=heures,
            envoyee_le=datetime.datetime(2026, 9, 2, tzinfo=datetime.UTC),
        )


def etape(monde, ligne) -> LigneEtape:
    qui, ou, mois, debut, fin, heures, semaines, nature = ligne
    return LigneEtape(
        feuille="",
        numero=1,
        participant_id=None if qui is None else monde["personnes"][qui].pk,
        lot_id=None if ou is None else monde["lots"][ou].pk,
        mois=mois,
        nature=nature,
        debut=debut,
        fin=fin,
        heures=heures,
        semaines=json.dumps(semaines),
        grave=0,
        personne_proposee=False,
        lot_propose=False,
        autre_guichet=False,
        brut="{}",
        anomalies="[]",
    )


def periode(mois, debut, fin):
    """Days of the month that a line is about, read naively."""
    dernier = dernier_du_mois(mois)
    du = debut if debut and mois <= debut <= dernier else mois
    au = fin if fin and mois <= fin <= dernier else dernier
    return du, max(du, au)


def sans_semaines(ligne) -> tuple:
    """What makes two lines the same."""
    return ligne[:6] + ligne[7:]


def faits_naifs(rang, lignes, stockees) -> Ligne:
    """What the pure rule must be given, by loops over everything."""
    qui, ou, mois, debut, fin, heures, semaines, nature = lignes[rang]
    veille = (mois - datetime.timedelta(days=1)).replace(day=1)
    du, au = periode(mois, debut, fin)
    autres, deja, precedent = Decimal(0), [], []
    for q, o, m, h, sien in stockees:
        if q == qui and m == mois:
            autres += h
            if sien and o == ou and nature == "travail":
                deja.append(h)
        if sien and (q, o, m) == (qui, ou, veille) and nature == "travail":
            precedent.append(h)
    for autre, (q, o, m, d, f, h, _, n) in enumerate(lignes):
        if autre == rang or q is None or q != qui or m != mois:
            continue
        autres += h
        d2, f2 = periode(m, d, f)
        if o == ou and o is not None and n == nature and autre < rang and d2 <= au and f2 >= du:
            deja.append(h)
    memes = [sans_semaines(avant) for avant in lignes[:rang]]
    doublon = qui is not None and ou is not None and sans_semaines(lignes[rang]) in memes
    return Ligne(
        mois=mois,
        heures=heures,
        mois_du_jour=AUJOURDHUI,
        personne_connue=qui is not None,
        lot_connu=ou is not None,
        lot_etat={1: "receptionne", 2: "clos"}.get(ou, "ouvert"),
        lot_debut=DEBUTS.get(ou),
        lot_fin=FINS.get(ou),
        doublon_exact=doublon,
        mois_cloture=mois == NOVEMBRE,
        heures_autres=autres if qui is not None else Decimal(0),
        heures_deja_declarees=sum(deja) if deja else None,
        heures_mois_precedent=sum(precedent) if precedent else None,
        semaines={cle: Decimal(valeur) for cle, valeur in semaines.items()},
        contrat_joint=False,
    )


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lignes=LIGNES, stockees=STOCKEES)
def test_sql_says_what_the_rule_says(monde, lignes, stockees):
    with transaction.atomic():
        poser(monde, stockees)
        releve = preparer_releve(employeur=monde["etti"], mois=OCTOBRE, par=monde["par"])
        cadre = cadre_de(releve)
        assert charger(cadre, [etape(monde, ligne) for ligne in lignes]) == len(lignes)
        for rang, ligne in enumerate(LigneReleve.objects.filter(releve=releve).order_by("pk")):
            attendus = controler_ligne(faits_naifs(rang, lignes, stockees), cadre.parametres)
            assert set(ligne.constats) == {verdict.code.value for verdict in attendus}, (
                rang,
                lignes,
                stockees,
            )
            dits = controler_ligne(faits_de(ligne, AUJOURDHUI), cadre.parametres)
            if ligne.participant_id and ligne.lot_id:
                assert {(v.code, v.gravite, v.phrase) for v in dits} == {
                    (v.code, v.gravite, v.phrase) for v in attendus
                }
        transaction.set_rollback(True)

"""The statements that make France, in order; each works on all territoires at once."""

from collections.abc import Callable

from guichet.entree.demo.france.cles import (
    ACTEURS,
    LIGNES,
    LOTS,
    MISSIONS,
    PERSONNES,
    RELEVES,
    tirer_les_cles,
)
from guichet.entree.demo.france.insertion import inserer
from guichet.models import Acteur, Organisation
from marches.models import Attribution, Engagement, Lot, Marche
from publics.models import (
    Contrat,
    Critere,
    Habilitation,
    LigneReleve,
    Mission,
    Participant,
    Prescription,
    Releve,
    Titre,
)

INSTANT = "(SELECT instant FROM f_jour)"
GENRES = "(ARRAY['etti','ai','ei','aci','geiq'])[1 + (rang - 1) %% 5]"


def _actors(c) -> int:
    tirer_les_cles(c, "f_acteur", ACTEURS)
    source = "FROM f_acteur JOIN f_territoire t ON t.id = territoire"
    nom = "initcap(part) || ' ' || t.ordre || '-' || f_acteur.rang"
    inserer(
        c,
        Organisation,
        f"{source} JOIN f_siret USING (numero)",
        id="organisation",
        siret="siret",
        nom=nom,
        cree_le=INSTANT,
    )
    nombre = inserer(
        c,
        Acteur,
        source,
        id="f_acteur.id",
        territoire_id="territoire",
        organisation_id="organisation",
        nom=nom,
        est_donneur_ordre="part = 'acheteur'",
        categorie="CASE part WHEN 'acheteur' THEN 'commune' ELSE '' END",
        est_titulaire="part = 'entreprise'",
        est_partenaire="part = 'structure'",
        genre=f"CASE part WHEN 'structure' THEN {GENRES.replace('rang', 'f_acteur.rang')} ELSE '' END",
        est_prescripteur="part = 'prescripteur'",
        type_prescripteur="CASE part WHEN 'prescripteur' THEN 'FT' ELSE '' END",
        cree_le=INSTANT,
    )
    inserer(
        c,
        Habilitation,
        "FROM f_acteur WHERE part = 'structure'",
        territoire_id="territoire",
        partenaire_id="id",
        modalite=GENRES,
        debut="date '2010-01-01'",
        source="'reprise'",
    )
    return nombre


def _lots(c) -> int:
    tirer_les_cles(c, "f_lot", LOTS)
    inserer(
        c,
        Marche,
        "FROM f_lot",
        id="marche",
        territoire_id="territoire",
        donneur_ordre_id="acheteur",
        numero="extract(year FROM debut)::int || '-' || rang",
        objet="'Marché de ' || metier || ' n° ' || rang",
        nature="CASE WHEN metier IN ('peinture', 'maconnerie', 'voirie') THEN 'travaux' ELSE 'services' END",
        montant="heures * 1000",
        duree_mois="duree",
        lance_le="debut - 120",
        publie_le="debut - 117",
        notifie_le="debut - 20",
        source="'reprise'",
        cree_le="debut - 120",
        modifie_le="debut",
    )
    nombre = inserer(
        c,
        Lot,
        "FROM f_lot, f_jour",
        id="id",
        territoire_id="territoire",
        marche_id="marche",
        intitule="'Lot ' || metier",
        metier="metier",
        dispositif="'condition'",
        etat="CASE WHEN fin < jour - 120 THEN 'clos' WHEN fin < jour THEN 'receptionne' ELSE 'en_cours' END",
        etat_le="least(fin, jour)::date",
        montant="heures * 1000",
        heures_estimees="heures",
        heures_demandees="heures",
        heures_engagees="heures",
        notifie_le="debut - 20",
        debut="debut",
        fin_prevue="fin::date",
        receptionne_le="CASE WHEN fin < jour THEN fin::date END",
        clos_le="CASE WHEN fin < jour - 120 THEN fin::date + 120 END",
        modifie_le="debut",
    )
    owed = {"territoire_id": "territoire", "lot_id": "id", "heures": "heures", "cree_le": "debut"}
    inserer(c, Engagement, "FROM f_lot", **owed, genre="'initial'", date_effet="debut - 20")
    inserer(c, Attribution, "FROM f_lot", **owed, entreprise_id="entreprise", depuis="debut - 20")
    return nombre


def _people(c) -> int:
    tirer_les_cles(c, "f_personne", PERSONNES)
    nombre = inserer(
        c,
        Participant,
        "FROM f_personne",
        id="id",
        territoire_id="territoire",
        nom="nom",
        prenom="prenom",
        cle_nom="cle",
        sexe="sexe",
        ne_le="ne_le",
        commune="'Commune'",
        qpv="tirage < 0.32",
        niveau="CASE WHEN tirage < 0.4 THEN 'infra3' WHEN tirage < 0.8 THEN '3' ELSE '4' END",
        mois_chomage="(tirage * 40)::int",
        prescripteur_id="prescripteur",
        cree_le=INSTANT,
        modifie_le=INSTANT,
    )
    inserer(
        c,
        Critere,
        "FROM f_personne",
        territoire_id="territoire",
        participant_id="id",
        code="(ARRAY['RSA','DELD','DETLD','JEUNE','TH'])[1 + floor(tirage * 5)]",
        retenu="true",
        cree_le=INSTANT,
    )
    return nombre


def _missions(c) -> int:
    tirer_les_cles(c, "f_mission", MISSIONS)
    commun = {"territoire_id": "territoire", "participant_id": "personne", "cree_le": "debut - 20"}
    inserer(
        c,
        Prescription,
        "FROM f_mission",
        **commun,
        id="fiche",
        prescripteur_id="prescripteur",
        etat="'validee'",
        signee_le="debut - 20",
        complete_le="debut - 20",
        transmise_le="debut - 20",
        decidee_le="debut - 18",
    )
    inserer(
        c,
        Titre,
        "FROM f_mission",
        **commun,
        id="titre",
        genre="'fiche'",
        debut="debut - 20",
        fin="(debut - 20 + interval '2 months')::date",
        prescription_id="fiche",
    )
    nombre = inserer(
        c,
        Mission,
        "FROM f_mission",
        **commun,
        id="id",
        lot_id="lot",
        employeur_id="employeur",
        modalite="modalite",
        etat="'terminee'",
        debut="debut",
        fin="(debut + (mois || ' months')::interval)::date - 1",
        demandee_le="debut - 6",
        complete_le="debut - 6",
        couverte_depuis="debut - 6",
        validee_le="debut - 4",
        titre_id="titre",
        modifie_le="debut",
    )
    inserer(
        c,
        Contrat,
        "FROM f_mission",
        territoire_id="territoire",
        mission_id="id",
        genre="'cddi'",
        debut="debut",
        fin="(debut + (mois || ' months')::interval)::date - 1",
        cree_le="debut",
    )
    return nombre


def _hours(c) -> int:
    tirer_les_cles(c, "f_ligne", LIGNES)
    tirer_les_cles(c, "f_releve", RELEVES)
    inserer(
        c,
        Releve,
        "FROM f_releve",
        id="id",
        territoire_id="territoire",
        employeur_id="employeur",
        mois="mois",
        etat="'valide'",
        attendu_le="(mois + interval '1 month')::date + 9",
        depose_le="(mois + interval '1 month')::date + 5",
        valide_le="(mois + interval '1 month')::date + 14",
    )
    return inserer(
        c,
        LigneReleve,
        "FROM f_ligne x JOIN f_releve r USING (territoire, employeur, mois)",
        territoire_id="territoire",
        releve_id="r.id",
        employeur_id="employeur",
        mission_id="mission",
        participant_id="personne",
        lot_id="lot",
        mois="mois",
        numero="row_number() OVER (PARTITION BY r.id ORDER BY mission)",
        heures="heures",
        heures_validees="heures",
        etat="'validee'",
        envoyee_le="(mois + interval '1 month')::date + 5",
        decidee_le="(mois + interval '1 month')::date + 14",
    )


ETAPES: dict[str, Callable] = {
    "acteurs": _actors,
    "lots": _lots,
    "personnes": _people,
    "missions": _missions,
    "lignes de relevé": _hours,
}

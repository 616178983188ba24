"""The statements that make France, in order; each works on all territoires at once.

Keys are drawn from the sequences into temporary tables first, so that the rows may name each other.
"""

from collections.abc import Callable

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
ACTEURS = """
SELECT nextval('guichet_organisation_id_seq') AS organisation, nextval('guichet_acteur_id_seq') AS id,
       row_number() OVER (ORDER BY territoire, part, rang) AS numero, x.*
FROM (
  SELECT t.id AS territoire, 'acheteur' AS part, rang
  FROM f_territoire t, generate_series(1, t.acheteurs) rang
  UNION ALL
  SELECT t.id, 'structure', rang FROM f_territoire t, generate_series(1, t.structures) rang
  UNION ALL
  SELECT t.id, 'entreprise', rang FROM f_territoire t, generate_series(1, t.entreprises) rang
  UNION ALL
  SELECT t.id, 'prescripteur', rang FROM f_territoire t, generate_series(1, 2) rang
) x
"""
GENRES = "(ARRAY['etti','ai','ei','aci','geiq'])[1 + (rang - 1) %% 5]"
LOTS = """
SELECT nextval('marches_marche_id_seq') AS marche, nextval('marches_lot_id_seq') AS id, x.*,
       debut + (duree || ' months')::interval - interval '1 day' AS fin
FROM (
  SELECT t.id AS territoire, n AS rang, a.id AS acheteur, e.id AS entreprise,
         (date_trunc('month', j.jour) - ((12 + floor(random() * 108)) || ' months')::interval)::date AS debut,
         (8 + floor(random() * 24))::int AS duree, (60 + floor(2400 * random() ^ 2))::numeric AS heures,
         (ARRAY['peinture','maconnerie','proprete','voirie','espaces_verts_entretien'])
           [1 + floor(random() * 5)] AS metier
  FROM f_jour j CROSS JOIN f_territoire t CROSS JOIN LATERAL generate_series(1, t.marches) n
  JOIN f_acteur a ON a.territoire = t.id AND a.part = 'acheteur' AND a.rang = 1 + n % t.acheteurs
  JOIN f_acteur e ON e.territoire = t.id AND e.part = 'entreprise' AND e.rang = 1 + n % t.entreprises
) x
"""
PERSONNES = """
SELECT nextval('publics_participant_id_seq') AS id, t.id AS territoire, k AS rang, n.nom, n.prenom, n.sexe,
       n.cle, date '1962-01-01' + ((k::bigint * 7919) % 15000)::int AS ne_le, p.id AS prescripteur,
       random() AS tirage
FROM f_territoire t
CROSS JOIN LATERAL generate_series(1, t.participants) k
JOIN f_nom n ON n.rang = (k::bigint * 4801 + t.ordre) % (SELECT count(*) FROM f_nom)
JOIN f_acteur p ON p.territoire = t.id AND p.part = 'prescripteur' AND p.rang = 1 + k % 2
"""
MISSIONS = """
SELECT nextval('publics_mission_id_seq') AS id, nextval('publics_titre_id_seq') AS titre,
       nextval('publics_prescription_id_seq') AS fiche, x.*,
       least(x.lot_debut + (floor(x.u * greatest(1, x.duree - x.mois)) || ' months')::interval,
             date_trunc('month', j.jour) - (x.mois || ' months')::interval)::date AS debut
FROM f_jour j, (
  SELECT p.territoire, p.id AS personne, p.prescripteur, l.id AS lot, l.debut AS lot_debut, l.duree,
         s.id AS employeur, (ARRAY['etti','ai','ei','aci','geiq'])[1 + (s.rang - 1) % 5] AS modalite,
         (1 + floor(random() * 9.67))::int AS mois, random() AS u
  FROM f_personne p
  JOIN f_territoire t ON t.id = p.territoire
  CROSS JOIN LATERAL generate_series(0, CASE WHEN p.rang % 4 = 0 THEN 1 ELSE 0 END) k
  JOIN f_lot l ON l.territoire = p.territoire AND l.rang = 1 + (p.rang::bigint * 7 + k) % t.marches
  JOIN f_acteur s ON s.territoire = p.territoire AND s.part = 'structure'
    AND s.rang = 1 + (p.rang + k) % t.structures
) x
"""
LIGNES = """
SELECT m.territoire, m.id AS mission, m.personne, m.lot, m.employeur,
       (m.debut + (k || ' months')::interval)::date AS mois, floor(140 + random() * 460) / 4 AS heures
FROM f_mission m CROSS JOIN LATERAL generate_series(0, m.mois - 1) k
"""
RELEVES = """
SELECT nextval('publics_releve_id_seq') AS id, x.* FROM (
  SELECT DISTINCT territoire, employeur, mois FROM f_ligne ORDER BY 1, 2, 3
) x
"""


def _keys(c, table: str, creation: str) -> None:
    """Make a table of keys, and count it so that the joins on it are planned for its size."""
    c.execute(f"CREATE TEMP TABLE {table} ON COMMIT DROP AS {creation}")
    c.execute(f"ANALYZE {table}")


def _actors(c) -> int:
    _keys(c, "f_acteur", ACTEURS)
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
    _keys(c, "f_lot", LOTS)
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
    _keys(c, "f_personne", PERSONNES)
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
    _keys(c, "f_mission", MISSIONS)
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
    _keys(c, "f_ligne", LIGNES)
    _keys(c, "f_releve", RELEVES)
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

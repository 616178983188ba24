"""Keys drawn from the sequences into temporary tables, so that rows made by sets may name each other."""

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


def tirer_les_cles(c, table: str, creation: str) -> None:
    """Make a table of keys, and count it so that the joins on it are planned for its size."""
    c.execute(f"CREATE TEMP TABLE {table} ON COMMIT DROP AS {creation}")
    c.execute(f"ANALYZE {table}")

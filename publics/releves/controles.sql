-- Verdicts of R7 on every row of `source`, and what R7 looked at. Held against publics/regles/r7 by a test.
-- `source`: cle, ordre, participant_id, lot_id, mois, nature, debut, fin, heures, semaines, grave, personne_proposee,
-- lot_propose, autre_guichet, choix. {source} is the staged file, or lines already stored.
source AS ({source}),
jours AS MATERIALIZED (
  SELECT s.*,
    CASE WHEN s.debut BETWEEN s.mois AND f.fin_mois THEN s.debut ELSE s.mois END AS du,
    CASE WHEN s.fin BETWEEN s.mois AND f.fin_mois
         THEN GREATEST(s.fin, CASE WHEN s.debut BETWEEN s.mois AND f.fin_mois THEN s.debut ELSE s.mois END)
         ELSE f.fin_mois END AS au,
    f.fin_mois,
    coalesce(s.heures, 0) AS h
  FROM source s
  CROSS JOIN LATERAL (SELECT (s.mois + interval '1 month' - interval '1 day')::date AS fin_mois) f
),
existantes AS MATERIALIZED (
  SELECT l.participant_id, l.lot_id, l.mois, l.nature, l.employeur_id, coalesce(l.heures, 0) AS h,
    CASE WHEN l.debut BETWEEN l.mois AND f.fin_mois THEN l.debut ELSE l.mois END AS du,
    CASE WHEN l.fin BETWEEN l.mois AND f.fin_mois THEN l.fin ELSE f.fin_mois END AS au
  FROM publics_lignereleve l
  CROSS JOIN LATERAL (SELECT (l.mois + interval '1 month' - interval '1 day')::date AS fin_mois) f
  WHERE l.territoire_id = %(territoire)s AND l.courante AND l.etat NOT IN ('mise_de_cote', 'ignoree')
    AND l.participant_id = ANY (ARRAY(SELECT DISTINCT participant_id FROM jours WHERE participant_id IS NOT NULL))
    AND l.mois = ANY (ARRAY(SELECT DISTINCT mois FROM jours
                            UNION SELECT DISTINCT (mois - interval '1 month')::date FROM jours))
    AND l.releve_id <> ALL (%(remplaces)s) AND l.id <> ALL (%(lignes)s)
),
autres AS (SELECT participant_id, mois, sum(h) AS h FROM existantes GROUP BY 1, 2),
precedent AS (
  SELECT participant_id, lot_id, (mois + interval '1 month')::date AS mois, nature, sum(h) AS h
  FROM existantes WHERE employeur_id = %(employeur)s GROUP BY 1, 2, 3, 4
),
deja AS (
  SELECT cle, sum(h) AS h FROM (
    SELECT j.cle, e.h FROM jours j JOIN existantes e
      ON e.participant_id = j.participant_id AND e.lot_id = j.lot_id AND e.mois = j.mois AND e.nature = j.nature
     AND e.employeur_id = %(employeur)s AND e.du <= j.au AND e.au >= j.du
    UNION ALL
    SELECT j.cle, k.h FROM jours j JOIN jours k
      ON k.participant_id = j.participant_id AND k.lot_id = j.lot_id AND k.mois = j.mois AND k.nature = j.nature
     AND k.ordre < j.ordre AND k.choix <> 'ignorer' AND k.du <= j.au AND k.au >= j.du
  ) x GROUP BY cle
),
personnes AS (
  SELECT m.participant_id, min(m.debut) AS premiere
  FROM publics_mission m
  WHERE m.territoire_id = %(territoire)s AND m.etat NOT IN ('annulee', 'refusee')
    AND m.participant_id = ANY (ARRAY(SELECT DISTINCT participant_id FROM jours WHERE participant_id IS NOT NULL))
  GROUP BY 1
),
siennes AS MATERIALIZED (
  SELECT m.* FROM publics_mission m
  WHERE m.territoire_id = %(territoire)s AND m.employeur_id = %(employeur)s AND m.etat NOT IN ('annulee', 'refusee')
    AND m.participant_id = ANY (ARRAY(SELECT DISTINCT participant_id FROM jours WHERE participant_id IS NOT NULL))
),
contrats AS MATERIALIZED (
  SELECT c.mission_id, c.debut, coalesce(c.fin, 'infinity'::date) AS fin, c.fichier_id,
    max(coalesce(c.fin, 'infinity'::date)) OVER (PARTITION BY c.mission_id ORDER BY c.debut, c.id
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS avant
  FROM publics_contrat c
  WHERE c.territoire_id = %(territoire)s AND c.mission_id = ANY (ARRAY(SELECT id FROM siennes))
),
bornes AS (
  SELECT mission_id, min(debut) AS debut, max(fin) AS fin FROM contrats GROUP BY 1
),
trouees AS (
  SELECT DISTINCT mission_id FROM contrats WHERE avant < 'infinity' AND debut - avant - 1 > %(ecart)s
),
missions AS MATERIALIZED (
  SELECT DISTINCT ON (j.cle) j.cle, m.id, m.debut, m.fin, m.etat, m.couverte_depuis, m.permanent, m.modalite
  FROM jours j JOIN siennes m ON m.participant_id = j.participant_id AND m.lot_id = j.lot_id
   AND m.debut <= j.au AND (m.fin IS NULL OR m.fin + %(ecart)s >= j.du)
  ORDER BY j.cle, (m.fin IS NULL OR m.fin >= j.du) DESC, m.debut DESC, m.id
),
joints AS (
  SELECT DISTINCT j.cle FROM jours j JOIN missions m USING (cle) JOIN contrats c ON c.mission_id = m.id
  WHERE c.fichier_id IS NOT NULL AND c.debut <= j.au AND c.fin >= j.du
),
faits AS (
  SELECT j.*, m.id AS mission_id, lot.id AS lot_present,
    (j.participant_id IS NOT NULL OR j.personne_proposee) AS personne_connue,
    (j.lot_id IS NOT NULL OR j.lot_propose) AS lot_connu,
    CASE lot.etat WHEN 'clos' THEN 'clos' WHEN 'receptionne' THEN 'receptionne' WHEN 'acheve' THEN 'receptionne'
      ELSE 'ouvert' END AS lot_etat,
    coalesce(lot.debut, lot.notifie_le) AS lot_debut, coalesce(lot.receptionne_le, lot.fin_prevue) AS lot_fin,
    j.participant_id IS NOT NULL AND j.lot_id IS NOT NULL AND row_number() OVER (
      PARTITION BY j.participant_id, j.lot_id, j.mois, j.nature, j.debut, j.fin, j.heures ORDER BY j.ordre) > 1 AS doublon,
    clo.id IS NOT NULL AS cloture,
    CASE WHEN j.participant_id IS NULL THEN 0 ELSE
      coalesce(a.h, 0) + coalesce(sum(j.h) FILTER (WHERE j.choix <> 'ignorer')
        OVER (PARTITION BY j.participant_id, j.mois), 0) - CASE WHEN j.choix = 'ignorer' THEN 0 ELSE j.h END
      - CASE WHEN j.choix = 'remplacer' THEN coalesce(d.h, 0) ELSE 0 END END AS autres,
    d.h AS deja, p.h AS precedent, sem.somme AS somme_semaines, sem.maximum AS semaine_max,
    joints.cle IS NOT NULL AS contrat,
    coalesce(j.debut = j.du AND j.du < b.debut OR j.fin = j.au AND j.au > b.fin, false) AS hors_contrat,
    (coalesce(m.modalite, %(modalite)s) = 'embauche' OR EXISTS (
      SELECT FROM publics_habilitation ha WHERE ha.territoire_id = %(territoire)s AND ha.partenaire_id = %(employeur)s
        AND ha.modalite = coalesce(m.modalite, %(modalite)s) AND ha.debut <= j.fin_mois
        AND (ha.fin IS NULL OR ha.fin >= j.mois))) AS habilite,
    coalesce(%(structure)s AND m.etat IN ('validee', 'en_cours', 'suspendue', 'terminee', 'rompue') AND NOT m.permanent
      AND m.couverte_depuis <= GREATEST(j.du, m.debut) AND m.debut <= j.au AND (m.fin IS NULL OR m.fin >= j.du)
      AND m.id NOT IN (SELECT mission_id FROM trouees)
      AND LEAST(pe.premiere, par.entree_ailleurs) + make_interval(months => %(duree)s) > j.au, false) AS en_regle
  FROM jours j
  LEFT JOIN missions m USING (cle)
  LEFT JOIN bornes b ON b.mission_id = m.id
  LEFT JOIN marches_lot lot ON lot.territoire_id = %(territoire)s AND lot.id = j.lot_id
  LEFT JOIN publics_participant par ON par.territoire_id = %(territoire)s AND par.id = j.participant_id
  LEFT JOIN personnes pe ON pe.participant_id = j.participant_id
  LEFT JOIN publics_cloturemois clo ON clo.territoire_id = %(territoire)s AND clo.mois = j.mois
  LEFT JOIN autres a ON a.participant_id = j.participant_id AND a.mois = j.mois
  LEFT JOIN deja d USING (cle)
  LEFT JOIN precedent p ON p.participant_id = j.participant_id AND p.lot_id = j.lot_id AND p.mois = j.mois
    AND p.nature = j.nature
  LEFT JOIN joints USING (cle)
  LEFT JOIN LATERAL (
    SELECT sum(v::numeric) AS somme, max(v::numeric) AS maximum FROM jsonb_each_text(j.semaines) AS w(k, v)
  ) sem ON j.semaines <> '{{}}'
),
codes AS (
  SELECT f.*, CASE WHEN f.autre_guichet THEN ARRAY['R7_AUTRE_GUICHET'] ELSE array_remove(ARRAY[
    CASE WHEN NOT f.personne_connue THEN 'R7_PERSONNE_INCONNUE' END,
    CASE WHEN NOT f.lot_connu THEN 'R7_LOT_INCONNU' END,
    CASE WHEN f.doublon THEN 'R7_DOUBLON_EXACT' END,
    CASE WHEN f.mois > %(mois_du_jour)s THEN 'R7_MOIS_FUTUR' END,
    CASE WHEN f.h > %(seuil_ligne)s THEN 'R7_HEURES_IMPOSSIBLES' END,
    CASE WHEN f.lot_etat = 'clos' THEN 'R7_LOT_CLOS' END,
    CASE WHEN f.cloture THEN 'R7_MOIS_CLOTURE' END,
    CASE WHEN f.h < 0 THEN 'R7_HEURES_NEGATIVES' END,
    CASE WHEN f.h + f.autres > %(seuil_mois)s THEN 'R7_MOIS_LONG' END,
    CASE WHEN f.semaine_max > %(seuil_semaine)s THEN 'R7_SEMAINE_LONGUE' END,
    CASE WHEN f.somme_semaines <> f.h THEN 'R7_SOMME_SEMAINES' END,
    CASE WHEN f.lot_etat = 'receptionne' THEN 'R7_LOT_RECEPTIONNE' END,
    CASE WHEN f.fin_mois < f.lot_debut OR f.mois > f.lot_fin THEN 'R7_HORS_DATES_LOT' END,
    CASE WHEN f.deja IS NOT NULL AND NOT f.doublon THEN 'R7_DEJA_DECLARE' END,
    CASE WHEN NOT f.habilite THEN 'R7_EMPLOYEUR_NON_HABILITE' END,
    CASE WHEN NOT f.contrat THEN 'R7_CONTRAT_ABSENT' END,
    CASE WHEN f.precedent <> 0 AND abs(f.h - f.precedent) >= f.precedent * %(ecart_mois)s
      THEN 'R7_ECART_MOIS_PRECEDENT' END
  ], NULL) END AS constats
  FROM faits f
),
verdicts AS (
  SELECT c.*,
    CASE WHEN c.autre_guichet THEN 'mise_de_cote'
         WHEN c.choix = 'ignorer' THEN 'ignoree'
         WHEN c.grave = 2 OR c.constats && %(bloquants)s THEN 'a_corriger'
         WHEN c.grave = 1 OR c.constats && %(a_confirmer)s THEN 'a_confirmer'
         ELSE 'sans_anomalie' END AS etat,
    CASE WHEN c.hors_contrat THEN %(hors_contrat)s::jsonb ELSE '[]'::jsonb END AS dites,
    jsonb_strip_nulls(jsonb_build_object(
      'lot_etat', c.lot_etat, 'lot_debut', c.lot_debut, 'lot_fin', c.lot_fin, 'doublon', c.doublon,
      'cloture', c.cloture, 'autres', c.autres::text, 'deja', c.deja::text, 'precedent', c.precedent::text,
      'contrat', c.contrat, 'habilite', c.habilite, 'en_regle', c.en_regle)) AS vus
  FROM codes c
)

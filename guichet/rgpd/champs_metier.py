"""Declarations of the field: marchés, persons and their path, conventions, bilans.

In a table whose every row is about one person, even a date or a state is personal.
"""

from guichet.rgpd.natures import Declaration

MARCHES = {
    "marches.Operation": Declaration(neutres="donneur_ordre nom anru cree_le"),
    "marches.Marche": Declaration(
        lien="referent",
        neutres="""donneur_ordre service operation numero objet nature concession acheteur_r12
        procedure cpv lieu montant duree_mois lance_le publie_le notifie_le source uid notice anomalies
        cree_le modifie_le""",
    ),
    "marches.Exemption": Declaration(
        identite="auteur", lien="cree_par", libre="texte", neutres="marche motif le cree_le"
    ),
    "marches.Lot": Declaration(
        lien="referent",
        libre="etat_motif",
        neutres="""marche numero intitule etat dispositif modalites metier etat_le montant anru
        heures_estimees heures_demandees heures_engagees notifie_le debut fin_prevue receptionne_le clos_le
        penalite_base penalite_horaire penalite_plafond penalite_source modifie_le""",
    ),
    "marches.CalculHeures": Declaration(
        lien="auteur", libre="motif", neutres="lot methode parametres heures courant le"
    ),
    "marches.Engagement": Declaration(
        lien="auteur", neutres="lot genre numero libelle heures montant date_effet ferme cree_le"
    ),
    "marches.Attribution": Declaration(neutres="lot entreprise role heures depuis jusqu_au cree_le"),
    "marches.Chargement": Declaration(lien="cree_par", neutres="fichier synthese cree_le lu_le"),
    "marches.NoticeLue": Declaration(
        neutres="""chargement rang uid objet acheteur_siret acheteur_nom montant notifie_le
        insertion chargeable anomalies contenu"""
    ),
}

PERSONNES = {
    "publics.Participant": Declaration(
        identite="nom prenom cle_nom ne_le sexe pass_iae",
        contact="telephone courriel adresse commune code_postal",
        sensible="qpv qpv_code niveau mois_chomage",
        libre="experience",
        suivi="prescripteur entree_ailleurs",
        lien="referent",
        neutres="a_rapprocher cree_le modifie_le anonymise_le",
    ),
    "publics.Critere": Declaration(
        lien="participant",
        sensible="prescription code justificatif date_preuve retenu",
        neutres="cree_le",
    ),
    "publics.Prolongation": Declaration(
        lien="participant auteur", libre="motif", suivi="mois le", neutres=""
    ),
    "publics.Prescription": Declaration(
        lien="participant decidee_par",
        identite="nom_saisi prescripteur_nom",
        contact="prescripteur_courriel",
        libre="motif",
        sensible="avis_motive",
        suivi="""prescripteur structure etat signee_le transmise_le complete_le repondue_le decidee_le""",
        neutres="lien cree_le",
    ),
    "publics.Titre": Declaration(
        lien="participant",
        identite="numero",
        sensible="genre",
        suivi="""debut fin structure prescription interruptions prolongations situation_changee_le
        verifie_le""",
        neutres="cree_le",
    ),
    "publics.Verification": Declaration(
        lien="participant par",
        identite="nom prenom ne_le",
        copie="phrase",
        suivi="structure lot debut reponse code que_faire jusqu_au le",
        neutres="numero",
    ),
}

PARCOURS = {
    "publics.Mission": Declaration(
        lien="participant demandee_par validee_par",
        libre="motif_fin",
        suivi="""lot employeur modalite etat poste debut fin demandee_le complete_le verification validee_le
        titre couverte_depuis permanent""",
        neutres="cree_le modifie_le",
    ),
    "publics.Contrat": Declaration(suivi="mission genre debut fin heures_semaine fichier", neutres="cree_le"),
    "publics.Evaluation": Declaration(
        suivi="mission le", libre="assiduite gestes suite", identite="auteur", neutres=""
    ),
    "publics.Sortie": Declaration(
        lien="participant", suivi="le vers type_contrat debut fin", neutres="cree_le"
    ),
    "publics.Suivi": Declaration(
        lien="participant", suivi="echeance le source", libre="situation", neutres="cree_le"
    ),
}

RELEVES = {
    "publics.Releve": Declaration(
        lien="depose_par",
        copie="fichier recepisse lecture",
        neutres="""employeur mois version precedente courante etat origine attendu_le depose_le
        valide_le travail total_fichier""",
    ),
    "publics.LigneReleve": Declaration(
        lien="participant decidee_par",
        copie="brut anomalies faits avant",
        libre="confirmation message reponse",
        suivi="""employeur mission lot mois nature debut fin heures heures_validees heures_refusees
        heures_invalidees heures_a_decider etat semaines constats choix motif_code""",
        neutres="releve feuille numero rang courante envoyee_le decidee_le",
    ),
    "publics.Justificatif": Declaration(copie="fichier", neutres="releve ligne joint_le"),
    "publics.ClotureMois": Declaration(lien="clos_par", neutres="mois clos_le"),
    "publics.SurnomLot": Declaration(neutres="acteur texte lot appris_le"),
    "publics.Habilitation": Declaration(neutres="partenaire modalite debut fin source"),
    "publics.Decision": Declaration(
        lien="proposee_par decidee_par",
        libre="explication observation motif_decision",
        suivi="""lot mission mois heures etat proposition heures_proposees motif_code sens
        heures_maintenues""",
        neutres="""reference proposee_le observations_avant transmise_le decidee_le tacite
        revise""",
    ),
    "publics.LigneDecision": Declaration(suivi="ligne heures", neutres="decision"),
    "publics.AccordDecision": Declaration(
        neutres="donneur_ordre silence_vaut_accord delegation reference signe_le"
    ),
}

SUITES = {
    "conventions.Convention": Declaration(
        lien="cree_par",
        copie="variables document scan",
        neutres="""partenaire annee variante etat debut fin reconduction_tacite denoncee_le
        travail cree_le""",
    ),
    "conventions.Signataire": Declaration(
        identite="nom fonction",
        suivi="signe_le",
        lien="enregistre_par",
        neutres="convention ordre qualite",
    ),
    "reporting.Bilan": Declaration(
        lien="arrete_par",
        libre="textes",
        neutres="""genre acteur annee debut fin version etat instantane changements document
        travail arrete_le cree_le""",
    ),
}

METIER = MARCHES | PERSONNES | PARCOURS | RELEVES | SUITES

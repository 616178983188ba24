"""Declarations of the ground floor: accounts, organisations, journal, mails, files, documents, jobs."""

from guichet.rgpd.natures import Declaration

COMPTES = {
    "guichet.Utilisateur": Declaration(
        identite="nom prenom",
        contact="email telephone",
        compte="password last_login is_active is_superuser cree_le groups user_permissions",
        neutres="demonstration",
    ),
    "guichet.Appartenance": Declaration(
        lien="utilisateur",
        compte="organisation acteur role_code active cree_le fermee_le",
    ),
    "guichet.Invitation": Declaration(
        contact="email",
        lien="invite_par",
        compte="organisation acteur role_code cree_le expire_le acceptee_le annulee_le",
        neutres="empreinte",
    ),
    "guichet.LienSigne": Declaration(
        contact="destinataire",
        lien="cree_par objet_type objet_id",
        compte="vu_le",
        neutres="uuid genre acteur cree_le expire_le revoque_le",
    ),
    "guichet.PartageTerritoire": Declaration(neutres="permission group content_object"),
    "guichet.PartageTerritoireUtilisateur": Declaration(lien="user", neutres="permission content_object"),
}

ORGANISATIONS = {
    "guichet.Territoire": Declaration(
        neutres="slug nom porteur departement fuseau accent initiale actif cree_le"
    ),
    "guichet.Reglage": Declaration(lien="modifie_par", libre="valeur", neutres="cle modifie_le"),
    "guichet.Organisation": Declaration(neutres="siret nom commune code_postal groupe cree_le"),
    "guichet.Acteur": Declaration(
        neutres="""organisation nom parent est_donneur_ordre est_titulaire est_partenaire
        est_prescripteur est_etat genre categorie type_prescripteur actif cree_le"""
    ),
    "guichet.Contact": Declaration(
        identite="nom fonction", contact="telephone courriel", neutres="acteur principal"
    ),
}

ECRITS = {
    "guichet.Entree": Declaration(
        identite="auteur",
        lien="utilisateur objet_type objet_id",
        copie="phrase details",
        compte="le role_code organisation verbe consultation",
        neutres="sel empreinte rang sceau",
    ),
    "guichet.Note": Declaration(
        libre="texte",
        copie="objet_nom",
        lien="auteur objet_type objet_id",
        neutres="genre le relancer_le faite_le",
    ),
    "guichet.Courriel": Declaration(
        contact="destinataire",
        copie="sujet corps erreur",
        lien="objet_type objet_id",
        neutres="""cle envoyer_apres essais prochain_essai envoye_le annule_le abandonne_le
        cree_le""",
    ),
    "guichet.Travail": Declaration(
        copie="titre parametres resultat erreur adresse",
        lien="demande_par appartenance",
        neutres="""genre cle file etat progres etape erreur_code essais prevu_le renvoyer_apres
        bail_de bail_jusqu_a systeme cree_le fini_le""",
    ),
    "guichet.VueEnregistree": Declaration(lien="utilisateur", libre="nom requete", neutres="url cree_le"),
    "guichet.MiseEnPageApprise": Declaration(neutres="acteur empreinte colonnes apprise_le vue_le"),
}

PIECES = {
    "guichet.Fichier": Declaration(
        libre="nom",
        lien="depose_par",
        copie="sha256 chemin",
        neutres="type_mime taille sensible acteur depose_le",
    ),
    "guichet.Document": Declaration(
        copie="titre instantane fichier",
        lien="emis_par objet_type objet_id",
        neutres="cle genre numero version acteur gabarit code emis_le",
    ),
    "guichet.Compteur": Declaration(neutres="genre annee dernier"),
    "guichet.Preuve": Declaration(
        neutres="code numero version genre emetteur emis_le sha256 taille signatures remplacee_par"
    ),
}

GUICHET = COMPTES | ORGANISATIONS | ECRITS | PIECES

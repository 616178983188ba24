"""Fields of a monthly relevé and the titles that structures give to their columns. Data only."""

from guichet.tableaux import dates, valeurs
from guichet.tableaux.champs import Champ


def titres(texte: str) -> tuple[str, ...]:
    """Synonyms separated by ` | `, surest first."""
    return tuple(synonyme.strip() for synonyme in texte.split("|"))


RELEVE = (
    Champ(
        "personne_id",
        "Identifiant de la personne",
        titres("identifiant | id personne | identifiant personne | ref personne | code salarie | matricule"),
    ),
    Champ(
        "nom",
        "Nom",
        titres(
            "nom | nom d usage | nom usage | nom de famille | nom salarie | nom du salarie | noms | "
            "nom de naissance"
        ),
    ),
    Champ(
        "prenom",
        "Prénom",
        titres("prenom | prenoms | prenom salarie | prenom du salarie"),
    ),
    Champ(
        "personne",
        "Nom et prénom",
        titres(
            "nom prenom | nom et prenom | prenom nom | prenom et nom | nom complet | salarie | "
            "salaries | nom prenom salarie | nom et prenom du salarie | personne | beneficiaire | "
            "participant | identite | interimaire | employe | nom du beneficiaire | salarie en "
            "insertion | agent | nom prenom du beneficiaire | collaborateur | nom de l interimaire | "
            "candidat | noms prenoms | noms et prenoms | nom prenoms"
        ),
    ),
    Champ(
        "naissance",
        "Date de naissance",
        titres(
            "date de naissance | date naissance | ne le | nee le | ne e le | naissance | ddn | dn | "
            "date naiss"
        ),
        dates.lire_naissance,
        date=True,
    ),
    Champ(
        "pass_iae",
        "PASS IAE",
        titres("pass iae | n pass iae | numero pass iae | pass | n pass | numero pass | agrement"),
        valeurs.lire_pass_iae,
    ),
    Champ(
        "siret",
        "SIRET de l’entreprise",
        titres(
            "siret | n siret | numero siret | siret entreprise | siret titulaire | siret entreprise "
            "utilisatrice"
        ),
        valeurs.lire_siret,
    ),
    Champ(
        "entreprise",
        "Entreprise",
        titres(
            "entreprise | titulaire | entreprise utilisatrice | eu | nom de l entreprise | nom "
            "entreprise | societe | client | entreprise titulaire | entreprise attributaire | "
            "attributaire | raison sociale | nom du titulaire | nom du client"
        ),
    ),
    Champ(
        "donneur_ordre",
        "Donneur d’ordre",
        titres(
            "donneur d ordre | maitre d ouvrage | maitre ouvrage | moa | acheteur | collectivite | "
            "donneur ordre"
        ),
    ),
    Champ(
        "marche",
        "Marché",
        titres(
            "marche | n marche | numero marche | numero de marche | n de marche | n du marche | "
            "numero du marche | reference marche | ref marche | code marche | identifiant marche | "
            "marches | marche public | marche lot | marche et lot | chantier marche"
        ),
    ),
    Champ(
        "intitule",
        "Intitulé du marché",
        titres(
            "intitule du marche | nom du marche | libelle du marche | objet du marche | intitule | "
            "objet | chantier | nom du chantier | operation | nom de l operation | projet | affaire | "
            "site | libelle marche | intitule marche | nom marche | nom chantier | intitule de l "
            "operation"
        ),
    ),
    Champ(
        "lot",
        "Lot",
        titres(
            "lot | n lot | numero lot | numero de lot | n du lot | n de lot | intitule du lot | corps d etat"
        ),
    ),
    Champ(
        "mois",
        "Mois",
        titres("mois | periode | mois concerne | mois de releve | mois annee | mois declare"),
        dates.lire_mois,
        date=True,
    ),
    Champ(
        "debut",
        "Début",
        titres(
            "debut | date debut | date de debut | date d entree | date entree | debut contrat | debut "
            "de contrat | date debut contrat | debut mission | debut de mission | entree | date de "
            "debut de contrat | date d embauche | embauche | date de debut de mission | du | date "
            "debut mission | date de debut du contrat"
        ),
        dates.lire_date,
        date=True,
    ),
    Champ(
        "fin",
        "Fin",
        titres(
            "fin | date fin | date de fin | date de sortie | date sortie | fin contrat | fin de "
            "contrat | date fin contrat | fin mission | fin de mission | sortie | date de fin de "
            "contrat | au | date de fin de mission | date fin mission | fin prevue | date de fin "
            "prevue | date de fin du contrat"
        ),
        dates.lire_date,
        date=True,
    ),
    Champ(
        "contrat",
        "Type de contrat",
        titres("contrat | type de contrat | type contrat | nature du contrat | nature contrat | modalite"),
    ),
    Champ(
        "poste",
        "Poste",
        titres("poste | metier | emploi | qualification | fonction | poste occupe | code rome | rome"),
    ),
    Champ(
        "heures",
        "Heures du mois",
        titres(
            "heures | nb heures | nombre heures | nombre d heures | nbre heures | nbre d heures | h | "
            "nb d heures | heures realisees | heures effectuees | heures travaillees | heures du mois "
            "| total heures | total | total mois | total du mois | heures mois | volume horaire | hrs "
            "| heures d insertion | heures insertion | nombre d heures realisees | total h | duree | "
            "nombre d heures effectuees | nombre d heures travaillees | heures totales | total des "
            "heures | nb heures realisees | nb heures effectuees | nb heures travaillees | quantite | "
            "nb h | heures clause | heures mensuelles | heures faites | heures de mission | heures "
            "chantier | heures declarees | heures de travail | heures travail | heures en entreprise "
            "| total heures mois | heures entreprise | total mensuel | nbr heures"
        ),
        valeurs.lire_heures,
    ),
    Champ(
        "semaine",
        "Semaine",
        titres("semaine | sem | heures semaine"),
        valeurs.lire_heures,
        multiple=True,
    ),
    Champ(
        "heures_formation",
        "Heures de formation",
        titres(
            "heures de formation | heures formation | formation | nb heures formation | dont "
            "formation | nombre d heures de formation"
        ),
        valeurs.lire_heures,
    ),
    Champ(
        "observation",
        "Observations",
        titres("observation | observations | commentaire | commentaires | remarques"),
    ),
    Champ(
        "autres_heures",
        "Autres heures",
        titres(
            "heures prevues | heures contrat | heures contractuelles | heures restantes | reste a "
            "realiser | cumul | cumul heures | heures cumulees | heures a realiser | objectif | "
            "heures engagees | cumul annuel | total cumule | heures dues | solde | heures precedentes "
            "| total annuel | heures absence | absences | conges | heures supplementaires | heures "
            "sup | etp | hebdo | duree hebdomadaire | horaire hebdomadaire | taux horaire | taux | "
            "cout horaire | montant | cumul des heures | heures depuis le debut | duree du contrat | "
            "heures facturees | cumul total | tarif | prix | facture | salaire | nb jours | nombre de "
            "jours | jours"
        ),
        multiple=True,
        ecarte=True,
    ),
    Champ(
        "autres",
        "Colonne sans usage",
        titres(
            "n | no | numero | rang | ligne | civilite | sexe | genre | age | adresse | ville | code "
            "postal | commune | telephone | tel | mail | email | courriel | nationalite | erreur | "
            "nir | numero de securite sociale | n securite sociale | critere | criteres | "
            "prescripteur | structure | nom de la structure | nom structure | employeur | siae | "
            "referent | agence | date de validation | date de prescription | qpv | niveau | tuteur | "
            "signature | visa | statut | motif | motif de sortie | siret employeur | siret structure "
            "| nom du referent | prenom du referent | nom du tuteur | type de public | eligibilite | "
            "date eligibilite | fin de pass | date fin pass"
        ),
        multiple=True,
        ecarte=True,
    ),
)
"""Fields of a monthly relevé: what is not listed here is kept in the raw cells, never lost."""

"""Snapshots of documents for the tests and the bench: synthetic names, the real totals of domaine §8."""

import datetime

from conventions.articles import articles_remplis
from conventions.textes import CONTEXTE
from conventions.variables import remplir
from guichet.documents.production import Identite

LE = datetime.datetime(2026, 11, 5, 9, 0, tzinfo=datetime.UTC)
VALEURS = {
    "porteur": "l’Agglomération du Niortais",
    "territoire": "l’agglomération du Niortais",
    "structure": "Atlantique Travail Solidaire",
    "service_etat": "la DDETS-PP des Deux-Sèvres",
    "jour_releve": "10",
    "validite_fiche": "deux mois",
    "ecart_mission": "30 jours",
    "duree_eligibilite": "24 mois",
    "delai_reponse": "8 jours",
    "comites_par_an": "deux",
    "preavis": "deux mois",
    "conservation": "deux ans",
    "contact_donnees": "donnees@exemple.fr",
}
_EMETTEUR = {"nom": "Agglomération du Niortais", "service": "Guichet des clauses sociales", "sigle": "N"}


def identite(numero: str = "D1-2026-0412") -> Identite:
    """Identity of a document with a fixed code and instant."""
    code = "7QF4-KM2D-9XTP"
    return Identite(numero, 1, code, f"https://guichet.exemple.fr/v/{code}", LE)


def convention(genre: str = "ai") -> dict:
    """Snapshot of a convention tripartite with a structure of the given kind."""
    return {
        "nature": "Convention",
        "accent": "#0B5C63",
        "emetteur": _EMETTEUR,
        "cofinanceurs": [],
        "sur_titre": "Clauses sociales d’insertion",
        "titre": "Convention de partenariat",
        "titre_complet": "Convention de partenariat, Atlantique Travail Solidaire",
        "phrase": "Le guichet, la structure et l’État : qui fait quoi pour les personnes en parcours.",
        "periode": "Un an à compter de la dernière signature, reconduction tacite",
        "mention": "Établie le 5 novembre 2026, à signer par trois parties",
        "parties": [
            {
                "nom": "Agglomération du Niortais",
                "role": "Porteur du guichet unique",
                "appellation": "le guichet",
                "description": "140 rue des Équarts, 79000 Niort, représentée par Mme Odile Ferrand.",
            },
            {
                "nom": "Atlantique Travail Solidaire",
                "role": "Association intermédiaire (AI)",
                "appellation": "la structure",
                "description": (
                    "12 rue du Moulin, 79000 Niort, SIRET 123 456 789 00011, représentée par son "
                    "président, M. Karim Belhadj."
                ),
            },
            {
                "nom": "Préfet des Deux-Sèvres",
                "role": "État, DDETS-PP des Deux-Sèvres",
                "appellation": "l’État",
                "description": "Préfecture des Deux-Sèvres, 4 rue Duguesclin, 79000 Niort.",
            },
        ],
        "contexte": [remplir(texte, VALEURS) for texte in CONTEXTE],
        "articles": articles_remplis(genre, VALEURS),
        "formule_signature": "Fait à Niort en trois exemplaires originaux, un pour chaque partie.",
        "signataires": [
            {
                "champ": "Signature_Guichet",
                "partie": "Pour le guichet",
                "nom": "Odile Ferrand",
                "qualite": "Présidente",
            },
            {
                "champ": "Signature_Structure",
                "partie": "Pour la structure",
                "nom": "Karim Belhadj",
                "qualite": "Président",
            },
            {
                "champ": "Signature_Prefet",
                "partie": "Pour l’État",
                "nom": "Hélène Castan",
                "qualite": "Préfète",
            },
        ],
    }


def _cellules(*textes: str) -> list[dict]:
    return [{"texte": texte} for texte in textes]


def bilan() -> dict:
    """Snapshot of the yearly bilan of Niort, 2017 (domaine §8)."""
    return {
        "nature": "Bilan",
        "accent": "#0B5C63",
        "emetteur": _EMETTEUR,
        "cofinanceurs": [],
        "sur_titre": "Clauses sociales d’insertion",
        "titre": "Bilan annuel\n2017",
        "titre_complet": "Bilan annuel 2017, agglomération du Niortais",
        "phrase": "Ce que les marchés du territoire ont apporté aux personnes éloignées de l’emploi.",
        "periode": "Du 1er janvier au 30 novembre 2017, onze mois",
        "mention": "Arrêté le 8 décembre 2017, chiffres figés",
        "faits": [
            {"valeur": "25 009", "unite": "h", "phrase": "réalisées, 2,3 fois\ncelles de 2016"},
            {"valeur": "115", "unite": "", "phrase": "personnes,\n63 en 2016"},
            {"valeur": "12", "unite": "", "phrase": "donneurs d’ordre,\n7 en 2016"},
        ],
        "chapitres": [_chapitre_activite(), _chapitre_structures()],
    }


def _chapitre_activite() -> dict:
    lignes = [
        ("Donneurs d’ordre", "5", "7", "12", "+71,4 %"),
        ("Heures identifiées", "17 662", "56 975", "69 871", "+22,6 %"),
        ("Heures réalisées", "6 735", "10 794", "25 009", "+131,7 %"),
        ("Personnes", "37", "63", "115", "+82,5 %"),
        ("Heures réalisées par personne", "182", "171", "217", "+26,9 %"),
        ("Équivalent temps plein (base 1 607 h)", "4,2", "6,7", "15,6", "+131,7 %"),
    ]
    return {
        "titre": "Trois années de clauses",
        "courant": "l’activité",
        "chapeau": "En onze mois de 2017, 115 personnes ont réalisé 25 009 heures, "
        "plus que 2015 et 2016 réunies.",
        "tableaux": [
            {
                "titre": "Chiffres de 2015 à 2017",
                "colonnes": [
                    {"titre": ""},
                    {"titre": "2015"},
                    {"titre": "2016"},
                    {"titre": "2017", "precision": "onze mois"},
                    {"titre": "2017 comparé à 2016"},
                ],
                "lignes": [
                    {
                        "titre": titre,
                        "genre": "fort" if titre[-9:] == "réalisées" else "",
                        "cellules": _cellules(*valeurs),
                    }
                    for titre, *valeurs in lignes
                ],
                "note": (
                    "Les heures identifiées comptent toute clause repérée, de l’étude à la notification ; "
                    "les rapporter aux heures réalisées ne donne pas un taux. Personne comptée dès sa "
                    "première heure validée dans l’année."
                ),
            }
        ],
        "graphiques": [
            {
                "titre": "Heures",
                "phrase": "Les heures réalisées font plus que doubler en un an.",
                "libelles": ["2015", "2016", "2017"],
                "large": True,
                "series": [
                    {
                        "libelle": "Identifiées",
                        "valeurs": ["17662", "56975", "69871"],
                        "style": "identifiees",
                    },
                    {"libelle": "Réalisées", "valeurs": ["6735", "10794", "25009"]},
                ],
            },
            {
                "titre": "Personnes",
                "phrase": "Trois fois plus de personnes qu’en 2015.",
                "libelles": ["2015", "2016", "2017"],
                "axe": False,
                "series": [{"libelle": "Personnes", "valeurs": ["37", "63", "115"]}],
            },
        ],
        "lecture": [
            "La démarche compte cinq donneurs d’ordre de plus qu’en 2016. Les heures identifiées "
            "augmentent de 23 %, les heures réalisées de 132 % : les clauses repérées plus tôt deviennent "
            "du travail.",
            "Chaque personne travaille plus longtemps, 217 heures contre 171. La comparaison reste "
            "prudente, décembre 2017 n’étant pas compté.",
        ],
    }


def _chapitre_structures() -> dict:
    lignes = [
        {
            "titre": f"Structure d’essai n° {rang}",
            "cellules": _cellules(str(3 + rang % 9), f"{120 * rang}", f"{rang}"),
        }
        for rang in range(1, 46)
    ]
    lignes[6]["cellules"][1:] = [{"texte": "Effectif inférieur à 5", "masque": True, "colonnes": 2}]
    return {
        "titre": "Structures partenaires",
        "courant": "les structures",
        "chapeau": "",
        "tableaux": [
            {
                "titre": "Heures par structure",
                "colonnes": [
                    {"titre": "Structure"},
                    {"titre": "Personnes"},
                    {"titre": "Heures"},
                    {"titre": "Lots"},
                ],
                "lignes": [
                    *lignes,
                    {"titre": "Total", "genre": "total", "cellules": _cellules("115", "25 009", "58")},
                ],
                "note": "",
            }
        ],
        "graphiques": [],
        "lecture": [],
    }


def liste() -> dict:
    """Snapshot of a list: no cover, one table."""
    tableau = _chapitre_structures()["tableaux"][0] | {"titre": ""}
    return {
        "nature": "Liste",
        "accent": "#0B5C63",
        "emetteur": _EMETTEUR,
        "titre": "Structures partenaires",
        "titre_complet": "Structures partenaires, agglomération du Niortais",
        "phrase": "Structures ayant déclaré des heures en 2017.",
        "mention": "Liste arrêtée le 5 novembre 2026.",
        "tableaux": [tableau],
    }

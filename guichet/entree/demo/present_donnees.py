"""Lots, named people and teams of the present, as data. Months are counted from the running one (0)."""

VILLE = {"acheteur": "ville-niort"}
JEAN_MACE = {
    **VILLE,
    "service": "service-batiments",
    "marche": "TVX-314",
    "objet": "Réhabilitation du groupe scolaire Jean-Macé",
    "nature": "travaux",
    "debut": -9,
    "fin": 4,
}
ESPACES_VERTS = {
    **VILLE,
    "marche": "SRV-027",
    "objet": "Espaces verts de la ville, trois ans",
    "nature": "services",
    "metier": "espaces_verts_entretien",
    "debut": -8,
    "fin": 28,
}
TILLEULS = {
    "acheteur": "habitat",
    "marche": "TVX-208",
    "objet": "24 logements rue des Tilleuls",
    "nature": "travaux",
}
LOTS = {
    "jean-mace-1": {
        **JEAN_MACE,
        "numero": 1,
        "intitule": "Gros œuvre",
        "metier": "maconnerie",
        "titulaire": "guilbot",
        "heures": 2150,
    },
    "jean-mace-3": {
        **JEAN_MACE,
        "numero": 3,
        "intitule": "Peinture et sols",
        "metier": "peinture",
        "titulaire": "caillaud",
        "heures": 1200,
        "avenant": 80,
    },
    "verts-1": {
        **ESPACES_VERTS,
        "numero": 1,
        "intitule": "Secteur sud",
        "titulaire": "jardins",
        "heures": 1500,
    },
    "verts-2": {
        **ESPACES_VERTS,
        "numero": 2,
        "intitule": "Secteur nord",
        "titulaire": "fradin",
        "heures": 3600,
    },
    "restauration-3": {
        **VILLE,
        "marche": "SRV-061",
        "objet": "Restauration scolaire",
        "nature": "services",
        "numero": 3,
        "intitule": "Livraison des repas",
        "metier": "restauration",
        "titulaire": "mercier",
        "heures": 615,
        "debut": -12,
        "fin": 9,
    },
    "nettoyage-1": {
        **VILLE,
        "marche": "SRV-044",
        "objet": "Nettoyage des bâtiments",
        "nature": "services",
        "numero": 1,
        "intitule": "Écoles et mairies",
        "metier": "proprete",
        "titulaire": "sevre-proprete",
        "heures": 4800,
        "debut": -26,
        "fin": 10,
    },
    "boulevard": {
        **VILLE,
        "marche": "TVX-290",
        "objet": "Boulevard de l’Atlantique, tranche ferme",
        "nature": "travaux",
        "numero": 1,
        "intitule": "Voirie",
        "metier": "voirie",
        "titulaire": "roux",
        "heures": 960,
        "debut": -11,
        "fin": 4,
    },
    "halle-2": {
        **VILLE,
        "marche": "TVX-251",
        "objet": "Toiture de la halle",
        "nature": "travaux",
        "numero": 2,
        "intitule": "Charpente",
        "metier": "charpente_bois",
        "titulaire": "rivault",
        "heures": 420,
        "debut": -14,
        "fin": -3,
    },
    "gymnase-4": {
        **VILLE,
        "marche": "TVX-236",
        "objet": "Gymnase Pontreau",
        "nature": "travaux",
        "numero": 4,
        "intitule": "Électricité",
        "metier": "electricite",
        "titulaire": "elec-ouest",
        "heures": 400,
        "debut": -15,
        "fin": -4,
    },
    "tilleuls-7": {
        **TILLEULS,
        "numero": 7,
        "intitule": "Peinture",
        "metier": "peinture",
        "titulaire": "caillaud",
        "heures": 520,
        "debut": -16,
        "fin": -4,
    },
    "republique-2": {
        **TILLEULS,
        "marche": "TVX-333",
        "objet": "40 logements place de la République",
        "numero": 2,
        "intitule": "Cloisons et menuiseries",
        "metier": "menuiserie_interieure",
        "titulaire": "menuiserie",
        "heures": 2400,
        "debut": -7,
        "fin": 12,
    },
}

ETTI = {"employeur": "sevre-interim", "modalite": "etti"}
AI = {"employeur": "coup-de-main", "modalite": "ai"}
NADIA = {"nom": "Belkacem", "prenom": "Nadia", "sexe": "F"}
PEINTURE = {"lot": "jean-mace-3"}
# `heures`: month → validated hours; `debut`, `fin`: (month, day).
NOMMES = (
    {**NADIA, **AI, "lot": "nettoyage-1", "debut": (-21, 3), "fin": (-17, 27)}
    | {"heures": {-21: 92, -20: 84, -19: 88, -18: 76, -17: 72}},
    {**NADIA, **ETTI, "lot": "tilleuls-7", "debut": (-14, 15), "fin": (-11, 19)}
    | {"heures": {-14: 48, -13: 92.5, -12: 88, -11: 58}},
    {**NADIA, **ETTI, **PEINTURE, "debut": (-8, 2), "fin": None}
    | {"heures": {-8: 22.5, -7: 26, -6: 28, -5: 21.5, -4: 15, -3: 6, -2: 62.5}},
    {"nom": "Amrani", "prenom": "Karim", "sexe": "M", **ETTI, **PEINTURE, "debut": (-9, 9), "fin": (-5, 28)}
    | {"heures": {-9: 42, -8: 40, -7: 46, -6: 56, -5: 30}},
    {"nom": "Ferreira", "prenom": "Diego", "sexe": "M", **AI, **PEINTURE, "debut": (-5, 1), "fin": (-4, 31)}
    | {"heures": {-5: 77, -4: 42}, "a_decider": 63},
    {"nom": "Girard", "prenom": "Léa", "sexe": "F", "employeur": "geiq", "modalite": "geiq", **PEINTURE}
    | {"debut": (-4, 6), "fin": None, "heures": {-4: 41, -3: 15, -2: 42.5}},
    {"nom": "Moreau", "prenom": "Steven", "sexe": "M", "employeur": "caillaud", "modalite": "embauche"}
    | {**PEINTURE, "debut": (-8, 16), "fin": (-7, 24), "heures": {-8: 34, -7: 40}, "etat": "rompue"},
    {"nom": "Aubin", "prenom": "Marc", "sexe": "M", **AI, "lot": "nettoyage-1", "debut": None}
    | {"fin": None, "heures": dict.fromkeys(range(-23, -1), 20)},
    {"nom": "Benali", "prenom": "Rachid", "sexe": "M", **AI, "lot": "nettoyage-1", "debut": (-6, 4)}
    | {"fin": None, "heures": {-6: 96, -5: 104, -4: 98, -3: 40, -2: 102}},
    {"nom": "Petit", "prenom": "Océane", "sexe": "F", **AI, "lot": "restauration-3", "debut": (-4, 7)}
    | {"fin": None, "heures": {-4: 32, -3: 12, -2: 52}},
)
EQUIPES = (
    {**AI, "lot": "nettoyage-1", "gens": 4, "heures": 1226, "dernier": -12, "finie": True},
    {**AI, "lot": "nettoyage-1", "gens": 4, "heures": 800, "depuis": -11},
    {**AI, "lot": "restauration-3", "gens": 2, "heures": 283},
    {"lot": "jean-mace-1", "employeur": "bati-plaine", "modalite": "ei", "gens": 3, "heures": 742},
    {"lot": "jean-mace-1", "employeur": "geiq", "modalite": "geiq", "gens": 2, "heures": 544},
    {"lot": "verts-2", "employeur": "chantiers", "modalite": "aci", "gens": 3, "heures": 412, "dernier": -3},
    {"lot": "verts-1", "employeur": "esat", "modalite": "ea", "gens": 2, "heures": 318},
    {**ETTI, "lot": "boulevard", "gens": 2, "heures": 466},
    {"lot": "boulevard", "employeur": "roux", "modalite": "embauche", "gens": 1, "heures": 276},
    {**ETTI, "lot": "republique-2", "gens": 4, "heures": 868},
    {**ETTI, "lot": "halle-2", "gens": 2, "heures": 300, "dernier": -4, "finie": True},
    {**ETTI, "lot": "gymnase-4", "gens": 3, "heures": 500, "dernier": -5, "finie": True},
    {**AI, "lot": "tilleuls-7", "gens": 2, "heures": 264, "dernier": -6, "finie": True},
)

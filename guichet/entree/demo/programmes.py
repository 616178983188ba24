"""What the buyers of the demonstration have built, cleaned or planted: marchés without their dates. Pure."""

ECOLES = (
    "Pérochon",
    "Jules-Ferry",
    "Aragon",
    "Sainte-Pezenne",
    "La Mirandelle",
    "Zola",
    "Paul-Bert",
    "Coubertin",
)
RESIDENCES = (
    "des Tilleuls",
    "du Pontreau",
    "de la Gavacherie",
    "Tour-Chabot",
    "des Brizeaux",
    "du Clou-Bouchet",
)
SECOND_OEUVRE = (
    ("maconnerie", "Gros œuvre", "guilbot"),
    ("peinture", "Peinture et sols souples", "caillaud"),
    ("couverture", "Couverture et zinguerie", "couverture"),
    ("electricite", "Électricité", "elec-ouest"),
    ("menuiserie_interieure", "Menuiseries intérieures", "menuiserie"),
    ("charpente_bois", "Charpente", "rivault"),
)
VOIRIE = (("voirie", "Voirie et réseaux divers", "roux"), ("espaces_verts_travaux", "Plantations", "jardins"))
VERTS = (
    ("espaces_verts_entretien", "Secteur nord", "fradin"),
    ("espaces_verts_entretien", "Secteur sud", "jardins"),
)
PROPRETE = (
    ("proprete", "Écoles et bâtiments administratifs", "sevre-proprete"),
    ("proprete", "Locaux techniques et vitrerie", "net-plus"),
)
REPAS = (("restauration", "Préparation et livraison des repas", "mercier"),)

# (object, nature, lots); {ecole}, {residence}, {n}, {an} are filled in.
TRAVAUX_PUBLICS = (
    ("Réhabilitation du groupe scolaire {ecole}", "travaux", SECOND_OEUVRE),
    ("Aménagement de voirie, programme {an}", "travaux", VOIRIE),
    ("Entretien des espaces verts {an}", "services", VERTS),
    ("Nettoyage des bâtiments {an}", "services", PROPRETE),
    ("Restauration scolaire {an}", "services", REPAS),
    ("Rénovation du gymnase {ecole}", "travaux", SECOND_OEUVRE),
)
LOGEMENT = (
    ("Réhabilitation de {n} logements, résidence {residence}", "travaux", SECOND_OEUVRE),
    ("Construction de {n} logements, résidence {residence}", "travaux", SECOND_OEUVRE),
    ("Nettoyage des parties communes {an}", "services", PROPRETE),
    ("Entretien des espaces extérieurs {an}", "services", VERTS),
)
BATIMENT = (
    ("Restructuration du bâtiment {ecole}", "travaux", SECOND_OEUVRE),
    ("Nettoyage des locaux {an}", "services", PROPRETE),
    ("Entretien des abords {an}", "services", VERTS),
)
RESEAU = (("Renouvellement de canalisations, programme {an}", "travaux", VOIRIE), *BATIMENT)

# Buyers in the order in which they came to the clauses: 5 in 2015, 7 in 2016, 12 from 2017.
ACHETEURS = {
    "ville-niort": TRAVAUX_PUBLICS,
    "agglo": TRAVAUX_PUBLICS,
    "habitat": LOGEMENT,
    "departement": BATIMENT,
    "hopital": BATIMENT,
    "chauray": TRAVAUX_PUBLICS,
    "loyer-juste": LOGEMENT,
    "region": BATIMENT,
    "aiffres": TRAVAUX_PUBLICS,
    "amenagement": RESEAU,
    "eaux": RESEAU,
    "bessines": TRAVAUX_PUBLICS,
}

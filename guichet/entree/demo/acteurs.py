"""Actors of the two territoires. Names and people are invented, except buyers met in public notices."""

from dataclasses import dataclass, field

SIRET_VILLE = "21790191700013"


@dataclass(frozen=True)
class ActeurDemo:
    """An actor: `cle` names it in the demonstration, `parts` are those of `enregistrer_acteur`.

    Without `siret`, one is made from `rang` (its key is right, nobody bears it).
    """

    cle: str
    nom: str
    rang: int
    parts: dict
    siret: str = ""
    commune: str = "Niort"
    parent: str = ""
    contact: tuple[str, str] = field(default=("", ""))


def _buyer(cle, nom, rang, categorie, siret="", commune="Niort", contact=("", "")):
    parts = {"est_donneur_ordre": True, "categorie": categorie}
    return ActeurDemo(cle, nom, rang, parts, siret, commune, contact=contact)


def _structure(cle, nom, rang, genre, contact, commune="Niort"):
    return ActeurDemo(cle, nom, rang, {"est_partenaire": True, "genre": genre}, "", commune, contact=contact)


def _company(cle, nom, rang, contact=("", "")):
    return ActeurDemo(cle, nom, rang, {"est_titulaire": True}, contact=contact)


def _prescriber(cle, nom, rang, genre):
    return ActeurDemo(cle, nom, rang, {"est_prescripteur": True, "type_prescripteur": genre})


DDETSPP = ActeurDemo("ddetspp", "DDETS-PP des Deux-Sèvres", 90, {"est_etat": True})
ETTI = _structure(
    "sevre-interim", "Sèvre Intérim Insertion", 30, "etti", ("Thomas Baudry", "Responsable d’agence")
)

NIORT = (
    _buyer(
        "ville-niort",
        "Ville de Niort",
        1,
        "commune",
        SIRET_VILLE,
        contact=("Hélène Marsault", "Commande publique"),
    ),
    ActeurDemo(
        "service-batiments",
        "Service bâtiments",
        1,
        {"est_donneur_ordre": True, "categorie": "commune"},
        SIRET_VILLE,
        parent="ville-niort",
        contact=("Bruno Delage", "Conducteur d’opération"),
    ),
    _buyer("agglo", "Agglomération du Niortais", 2, "epci"),
    _buyer("habitat", "Deux-Sèvres Habitat", 3, "bailleur", "34761606200019"),
    _buyer("hopital", "Centre hospitalier de Niort", 4, "hopital", "26790001700018"),
    _buyer("departement", "Département des Deux-Sèvres", 5, "departement"),
    _buyer("region", "Région Nouvelle-Aquitaine", 6, "region", commune="Bordeaux"),
    _buyer("chauray", "Ville de Chauray", 7, "commune", commune="Chauray"),
    _buyer("aiffres", "Ville d’Aiffres", 8, "commune", commune="Aiffres"),
    _buyer("bessines", "Ville de Bessines", 9, "commune", commune="Bessines"),
    _buyer("eaux", "Syndicat des eaux du Vivier", 10, "etablissement", "25790041500023"),
    _buyer("amenagement", "Niort Aménagement", 11, "sem"),
    _buyer("loyer-juste", "Immobilière du Marais", 12, "bailleur"),
    _structure("coup-de-main", "Coup de Main 79", 31, "ai", ("Sylvie Naud", "Coordinatrice")),
    ETTI,
    _structure("geiq", "GEIQ Trois Vallées", 32, "geiq", ("Marc Fournier", "Directeur")),
    _structure("chantiers", "Les Chantiers du Marais", 33, "aci", ("Aurélie Texier", "Encadrante"), "Coulon"),
    _structure("bati-plaine", "Bâti-Plaine", 34, "ei", ("Denis Airault", "Gérant"), "Aiffres"),
    _structure("esat", "ESAT Les Glycines", 35, "esat", ("Florence Moinard", "Monitrice principale")),
    _structure("regie", "Régie du Clou-Bouchet", 36, "regie", ("Samia Khelil", "Directrice")),
    _company("caillaud", "Caillaud Peinture SARL", 50, ("Thierry Caillaud", "Gérant")),
    _company("guilbot", "Maçonnerie Guilbot", 51, ("Odile Guilbot", "Conductrice de travaux")),
    _company("rivault", "Charpentes Rivault", 52, ("Alain Rivault", "Gérant")),
    _company("fradin", "Paysages Fradin", 53, ("Loïc Fradin", "Gérant")),
    _company("jardins", "Jardins de la Sèvre", 54, ("Carine Jollet", "Responsable d’exploitation")),
    _company("mercier", "Traiteur Mercier", 55),
    _company("sevre-proprete", "Sèvre Propreté", 56, ("Rita Da Silva", "Cheffe de secteur")),
    _company("roux", "Roux Travaux publics", 57),
    _company("elec-ouest", "Élec Ouest", 58),
    _company("net-plus", "Net Plus", 59),
    _company("couverture", "Couvertures Brunet", 60),
    _company("menuiserie", "Menuiserie Sabourin", 61),
    _prescriber("france-travail", "France Travail Niort", 70, "FT"),
    _prescriber("mission-locale", "Mission locale Sud Deux-Sèvres", 71, "ML"),
    _prescriber("plie", "PLIE du Niortais", 72, "PLIE"),
    _prescriber("cap-emploi", "Cap emploi 79", 73, "CAP_EMPLOI"),
    _prescriber("ccas", "CCAS de Niort", 74, "CCAS"),
    _prescriber("spip", "SPIP des Deux-Sèvres", 75, "SPIP"),
    DDETSPP,
)

VOISIN = (
    _buyer(
        "haut-val",
        "Communauté de communes Haut Val de Sèvre",
        20,
        "epci",
        "24790065700013",
        "Saint-Maixent-l’École",
    ),
    _buyer("saint-maixent", "Ville de Saint-Maixent-l’École", 21, "commune", commune="Saint-Maixent-l’École"),
    ETTI,
    _structure("ai-val", "Services du Val", 40, "ai", ("Régine Pouget", "Directrice"), "La Crèche"),
    _company("roux", "Roux Travaux publics", 57),
    _company("voirie-val", "Voirie du Val", 62),
    _prescriber("france-travail", "France Travail Saint-Maixent", 76, "FT"),
    DDETSPP,
)


def siret_invente(numero: int) -> str:
    """Return a SIRET with right keys, of a SIREN given to nobody (000…); `numero` from 0 to 99 999."""
    return _avec_cle(f"{_avec_cle(f'000{numero:05d}')}0001")


def _avec_cle(chiffres: str) -> str:
    total = 0
    for rang, chiffre in enumerate(reversed(chiffres)):
        valeur = int(chiffre) * (2 if rang % 2 == 0 else 1)
        total += valeur - 9 if valeur > 9 else valeur
    return chiffres + str(-total % 10)

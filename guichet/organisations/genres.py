"""Kinds of structures and buyers (domaine.md §2 and §3)."""

from django.db.models import TextChoices


class Genre(TextChoices):
    """Kind of a partner structure. AI, ETTI, EI, ACI and EITI are SIAE; the others are not."""

    AI = "ai", "AI"
    ETTI = "etti", "ETTI"
    EI = "ei", "EI"
    ACI = "aci", "ACI"
    EITI = "eiti", "EITI"
    GEIQ = "geiq", "GEIQ"
    ETT = "ett", "ETT"
    EA = "ea", "EA"
    EATT = "eatt", "EATT"
    ESAT = "esat", "ESAT"
    REGIE = "regie", "Régie"


SIAE = frozenset({Genre.AI, Genre.ETTI, Genre.EI, Genre.ACI, Genre.EITI})
HANDICAP = frozenset({Genre.EA, Genre.EATT, Genre.ESAT})


class CategorieDonneurOrdre(TextChoices):
    """Category of a buyer, as the bilan breaks them down."""

    COMMUNE = "commune", "Commune"
    EPCI = "epci", "Intercommunalité"
    DEPARTEMENT = "departement", "Département"
    REGION = "region", "Région"
    ETAT = "etat", "État"
    BAILLEUR = "bailleur", "Bailleur social"
    HOPITAL = "hopital", "Établissement de santé"
    SEM = "sem", "SEM ou SPL"
    ETABLISSEMENT = "etablissement", "Établissement public"
    PRIVE = "prive", "Acheteur privé"


# Public bodies bear their kind at the head of their SIREN.
CATEGORIE_DU_SIREN = {
    "20": CategorieDonneurOrdre.EPCI,
    "21": CategorieDonneurOrdre.COMMUNE,
    "22": CategorieDonneurOrdre.DEPARTEMENT,
    "23": CategorieDonneurOrdre.REGION,
    "24": CategorieDonneurOrdre.EPCI,
    "26": CategorieDonneurOrdre.HOPITAL,
}


def categorie_proposee(siret: str) -> str:
    """Return the likely category of a buyer from its SIRET, empty when nothing tells it. To be confirmed."""
    return CATEGORIE_DU_SIREN.get(siret[:2], "")


class TypePrescripteur(TextChoices):
    """Kinds of prescribers met most often; codes are those of the national list (domaine.md §4)."""

    FRANCE_TRAVAIL = "FT", "France Travail"
    MISSION_LOCALE = "ML", "Mission locale"
    PLIE = "PLIE", "PLIE"
    CAP_EMPLOI = "CAP_EMPLOI", "Cap emploi"
    DEPARTEMENT = "DEPT", "Département"
    CCAS = "CCAS", "CCAS ou CIAS"
    SPIP = "SPIP", "SPIP"
    PJJ = "PJJ", "Protection judiciaire de la jeunesse"
    ASE = "ASE", "Aide sociale à l’enfance"
    E2C = "E2C", "École de la deuxième chance"
    EPIDE = "EPIDE", "EPIDE"
    CHRS = "CHRS", "CHRS"
    CADA = "CADA", "CADA"
    MSA = "MSA", "MSA"
    CAF = "CAF", "CAF"
    AUTRE = "Autre", "Autre"

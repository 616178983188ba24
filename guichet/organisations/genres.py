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

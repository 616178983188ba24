"""The lists of actors: structures, buyers, companies, prescribers."""

from dataclasses import replace

from django.db.models import OuterRef, Subquery

from guichet.base.formats import siret, telephone
from guichet.models import Contact
from guichet.organisations.forms import ActeursFiltres, DonneursFiltres, PartenairesFiltres
from guichet.organisations.genres import CategorieDonneurOrdre, TypePrescripteur
from guichet.tableaux.liste import Colonne, Liste

CATEGORIES = dict(CategorieDonneurOrdre.choices)
TYPES = dict(TypePrescripteur.choices)


def charger(acteurs):
    """Load the organisation, the parent and the first contact of each actor."""
    premiers = Contact.objects.filter(acteur=OuterRef("pk")).order_by("-principal", "nom", "pk")
    return acteurs.select_related("organisation", "parent").annotate(
        contact_nom=Subquery(premiers.values("nom")[:1]),
        contact_telephone=Subquery(premiers.values("telephone")[:1]),
        contact_courriel=Subquery(premiers.values("courriel")[:1]),
    )


NOM = Colonne(
    "nom",
    "Nom",
    tri="nom",
    lien=lambda acces, acteur: acces.url("acteur_fiche", acteur.pk),
    second=lambda acteur: f"service de {acteur.parent.nom}" if acteur.parent else "",
)
SIRET = Colonne("organisation.siret", "SIRET", valeur=lambda a: siret(a.organisation.siret))
COMMUNE = Colonne("organisation.commune", "Commune", tri="organisation__commune")
CONTACT = Colonne(
    "contact_nom",
    "À appeler",
    second=lambda a: telephone(a.contact_telephone) if a.contact_telephone else a.contact_courriel,
)
TELEPHONE = Colonne("contact_telephone", "Téléphone", sur_ecran=False)
COURRIEL = Colonne("contact_courriel", "Adresse électronique", sur_ecran=False)
SUITE = (SIRET, COMMUNE, CONTACT, TELEPHONE, COURRIEL)

PARTENAIRES = Liste(
    url="partenaires",
    titre="Structures partenaires",
    sous_titre="AI, ETTI, EI, ACI, GEIQ, EA…",
    colonnes=(NOM, Colonne("genre", "Genre", valeur=lambda a: a.get_genre_display(), tri="genre"), *SUITE),
    filtres=PartenairesFiltres,
    charger=charger,
    gabarit="organisations/liste.html",
    tri="nom",
    actions=(("partenaire_creer", "Enregistrer une structure"),),
    vide=(
        "Aucune structure partenaire",
        "Enregistrez la première : son SIRET suffit.",
        "partenaire_creer",
        "Enregistrer une structure",
    ),
)
# The State reads: no act is offered.
PARTENAIRES_LUS = replace(PARTENAIRES, actions=(), vide=("Aucune structure partenaire", "", "", ""))
DONNEURS_ORDRE = Liste(
    url="donneurs_ordre",
    titre="Donneurs d’ordre",
    sous_titre="Les acheteurs et maîtres d’ouvrage, et leurs services",
    colonnes=(
        NOM,
        Colonne("categorie", "Catégorie", valeur=lambda a: CATEGORIES.get(a.categorie, ""), tri="categorie"),
        *SUITE,
    ),
    filtres=DonneursFiltres,
    charger=charger,
    gabarit="organisations/liste.html",
    tri="nom",
    actions=(("donneur_ordre_creer", "Enregistrer un donneur d’ordre"),),
    vide=(
        "Aucun donneur d’ordre",
        "Enregistrez le premier, ou chargez des données essentielles : ils seront créés avec leurs marchés.",
        "donneur_ordre_creer",
        "Enregistrer un donneur d’ordre",
    ),
)
TITULAIRES = Liste(
    url="titulaires",
    titre="Titulaires",
    sous_titre="Les entreprises à qui des marchés sont notifiés",
    colonnes=(NOM, *SUITE),
    filtres=ActeursFiltres,
    charger=charger,
    gabarit="organisations/liste.html",
    tri="nom",
    actions=(("titulaire_creer", "Enregistrer une entreprise"),),
    vide=(
        "Aucune entreprise",
        "Elles s’enregistrent aussi à la notification d’un lot.",
        "titulaire_creer",
        "Enregistrer une entreprise",
    ),
)
PRESCRIPTEURS = Liste(
    url="prescripteurs_liste",
    titre="Prescripteurs",
    sous_titre="Ceux qui envoient des fiches de prescription",
    colonnes=(
        NOM,
        Colonne(
            "type_prescripteur",
            "Type",
            valeur=lambda a: TYPES.get(a.type_prescripteur, a.type_prescripteur),
            tri="type_prescripteur",
        ),
        *SUITE,
    ),
    filtres=ActeursFiltres,
    charger=charger,
    gabarit="organisations/liste.html",
    tri="nom",
    actions=(("prescripteur_creer", "Enregistrer un prescripteur"),),
    vide=(
        "Aucun prescripteur",
        "France Travail, mission locale, PLIE, Cap emploi, CCAS…",
        "prescripteur_creer",
        "Enregistrer un prescripteur",
    ),
)
SERVICES_ETAT = Liste(
    url="services_etat",
    titre="Services de l’État",
    sous_titre="Ceux à qui le territoire peut être ouvert, en lecture seule",
    colonnes=(NOM, *SUITE),
    filtres=ActeursFiltres,
    charger=charger,
    gabarit="organisations/liste.html",
    tri="nom",
    actions=(("service_etat_creer", "Enregistrer un service"),),
    vide=(
        "Aucun service de l’État",
        "Enregistrez la DDETS-PP, puis ouvrez-lui le territoire depuis sa fiche.",
        "service_etat_creer",
        "Enregistrer un service",
    ),
)

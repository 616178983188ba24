"""The rows behind a figure of a bilan: lines, lots, persons. For the guichet."""

from dataclasses import replace

from django.db.models import OuterRef, Subquery, Sum

from guichet.base.dates import mois
from guichet.tableaux.liste import Colonne, Liste
from marches.aspects import ASPECTS
from publics.models import Modalite, Participant
from publics.querysets.heures import hours
from reporting.forms import LignesFiltres, LotsFiltres, PersonnesFiltres
from reporting.indicateurs.perimetre import Perimetre, with_clause

MODALITES = dict(Modalite.choices)


def month_name(rang) -> str:
    """Write the month of a line in full."""
    return mois(rang.mois).capitalize()


LIGNES = Liste(
    url="reporting:lignes",
    titre="Heures comptées",
    sous_titre="Chaque ligne qui fait les totaux des tableaux de bord et des bilans.",
    colonnes=(
        Colonne("mois", "Mois (premier jour)", genre="jour", sur_ecran=False),
        Colonne(
            "mois_ecrit", "Mois", valeur=lambda r: mois(r.mois).capitalize(), tri="mois", sur_export=False
        ),
        Colonne(
            "participant",
            "Personne",
            tri="participant__cle_nom",
            lien=lambda acces, r: r.participant_id and acces.url("reporting:personne", r.participant_id),
        ),
        Colonne(
            "lot.marche.objet",
            "Marché et lot",
            lien=lambda acces, r: acces.url("reporting:lot", r.lot_id),
            second=lambda r: r.lot,
        ),
        Colonne("employeur.nom", "Employeur", tri="employeur__nom"),
        Colonne(
            "modalite", "Modalité", valeur=lambda r: MODALITES.get(r.mission.modalite) if r.mission else ""
        ),
        Colonne("heures_validees", "Validées", genre="heures2", tri="heures_validees"),
        Colonne("heures_a_decider", "À décider", genre="heures2", tri="heures_a_decider"),
        Colonne("heures_refusees", "Refusées", genre="heures2", tri="heures_refusees"),
        Colonne("heures_invalidees", "Invalidées", genre="heures2", tri="heures_invalidees"),
    ),
    filtres=LignesFiltres,
    charger=lambda lignes: lignes.select_related("participant", "lot__marche", "employeur", "mission"),
    totaux=lambda acces, lignes: {
        f"heures_{cle}": v for cle, v in lignes.totaux().items() if cle != "declarees"
    },
    tri="-mois",
    vide=("Aucune heure comptée", "Les heures s’inscrivent ici dès qu’un relevé est contrôlé.", "", ""),
)
LOTS = Liste(
    url="reporting:lots_identifies",
    titre="Clauses repérées",
    sous_titre="Un lot compte le premier jour où son marché sort : consultation, avis ou notification.",
    colonnes=(
        Colonne(
            "marche.objet",
            "Marché et lot",
            tri="marche__objet",
            lien=lambda acces, lot: acces.url("reporting:lot", lot.pk),
            second=str,
        ),
        Colonne("marche.donneur_ordre.nom", "Donneur d’ordre", tri="marche__donneur_ordre__nom"),
        Colonne("identifie_le", "Repéré le", genre="jour", tri="identifie_le"),
        Colonne(
            "identifiees", "Heures identifiées", genre="heures2", tri="identifiees", total=Sum("identifiees")
        ),
        Colonne("notifie_le", "Notifié le", genre="jour", tri="notifie_le"),
        Colonne("receptionne_le", "Réceptionné le", genre="jour", tri="receptionne_le"),
        Colonne(
            "heures_engagees",
            "À réaliser",
            genre="heures2",
            tri="heures_engagees",
            total=Sum("heures_engagees"),
        ),
        Colonne(
            "etat",
            "État",
            valeur=lambda lot: lot.get_etat_display(),
            genre="etat",
            aspect=lambda lot: ASPECTS[lot.etat],
        ),
    ),
    filtres=LotsFiltres,
    tri="-identifie_le",
    vide=("Aucune clause repérée", "Les lots apparaissent dès qu’ils ont des heures estimées.", "", ""),
)
PERSONNES = Liste(
    url="reporting:personnes_comptees",
    titre="Personnes comptées",
    sous_titre="Une personne compte dès sa première heure validée dans la période.",
    colonnes=(
        Colonne(
            "nom",
            "Personne",
            valeur=str,
            tri="cle_nom",
            lien=lambda acces, p: acces.url("reporting:personne", p.pk),
        ),
        Colonne("faites", "Heures validées", genre="heures2", tri="faites", total=Sum("faites")),
    ),
    filtres=PersonnesFiltres,
    tri="cle_nom",
    vide=("Personne pour l’instant", "Les personnes s’inscrivent à leur première heure validée.", "", ""),
)


def lignes(request, slug):
    """Lines of hours that make the totals."""
    return LIGNES.repondre(request, Perimetre(request.acces.territoire).lignes())


def lots_identifies(request, slug):
    """Lots whose clause was spotted, with the hours that count."""
    territoire = request.acces.territoire
    liste = replace(
        LOTS, charger=lambda lots: with_clause(lots.select_related("marche__donneur_ordre"), territoire)
    )
    return liste.repondre(request, Perimetre(territoire).lots().filter(identifiees__gt=0))


def personnes_comptees(request, slug):
    """Persons who count in a period, with their hours in it."""
    acces = request.acces
    lignes = PersonnesFiltres(request.GET or None, acces=acces).lines(Perimetre(acces.territoire).lignes())
    siennes = lignes.filter(participant=OuterRef("pk")).order_by().values("participant")

    def counted(personnes):
        return personnes.annotate(faites=Subquery(siennes.annotate(s=hours("heures_validees")).values("s")))

    liste = replace(PERSONNES, charger=counted)
    return liste.repondre(request, counted(Participant.objects.visible_to(acces)).filter(faites__gte=1))

"""The lists of marchés and of lots, each role's own columns."""

from dataclasses import replace

from django.db.models import Sum

from guichet.base.formats import telephone
from guichet.tableaux.liste import Colonne, Liste
from marches.aspects import aspect
from marches.etats import resumer
from marches.forms.marches import LotsFiltres, MarchesFiltres


def _resume(marche):
    return resumer(marche.etats_lots or [])


MARCHES = Liste(
    url="marches:marches",
    titre="Marchés",
    colonnes=(
        Colonne(
            "objet",
            "Marché",
            tri="objet",
            lien=lambda acces, m: acces.url("marches:marche_fiche", m.pk),
            second=lambda m: f"n° {m.numero}",
        ),
        Colonne(
            "donneur_ordre.nom",
            "Donneur d’ordre",
            tri="donneur_ordre__nom",
            second=lambda m: m.service.nom if m.service else "",
        ),
        Colonne("nature", "Type", valeur=lambda m: m.get_nature_display(), tri="nature"),
        Colonne(
            "etat",
            "État des lots",
            genre="etat",
            valeur=lambda m: resume.libelle if (resume := _resume(m)) else "",
            aspect=lambda m: aspect(_resume(m).etat),
        ),
        Colonne("notifie_le", "Notifié le", genre="jour", tri="notifie_le"),
        Colonne("montant", "Montant HT, €", genre="montant", tri="montant", total=Sum("montant")),
        Colonne(
            "heures_engagees", "À réaliser, h", genre="heures0", valeur=lambda m: m.heures_engagees or None
        ),
        Colonne("numero", "Numéro", sur_ecran=False),
        Colonne(
            "referent",
            "Référent",
            valeur=lambda m: m.referent.nom_complet if m.referent else "",
            sur_ecran=False,
        ),
        Colonne("uid", "Identité nationale", sur_ecran=False),
    ),
    filtres=MarchesFiltres,
    charger=lambda marches: marches.with_list_data(),
    gabarit="marches/liste.html",
    tri="-notifie_le",
    actions=(
        ("marches:decp", "Charger des données essentielles"),
        ("marches:marche_creer", "Enregistrer un marché"),
    ),
    vide=(
        "Aucun marché",
        "Enregistrez le premier, ou chargez un fichier de données essentielles et choisissez.",
        "marches:marche_creer",
        "Enregistrer un marché",
    ),
)
# A buyer reads.
MARCHES_LUS = replace(MARCHES, actions=(), vide=("Aucun marché", "", "", ""))
LOT = Colonne(
    "intitule",
    "Lot",
    tri="marche__objet",
    valeur=lambda lot: f"Lot {lot.numero}, {lot.intitule}",
    lien=lambda acces, lot: acces.url("marches:lot_fiche", lot.pk),
    # A marché of one lot often gives it its own title: the number then says more.
    second=lambda lot: f"n° {lot.marche.numero}" if lot.intitule == lot.marche.objet else lot.marche.objet,
)
DONNEUR = Colonne("marche.donneur_ordre.nom", "Donneur d’ordre", tri="marche__donneur_ordre__nom")
TITULAIRE = Colonne("titulaire_nom", "Titulaire")
ETAT = Colonne(
    "etat",
    "État",
    genre="etat",
    valeur=lambda lot: lot.get_etat_display(),
    aspect=lambda lot: aspect(lot.etat),
    tri="etat",
)
DISPOSITIF = Colonne("dispositif", "Dispositif", valeur=lambda lot: lot.dispositif_court)
MODALITES = Colonne("modalites", "Modalités")
FIN = Colonne("fin_prevue", "Fin prévue", genre="jour", tri="fin_prevue")
DUES = Colonne(
    "heures_engagees",
    "À réaliser, h",
    valeur=lambda lot: lot.heures_engagees or None,
    genre="heures0",
    tri="heures_engagees",
    total=Sum("heures_engagees"),
)
VALIDEES = Colonne(
    "heures_validees", "Validées, h", valeur=lambda lot: lot.heures_validees or None, genre="heures0"
)
RESTANTES = Colonne("heures_restantes", "Restent, h", genre="heures0")
CONTACT = Colonne(
    "contact_nom",
    "À appeler",
    second=lambda lot: telephone(lot.contact_telephone) if lot.contact_telephone else "",
)
NUMERO = Colonne("marche.numero", "Marché n°", sur_ecran=False)

_COMMUN = {
    "url": "marches:lots",
    "titre": "Lots",
    "filtres": LotsFiltres,
    "charger": lambda lots: lots.with_list_data(),
    "gabarit": "marches/liste.html",
    "tri": "marche__objet",
}
LOTS = Liste(
    **_COMMUN,
    colonnes=(LOT, DONNEUR, TITULAIRE, ETAT, DISPOSITIF, FIN, DUES, VALIDEES, NUMERO),
    vide=(
        "Aucun lot",
        "Les lots s’enregistrent avec leur marché.",
        "marches:marche_creer",
        "Enregistrer un marché",
    ),
)
LOTS_DONNEUR_ORDRE = Liste(
    **_COMMUN,
    colonnes=(LOT, TITULAIRE, ETAT, DISPOSITIF, FIN, DUES, VALIDEES, NUMERO),
    vide=("Aucun lot", "Vos lots apparaîtront ici dès que le guichet les aura enregistrés.", "", ""),
)
# A structure reads what it needs to propose people: whom to call, how many hours are left.
LOTS_STRUCTURE = Liste(
    **_COMMUN,
    sous_titre="Les lots notifiés qui portent une clause",
    colonnes=(LOT, DONNEUR, TITULAIRE, CONTACT, MODALITES, ETAT, FIN, DUES, RESTANTES, NUMERO),
    vide=("Aucun lot notifié", "Un lot apparaît ici quand son marché est notifié.", "", ""),
)
LOTS_ETAT = Liste(
    **_COMMUN,
    colonnes=(LOT, DONNEUR, TITULAIRE, ETAT, DISPOSITIF, FIN, DUES, VALIDEES, NUMERO),
    vide=("Aucun lot notifié", "", "", ""),
)


def onglets(acces, courant: str) -> list[dict]:
    """Return the tabs between marchés and lots, for who reads both."""
    if not (acces.est_guichet or acces.est_donneur_ordre):
        return []
    paires = (("marches:marches", "Marchés"), ("marches:lots", "Lots"))
    return [
        {"libelle": titre, "url": acces.url(nom), "actif": nom == courant, "compte": None}
        for nom, titre in paires
    ]

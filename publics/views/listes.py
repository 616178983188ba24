"""The three lists of this app: persons, fiches, missions."""

from dataclasses import replace

from guichet.base.dates import jour as ecrire_jour
from guichet.base.horloge import aujourdhui
from guichet.journal.consultations import noter_consultation
from guichet.tableaux.liste import Colonne, Liste
from publics import etats
from publics.forms.missions import MissionsFiltre
from publics.forms.personnes import PersonnesFiltre
from publics.forms.prescriptions import PrescriptionsFiltre
from publics.models import Mission, Participant, Prescription
from publics.services.criteres import libelle_critere
from publics.services.echeances import echeance
from publics.services.horloges import horloges_de
from publics.services.parametres import parametres


def born(personne) -> str:
    """Return « Né(e) le 14/06/1991 », what tells two namesakes apart."""
    return f"Né(e) le {ecrire_jour(personne.ne_le)}" if personne.ne_le else ""


PERSONNES = Liste(
    url="publics:personnes",
    titre="Personnes",
    sous_titre="Elles travaillent, ou vont travailler, au titre d’une clause.",
    colonnes=(
        Colonne(
            "nom",
            "Personne",
            valeur=lambda p: f"{p.nom} {p.prenom}",
            tri="nom_tri",
            lien=lambda acces, p: acces.url("publics:personne", p.pk),
            second=lambda p: "À rapprocher d’une personne connue" if p.signaler else born(p),
        ),
        Colonne("ne_le", "Né(e) le", genre="jour", tri="ne_le", sur_ecran=False),
        Colonne("commune", "Commune", tri="commune"),
        Colonne(
            "eligibilite",
            "Éligibilité",
            genre="etat",
            valeur=lambda p: etats.eligibilite(p.horloges)[0],
            aspect=lambda p: etats.eligibilite(p.horloges)[1],
        ),
        Colonne("horloges.jours_titre", "Pour commencer (j)", genre="entier"),
        Colonne("horloges.jours_duree", "Éligibilité (j)", genre="entier"),
    ),
    filtres=PersonnesFiltre,
    tri="nom_tri",
    actions=(
        ("publics:prescriptions", "Fiches de prescription"),
        ("publics:prescription_creer", "Saisir une fiche"),
    ),
    vide=(
        "Aucune personne pour l’instant",
        "Une personne entre ici avec sa fiche de prescription, ou avec sa première mission demandée.",
        "publics:prescription_creer",
        "Saisir une fiche de prescription",
    ),
)
FICHES = Liste(
    url="publics:prescriptions",
    titre="Fiches de prescription",
    sous_titre="Chacune dit qu’une personne relève du public de la clause.",
    colonnes=(
        Colonne(
            "pk",
            "Fiche",
            valeur=lambda f: f"Fiche n° {f.pk}",
            tri="pk",
            lien=lambda acces, f: acces.url("publics:prescription", f.pk),
        ),
        Colonne("nom_montre", "Personne", tri="participant__cle_nom"),
        Colonne("prescripteur.nom", "Prescripteur", tri="prescripteur__nom"),
        Colonne("critere_code", "Critère", valeur=lambda f: libelle_critere(f.critere_code or "")),
        Colonne("signee_le", "Signée le", genre="jour", tri="signee_le"),
        Colonne(
            "valable", "Valable jusqu’au", genre="jour", valeur=lambda f: f.echeance and f.echeance.dernier
        ),
        Colonne(
            "etat",
            "État",
            genre="etat",
            tri="etat",
            valeur=lambda f: etats.etat_fiche(f, f.echeance)[0],
            aspect=lambda f: etats.etat_fiche(f, f.echeance)[1],
        ),
    ),
    filtres=PrescriptionsFiltre,
    tri="-pk",
    actions=(("publics:prescription_creer", "Envoyer une fiche"),),
    vide=(
        "Aucune fiche pour l’instant",
        "La réponse du guichet apparaîtra ici.",
        "publics:prescription_creer",
        "Envoyer une fiche",
    ),
)
MISSIONS = Liste(
    url="publics:missions",
    titre="Missions",
    sous_titre="Une personne, un lot, un employeur, quel que soit le nombre de contrats.",
    colonnes=(
        Colonne(
            "participant",
            "Personne",
            tri="participant__cle_nom",
            lien=lambda acces, m: acces.url("publics:mission", m.pk),
        ),
        Colonne(
            "lot",
            "Marché, lot",
            valeur=lambda m: f"{m.lot.marche.objet}, lot {m.lot.numero}",
            tri="lot__marche__objet",
        ),
        Colonne("employeur.nom", "Employeur", tri="employeur__nom"),
        Colonne("modalite_courte", "Modalité", tri="modalite"),
        Colonne("debut", "Début", genre="jour", tri="debut"),
        Colonne("fin", "Fin", genre="jour", tri="fin"),
        Colonne("nombre_contrats", "Contrats", genre="entier"),
        Colonne(
            "etat",
            "État",
            genre="etat",
            tri="etat",
            valeur=lambda m: etats.etat_mission(m)[0],
            aspect=lambda m: etats.etat_mission(m)[1],
        ),
    ),
    filtres=MissionsFiltre,
    charger=lambda missions: missions.with_list_data(),
    tri="-debut",
    actions=(
        ("publics:verifier_mission", "Vérifier avant mission"),
        ("publics:contrats_semaine", "Contrats de la semaine"),
        ("publics:mission_demander", "Demander une mission"),
    ),
    vide=(
        "Aucune mission pour l’instant",
        "Le guichet doit valider une mission avant son début.",
        "publics:mission_demander",
        "Demander une mission",
    ),
)


def personnes(request, slug):
    """Persons that one may see, with the clocks of each."""
    acces = request.acces

    def with_clocks(rangs):
        lues = list(rangs.with_facts())
        jour = aujourdhui(acces.territoire)
        toutes = horloges_de(lues, jour=jour, parametres=parametres(acces.territoire))
        for personne in lues:
            personne.horloges = toutes[personne.pk]
            personne.signaler = acces.est_guichet and personne.a_rapprocher
        return lues

    _note_export(request, "Liste de personnes exportée")
    visibles = Participant.objects.visible_to(acces).filter(anonymise_le__isnull=True).with_sort_name()
    return replace(PERSONNES, charger=with_clocks).repondre(request, visibles)


def prescriptions(request, slug):
    """Fiches that one may see, the latest first."""
    acces = request.acces

    def with_clock(rangs):
        lues = list(rangs.with_list_data())
        jour, reglages = aujourdhui(acces.territoire), parametres(acces.territoire)
        for fiche in lues:
            fiche.echeance = echeance(fiche, jour=jour, parametres=reglages)
            fiche.nom_montre = str(fiche.participant) if acces.est_guichet else fiche.nom_du_tiers
        return lues

    _note_export(request, "Liste de fiches de prescription exportée")
    siennes = (("publics:liens_prescripteurs", "Liens des prescripteurs"),) if acces.est_guichet else ()
    liste = replace(FICHES, charger=with_clock, actions=(*siennes, *FICHES.actions))
    return liste.repondre(request, Prescription.objects.visible_to(acces))


def missions(request, slug):
    """Missions that one may see, the latest first."""
    _note_export(request, "Liste de missions exportée")
    return MISSIONS.repondre(request, Mission.objects.visible_to(request.acces))


def _note_export(request, phrase: str) -> None:
    """A file of names leaves the house: it is recorded, as the reading of a page is."""
    if request.GET.get("export"):
        noter_consultation(request, None, phrase, filtres=request.GET.dict())

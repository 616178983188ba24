"""Content of the gallery page: every component with synthetic data, normal, empty, long and in error."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render

from guichet.base.dates import jours_depuis
from guichet.graphiques import exemples
from guichet.graphiques.barre_heures import Heures, barre_heures

JOUR = exemples.JOUR


def _tache(quoi, objet, depuis, consequence, qui="", qui_detail=""):
    return {
        "url": "#",
        "quoi": quoi,
        "objet": objet,
        "qui": qui,
        "qui_detail": qui_detail,
        "vous": not qui,
        "depuis": depuis,
        "anciennete": jours_depuis(depuis, JOUR),
        "consequence": consequence,
    }


def _groupes():
    depasse = [
        _tache(
            "Relancer le relevé de septembre",
            "Les Chantiers du Marais (ACI)",
            date(2026, 10, 12),
            "412 h attendues manquent au bilan mensuel ; septembre ne peut pas être clôturé.",
            "La structure",
            "Aurélie Texier",
        ),
        _tache(
            "Faire signer la convention 2027, 2 sur 3",
            "Bâti-Plaine (EI)",
            date(2026, 10, 16),
            "Au 1er janvier, Bâti-Plaine ne pourra plus déclarer d’heures.",
            "Le préfet",
            "DDETS-PP",
        ),
        _tache(
            "Rappeler Thierry Caillaud, titulaire",
            "Groupe scolaire Jean-Macé, lot 3",
            date(2026, 11, 2),
            "Prévision 67 h sous l’engagement, 1 675 € de pénalité en jeu.",
        ),
    ]
    proche = [
        _tache(
            "Valider la mission de Yanis Morel",
            "Groupe scolaire Jean-Macé, lot 3 ; début lundi 9",
            date(2026, 11, 3),
            "Demande faite à temps, aucune heure perdue ; la structure attend pour l’envoyer.",
        ),
        _tache(
            "Contrôler le relevé d’octobre",
            "GEIQ Trois Vallées, 12 lignes, sans anomalie",
            JOUR,
            "604,5 h restent hors des heures validées.",
        ),
    ]
    ensuite = [
        _tache(
            "Décider de 63 h commencées sans validation",
            "Diego Ferreira, groupe scolaire Jean-Macé, lot 3",
            date(2026, 10, 21),
            "Sans réponse le 20 novembre, le maintien proposé s’applique (accord du 12/01/2026).",
            "Le donneur d’ordre",
            "Ville de Niort",
        )
    ]
    return [
        {"libelle": "Échéance dépassée", "aspect": "depasse", "taches": depasse},
        {"libelle": "Avant mardi 10 novembre", "aspect": "proche", "taches": proche},
        {"libelle": "Ensuite", "aspect": "ensuite", "taches": ensuite},
    ]


def _evenements():
    def evenement(jour, heure, fort, texte, auteur, changement=True):
        quand = datetime(2026, *jour, *heure, tzinfo=UTC)
        return {"quand": quand, "fort": fort, "texte": texte, "auteur": auteur, "changement": changement}

    return [
        evenement(
            (11, 5),
            (9, 12),
            "Prévision passée sous l’engagement",
            ", 1 213 h pour 1 280",
            "calcul du guichet",
        ),
        evenement(
            (11, 3),
            (15, 40),
            "Mission de Yanis Morel demandée",
            ", début le 9 novembre",
            "Thomas Baudry, Sèvre Intérim Insertion",
        ),
        evenement(
            (11, 2),
            (10, 5),
            "",
            "Appel au titulaire, sans réponse ; à relancer le 4",
            "Maud Guérineau",
            False,
        ),
        evenement(
            (10, 15), (6, 0), "", "Bilan mensuel de septembre envoyé au titulaire", "automatique", False
        ),
        evenement((5, 18), (12, 20), "Avenant 1", " : 1 200 h portées à 1 280 h", "Julien Petit"),
    ]


class FicheExemple(forms.Form):
    """A form with every kind of field."""

    nom = forms.CharField(label="Nom de la personne", help_text="Comme sur sa pièce d’identité")
    debut = forms.DateField(label="Début de mission")
    modalite = forms.ChoiceField(
        label="Modalité",
        choices=[("", "Choisir"), ("etti", "Mise à disposition, ETTI"), ("cdi", "CDI direct")],
    )
    titre = forms.ChoiceField(
        label="Titre d’éligibilité",
        choices=[("fiche", "Fiche de prescription"), ("pass", "PASS IAE")],
        widget=forms.RadioSelect,
    )
    precision = forms.CharField(label="Précision", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    accord = forms.BooleanField(label="La personne a reçu la notice sur ses données")
    piece = forms.FileField(label="Justificatif", required=False, help_text="PDF ou image, 10 Mo au plus")


class LigneExemple(forms.Form):
    """Fields inside the cells of a table."""

    debut = forms.CharField(label="Début de mission, ligne 7")
    heures = forms.CharField(label="Heures, ligne 19")
    lot = forms.CharField(label="Lot, ligne 12")


class FiltresExemple(forms.Form):
    """Filters of a list."""

    q = forms.CharField(label="Mots", required=False)
    etat = forms.ChoiceField(label="État", required=False, choices=[("", "Tous"), ("cours", "En cours")])
    referent = forms.ChoiceField(label="Référent", required=False, choices=[("", "Tous"), ("moi", "Moi")])


def contexte() -> dict:
    """Everything the gallery template shows, besides the context of every page."""
    erronee = FicheExemple({"nom": "", "debut": "31/09/2026", "titre": "fiche", "modalite": "cdi"})
    long = "Réhabilitation énergétique et mise en accessibilité du groupe scolaire intercommunal Jean-Macé"
    travail = {
        "libelle": "Bilan annuel 2026",
        "url_suivi": "",
        "action_resultat": "Ouvrir le PDF",
        "url_resultat": "#",
    }
    etapes = [
        ("Fichier", "1 feuille, 38 lignes", "faite"),
        ("Colonnes", "reconnues comme en septembre", "faite"),
        ("Contrôles", "4 lignes à reprendre", "courante"),
        ("Envoi", "récépissé daté", "a-venir"),
    ]
    cellules = {"debut": "19/10/2026", "heures": "231,00", "lot": "Groupe scolaire Jean-Macé, lot 3"}
    return {
        "groupes": _groupes(),
        "barre": barre_heures(exemples.un_lot(), "lot"),
        "barre_vide": barre_heures(Heures(Decimal(0)), "lot-vide"),
        "barre_depassee": barre_heures(
            Heures(Decimal(90), Decimal(200), attendues=Decimal(90)), "lot-depasse"
        ),
        "mois": exemples.mois_du_lot(),
        "cumul": exemples.cumul(),
        "lots": list(exemples.lots()),
        "modalites": exemples.modalites(),
        "bilan": exemples.bilan(),
        "parcours": exemples.parcours_d_une_personne(),
        "evenements": _evenements(),
        "etapes": [{"libelle": lib, "aide": aide, "etat": etat} for lib, aide, etat in etapes],
        "onglets": [
            {"libelle": "Tout", "url": "#", "actif": True, "compte": 12},
            {"libelle": "À vous", "url": "#a-vous", "actif": False, "compte": 8},
            {"libelle": "À d’autres", "url": "#autres", "actif": False, "compte": 4},
        ],
        "onglets_preuve": [
            {"libelle": "Contrat", "url": "#", "actif": True, "compte": None},
            {"libelle": "Fiche de prescription", "url": "#fiche", "actif": False, "compte": None},
            {"libelle": "Mois précédents", "url": "#mois", "actif": False, "compte": None},
        ],
        "form": FicheExemple(prefix="fiche"),
        "form_erronee": erronee,
        "cellules": LigneExemple(initial=cellules, prefix="ligne"),
        "filtres": FiltresExemple({"etat": "cours"}, prefix="filtre"),
        "page": Paginator(range(1204), 50).page(3),
        "long": long,
        "travail_en_cours": SimpleNamespace(
            **travail, fini=False, echec=False, pourcent=42, phrase="18 chapitres sur 43"
        ),
        "travail_fini": SimpleNamespace(
            **travail, fini=True, echec=False, pourcent=100, phrase="prêt, 43 pages"
        ),
        "travail_echoue": SimpleNamespace(
            **travail | {"url_resultat": ""},
            fini=True,
            echec=True,
            pourcent=61,
            phrase="s’est arrêté : le logo du cofinanceur est illisible. Remplacez-le, puis relancez.",
        ),
    }


def galerie(request):
    """The gallery page, for those who write screens and for the browser tests."""
    return render(request, "galerie/galerie.html", contexte())

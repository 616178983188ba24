"""Rows `releve_10k_vs_import_export` and `releve_10k_vs_copy`: 10 000 lines, upload to verdicts.

a: ours, file stored, read in the limited child, matched, staged, every rule of R2–R7. b of the first row:
django-import-export as it comes, on the same file, saving the same lines. b of the second: parsing the file
with the same reader, then COPY and INSERT into the real table with its keys, without any check.
"""

import gc
import json
import time
from io import BytesIO
from statistics import median

from django.db import connection, transaction
from import_export import fields, resources, widgets
from import_export.formats.base_formats import XLSX

from bench.releve_donnees import OCTOBRE, monde
from guichet.tableaux.lecture import lire_classeur
from guichet.tableaux.reconnaissance import reconnaitre
from marches.models import Lot
from publics.models import LigneReleve, Participant
from publics.releves.etape import COLONNES
from publics.services import releves as services

TOURS = 3


def releve_10k_vs_import_export(tours: int = 1) -> dict:
    """Return the row against django-import-export, medians in seconds."""
    return _comparer("releve_10k_vs_import_export", _import_export, tours)


def releve_10k_vs_copy(tours: int = TOURS) -> dict:
    """Return the row against parsing + COPY + INSERT, medians in seconds."""
    return _comparer("releve_10k_vs_copy", _copier, tours)


def _comparer(nom: str, autre, tours: int) -> dict:
    mesures = {"a": [], "b": []}
    with monde() as (acces, employeur, fichier):
        for _ in range(tours):
            for cle, acte in (("a", _notre), ("b", autre)):
                mesures[cle].append(_chronometrer(acte, acces, employeur, fichier))
    a, b = median(mesures["a"]), median(mesures["b"])
    return {
        "name": nom,
        "a": round(a, 3),
        "b": round(b, 3),
        "ratio": round(a / b, 3),
        "unit": "s",
        "n": tours,
    }


def _chronometrer(acte, acces, employeur, fichier: bytes) -> float:
    """Seconds of one run, undone after."""
    gc.collect()
    with transaction.atomic():
        debut = time.perf_counter()
        acte(acces, employeur, fichier)
        duree = time.perf_counter() - debut
        transaction.set_rollback(True)
    return duree


def _notre(acces, employeur, fichier: bytes) -> None:
    releve = services.deposer_releve(
        employeur=employeur, mois=OCTOBRE, nom="octobre.xlsx", contenu=fichier, par=acces
    )
    lu = services.lire_fichier(releve, BytesIO(fichier), "octobre.xlsx", choix={})
    services.charger_lecture(releve=releve, lu=lu, choix={}, par=acces)
    etats = dict(_compter(releve))
    assert etats["a_corriger"] > 450, etats
    assert sum(etats.values()) == 10_000, etats


def _compter(releve):
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT etat, count(*) FROM publics_lignereleve WHERE releve_id = %s GROUP BY 1", [releve.pk]
        )
        return curseur.fetchall()


class PersonneWidget(widgets.ForeignKeyWidget):
    """A person by name, first name and birth date, through the index of names."""

    def get_queryset(self, value, row, *args, **kwargs):
        """Narrow by the two other columns."""
        cle = Participant.key_of(row["Nom"], row["Prénom"])
        ici = Participant.objects.filter(territoire=kwargs["territoire"])
        return ici.filter(cle_nom=cle, ne_le=row["Né(e) le"])


class LotWidget(widgets.ForeignKeyWidget):
    """A lot by number of marché and of lot."""

    def get_queryset(self, value, row, *args, **kwargs):
        """Narrow by the lot."""
        return Lot.objects.filter(territoire=kwargs["territoire"], numero=row["Lot"])


class LigneResource(resources.ModelResource):
    """The same lines, as django-import-export stores them by default."""

    participant = fields.Field("participant", "Nom", PersonneWidget(Participant, "nom"))
    lot = fields.Field("lot", "N° de marché", LotWidget(Lot, "marche__numero"))
    heures = fields.Field("heures", "Heures", widgets.DecimalWidget())

    class Meta:
        model = LigneReleve
        fields = ("participant", "lot", "heures")
        import_id_fields = ()

    def before_save_instance(self, instance, row, **kwargs):
        """Complete what the file does not hold."""
        releve = kwargs["releve"]
        instance.territoire_id, instance.releve = releve.territoire_id, releve
        instance.employeur_id, instance.mois = releve.employeur_id, releve.mois
        instance.numero, instance.courante = 1, False


def _import_export(acces, employeur, fichier: bytes) -> None:
    releve = services.preparer_releve(employeur=employeur, mois=OCTOBRE, par=acces)
    resultat = LigneResource().import_data(
        XLSX().create_dataset(fichier), releve=releve, territoire=releve.territoire_id
    )
    assert resultat.total_rows == 10_000


def _copier(acces, employeur, fichier: bytes) -> None:
    releve = services.preparer_releve(employeur=employeur, mois=OCTOBRE, par=acces)
    reconnu = reconnaitre(lire_classeur(BytesIO(fichier), "octobre.xlsx"), mois=OCTOBRE)
    ecrites = list(_ecrites(employeur, reconnu.tableaux[0].lignes))
    with connection.cursor() as curseur:
        curseur.execute(f"CREATE TEMP TABLE banc_etape ({', '.join(COLONNES)}) ON COMMIT DROP")
        with curseur.copy("COPY banc_etape FROM STDIN") as copie:
            for cle, valeurs in enumerate(ecrites, 1):
                copie.write_row((cle, *valeurs))
        curseur.execute(INSERER, [releve.territoire_id, releve.pk, employeur.pk])


def _ecrites(employeur, lues):
    """Columns to write of every row: person and lot by a dictionary, nothing else looked at."""
    champs = ("nom", "prenom", "ne_le", "pk")
    personnes = {
        p[:3]: p[3] for p in Participant.objects.filter(territoire=employeur.territoire).values_list(*champs)
    }
    lots = dict(Lot.objects.filter(territoire=employeur.territoire).values_list("marche__numero", "pk"))
    for lue in lues:
        v = lue.valeurs
        qui = personnes.get((v["nom"], v["prenom"], v["naissance"]))
        brut = json.dumps({cle: str(valeur) for cle, valeur in v.items()})
        fixes = (OCTOBRE, "travail", None, None, v.get("heures"), "{}", 0, False, False, False, brut, "[]")
        yield ("Octobre", lue.numero, qui, lots.get(v["marche"]), *fixes)


INSERER = """
INSERT INTO publics_lignereleve (
  territoire_id, releve_id, employeur_id, participant_id, lot_id, mois, feuille, numero, rang, nature,
  debut, fin, heures, heures_validees, heures_refusees, heures_invalidees, heures_a_decider,
  etat, courante, brut, semaines, anomalies, constats, faits,
  choix, confirmation, motif_code, message, reponse)
SELECT %s, %s, %s, participant_id, lot_id, mois, feuille, numero, 1, nature,
  debut, fin, heures, 0, 0, 0, 0,
  'sans_anomalie', false, brut, semaines, anomalies, '{}', '{}', '', '', '', '', '' FROM banc_etape
"""

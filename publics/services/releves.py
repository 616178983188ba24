"""Depositing a relevé: file or empty sheet, its reading, *aucune heure ce mois-ci*."""

import hashlib
from datetime import date
from io import BytesIO
from typing import BinaryIO

from django.db import transaction

from guichet.base.dates import de_mois
from guichet.base.erreurs import Conflit, Refus
from guichet.base.horloge import aujourdhui, maintenant
from guichet.fichiers.services import deposer_fichier, ouvrir
from guichet.journal.services import journaliser
from guichet.organisations.models import Acteur
from guichet.travaux.services import demander_travail
from publics.models import EtatReleve, LigneReleve, Releve
from publics.regles.calendrier import premier_du_mois
from publics.regles.r5_echeances import echeance
from publics.releves.amont import juger_les_autres
from publics.releves.controles import Cadre
from publics.releves.etape import charger
from publics.releves.lecture import FichierLu, lire_releve, memoire_de, retenir
from publics.releves.rapprochement import Rapprocheur
from publics.services.parametres import parametres
from publics.services.transitions import lock

SEUIL_TRAVAIL = 200_000
"""Bytes above which a file is read by a job rather than while the page waits (about 4 000 lines)."""
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv",
}
OUVERTS = (EtatReleve.ATTENDU, EtatReleve.NEANT, EtatReleve.BROUILLON)


def releve_courant(employeur: Acteur, mois: date) -> Releve | None:
    """Return the version that counts of an employer's month, None before anything was done."""
    return Releve.objects.filter(
        territoire=employeur.territoire_id, employeur=employeur, mois=premier_du_mois(mois), courante=True
    ).first()


def preparer_releve(*, employeur: Acteur, mois: date, origine: str = Releve.Origine.STRUCTURE, par) -> Releve:
    """Return the relevé being prepared for a month: the one not sent yet, else the next version.

    The employer's row is locked until the end of the transaction: deposits of one month follow each other.
    """
    lock(Acteur, employeur.pk)
    mois = premier_du_mois(mois)
    du_mois = Releve.objects.filter(territoire=par.territoire, employeur=employeur, mois=mois)
    dernier = du_mois.order_by("-version").first()
    if dernier is not None and dernier.etat in OUVERTS:
        return dernier
    return Releve.objects.create(
        territoire=par.territoire,
        employeur=employeur,
        mois=mois,
        version=dernier.version + 1 if dernier else 1,
        precedente=dernier,
        courante=dernier is None,
        etat=EtatReleve.ATTENDU,
        origine=origine,
        attendu_le=echeance(mois, parametres(par.territoire)).due_le,
    )


@transaction.atomic
def deposer_releve(
    *,
    employeur: Acteur,
    mois: date,
    nom: str,
    contenu: bytes | BinaryIO,
    origine: str = Releve.Origine.STRUCTURE,
    par,
) -> Releve:
    """Deposit the file of an employer's month; the same file deposited again gives the same relevé.

    A file of another content replaces what was prepared, or opens a rectificatif once something was sent. A
    big file is read by a job (`releve.travail`). Raises Refus: FICHIER_… (the file cannot be read),
    RELEVE_SANS_LIGNE (no hours in it). Nothing is kept then.
    """
    octets = contenu if isinstance(contenu, bytes) else contenu.read()
    releve = preparer_releve(employeur=employeur, mois=mois, origine=origine, par=par)
    deja = Releve.objects.filter(
        territoire=par.territoire,
        employeur=employeur,
        mois=releve.mois,
        fichier__sha256=hashlib.sha256(octets).hexdigest(),
    ).order_by("-version")
    if (meme := deja.first()) is not None:
        if releve.fichier_id is None and releve.etat == EtatReleve.ATTENDU and releve.pk != meme.pk:
            releve.delete()
        return meme
    grand = len(octets) > SEUIL_TRAVAIL
    lu = None if grand else lire_fichier(releve, BytesIO(octets), nom, choix={})
    nature = lu.classeur.nature if lu else ""
    releve.fichier = deposer_fichier(
        nom=nom,
        contenu=octets,
        type_mime=TYPES.get(nature, "application/octet-stream"),
        acteur=employeur,
        par=par,
    )
    releve.etat, releve.origine = EtatReleve.BROUILLON, origine
    releve.lecture, releve.total_fichier, releve.travail = {}, None, None
    if grand:
        releve.travail = demander_travail(
            genre="lire_releve",
            cle=f"{releve.pk}-{releve.fichier.sha256[:16]}",
            titre=f"Lecture du relevé {de_mois(releve.mois)}, {employeur}",
            parametres={"releve": releve.pk},
            par=par,
        )
    releve.save()
    journaliser(
        par=par,
        verbe="deposer_releve",
        objet=releve,
        phrase=f"Fichier déposé, {releve.fichier.nom}",
        details={"sha256": releve.fichier.sha256, "origine": origine, "version": releve.version},
    )
    if lu:
        charger_lecture(releve=releve, lu=lu, choix={}, par=par)
    return releve


def lire_fichier(
    releve: Releve, flux: BinaryIO, nom: str, *, choix: dict, memoire: dict | None = None
) -> FichierLu:
    """Read a file for a relevé; raise Refus when it cannot be read or holds no hours."""
    if memoire is None:
        memoire = memoire_de(releve.employeur)
    lu = lire_releve(flux, nom, mois=releve.mois, memoire=memoire, choix=choix)
    questions = lu.reconnu.questions
    if not questions and not any(tableau.lignes for tableau in lu.reconnu.tableaux):
        raise Refus(
            "RELEVE_SANS_LIGNE",
            "Aucune ligne d’heures n’a été trouvée dans le fichier.",
            "Vérifiez la feuille et le mois, ou indiquez « Aucune heure ce mois-ci ».",
            champ="fichier",
        )
    return lu


@transaction.atomic
def relire_releve(*, releve: Releve, choix: dict, par) -> Releve:
    """Read the stored file again with the answers about its columns; what was learnt is remembered.

    `choix`: field → column letter, `entete` → row, `lot` → primary key when no column tells the marché.
    Raises Conflit (RELEVE_DEJA_LU) once it was sent, or when the file was taken away since.
    """
    releve = lock(Releve, releve.pk)
    if releve.etat != EtatReleve.BROUILLON or releve.fichier_id is None:
        raise Conflit(
            "RELEVE_DEJA_LU",
            f"Ce relevé est « {releve.get_etat_display().lower()} » : son fichier ne se relit plus.",
            "Rechargez la page ; une correction se dépose comme rectificatif.",
        )
    with ouvrir(releve.fichier) as flux:
        lu = lire_fichier(releve, flux, releve.fichier.nom, choix=choix)
    charger_lecture(releve=releve, lu=lu, choix=choix, par=par)
    return releve


def charger_lecture(*, releve: Releve, lu: FichierLu, choix: dict, par) -> None:
    """Replace the lines being prepared by those of a file, checked; none while a question is open."""
    retirer_preparees(releve)
    releve.lecture, releve.total_fichier = lu.resume(choix), lu.total
    releve.save(update_fields=["lecture", "total_fichier"])
    ouvertes = [q for q in lu.reconnu.questions if not (q.code == "MARCHE_A_PRECISER" and "lot" in choix)]
    if ouvertes:
        return
    retenir(releve.employeur, lu, maintenant())
    controler_lecture(releve=releve, lu=lu, lot=choix.get("lot"))


def controler_lecture(*, releve: Releve, lu: FichierLu, lot: int | None = None) -> None:
    """Load the rows of a file as lines, checked by R2–R7; `lot` is that of the rows that name none."""
    cadre = cadre_de(releve)
    rapprocheur = Rapprocheur(releve.employeur, releve.mois, lot=lot)
    charger(cadre, rapprocheur.lignes(lu.reconnu.tableaux))
    juger_les_autres(cadre)


def cadre_de(releve: Releve) -> Cadre:
    """Return what the checks of a relevé need; the versions it replaces are left out of the comparisons."""
    autres = Releve.objects.filter(
        territoire=releve.territoire_id, employeur=releve.employeur_id, mois=releve.mois
    ).exclude(pk=releve.pk)
    return Cadre(
        releve=releve,
        employeur=releve.employeur,
        aujourdhui=aujourdhui(releve.territoire),
        parametres=parametres(releve.territoire),
        versions=tuple(autres.order_by("pk").values_list("pk", flat=True)),
    )


def retirer_preparees(releve: Releve) -> None:
    """Forget the lines not sent of a relevé."""
    LigneReleve.objects.filter(releve=releve, envoyee_le__isnull=True).delete()


@transaction.atomic
def declarer_neant(*, employeur: Acteur, mois: date, origine: str = Releve.Origine.STRUCTURE, par) -> Releve:
    """Say that there is no hour this month: no reminder any more. Raises Refus (RELEVE_DEJA_DEPOSE)."""
    releve = preparer_releve(employeur=employeur, mois=mois, origine=origine, par=par)
    if releve.precedente_id is not None:
        raise Refus(
            "RELEVE_DEJA_DEPOSE",
            f"Des heures ont déjà été déposées pour le mois {de_mois(releve.mois)}.",
            "Déposez un rectificatif.",
        )
    retirer_preparees(releve)
    releve.etat, releve.depose_le, releve.depose_par = EtatReleve.NEANT, maintenant(), par.utilisateur
    releve.fichier, releve.lecture, releve.total_fichier, releve.travail = None, {}, None, None
    releve.save()
    journaliser(
        par=par, verbe="declarer_neant", objet=releve, phrase=f"Aucune heure au mois {de_mois(releve.mois)}"
    )
    return releve


def a_repondre(releve: Releve) -> bool:
    """Tell whether a question about the file is still open: no line is loaded until it is answered."""
    lecture = releve.lecture
    return any(
        question["code"] != "MARCHE_A_PRECISER" or "lot" not in lecture["choix"]
        for question in lecture.get("questions", ())
    )

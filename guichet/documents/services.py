"""Emitting a document: number, sealed bytes, register, each exactly once.

The number is printed inside the document, so it must exist before the bytes; and it must leave neither gap
nor double when a worker is killed. It is therefore reserved, with the verification code and the instant, on
the row of the job that emits it: one transaction moves the counter and writes the reservation. Every later
attempt of the job finds it again. A job that failed keeps its number until it is started again.
"""

import json
import secrets
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from guichet.base.erreurs import Refus
from guichet.base.horloge import aujourdhui, maintenant
from guichet.documents.coffre import sceau_courant
from guichet.documents.models import Compteur, Document, Preuve
from guichet.documents.numerotation import code_de_verification, numero_de_document
from guichet.documents.production import Identite, produire
from guichet.fichiers.models import Fichier
from guichet.fichiers.services import deposer_fichier
from guichet.journal.services import journaliser
from guichet.travaux.services import garder

TYPE_PDF = "application/pdf"


def prochain_numero(*, territoire, genre: str, annee: int) -> str:
    """Return the next number of a kind of document in a year (`D1-2026-0412`), without gap nor double.

    The counter's row stays locked until the caller's transaction ends: call it in a short one.
    """
    with transaction.atomic():
        Compteur.objects.get_or_create(territoire=territoire, genre=genre, annee=annee)
        compteur = Compteur.objects.select_for_update(of=("self",), no_key=True).get(
            territoire=territoire, genre=genre, annee=annee
        )
        compteur.dernier += 1
        compteur.save(update_fields=["dernier"])
    return numero_de_document(genre, annee, compteur.dernier)


def emettre_document(
    *,
    travail,
    genre: str,
    titre: str,
    objet,
    gabarit: str,
    instantane: dict,
    acteur=None,
    remplace: Document | None = None,
    partie: str = "",
    champs: dict[str, str] | None = None,
    signatures: int = 1,
    par,
) -> Document:
    """Emit a document inside a job, with no transaction held: the same job gives the same document.

    `genre` is a `Document.Genre` code, `gabarit` a template of `documents/` ("convention"), `instantane` its
    data as JSON, kept with the document; `acteur` may download it besides the guichet. `remplace` makes the
    next version of a document under its number. A job that emits several names each by `partie`. `champs`
    are signature fields besides the seal. Raises Refus (SCEAU_ABSENT…, DOCUMENT_DEJA_REMPLACE), TypeError
    when `instantane` is not JSON.
    """
    instantane = json.loads(json.dumps(instantane))  # what is printed is what is kept
    cle = ":".join(filter(None, [travail.genre, travail.cle, partie]))
    with transaction.atomic():
        deja = Document.objects.filter(territoire=par.territoire, cle=cle).first()
    if deja is not None:
        return deja
    reserve = _reserve(travail, cle, genre, remplace)
    identite = _identity(reserve)
    pdf = produire(gabarit, instantane, identite, sceau=sceau_courant(), champs=champs)
    with transaction.atomic():
        garder(travail)  # stops here an execution that lost its lease
        if remplace is not None:
            _supersede(remplace, identite)
        fichier = deposer_fichier(
            nom=f"{identite.numero}.pdf", contenu=pdf, type_mime=TYPE_PDF, acteur=acteur, par=par
        )
        document = Document.objects.create(
            territoire=par.territoire,
            cle=cle,
            genre=genre,
            numero=identite.numero,
            version=identite.version,
            titre=titre[:200],
            objet_type=objet._meta.label_lower,
            objet_id=objet.pk,
            acteur=acteur,
            instantane=instantane,
            gabarit=f"{gabarit} {settings.VERSION}",
            fichier=fichier,
            code=identite.code,
            emis_le=identite.le,
            emis_par=par.utilisateur,
        )
        _register(document, fichier, signatures)
        journaliser(
            par=par,
            verbe="emettre_document",
            objet=objet,
            phrase=f"Document {document.numero} émis, {document.get_genre_display().lower()}",
            details={"document": document.pk, "sha256": fichier.sha256, "version": document.version},
        )
    return document


def _reserve(travail, cle: str, genre: str, remplace: Document | None) -> dict:
    """Return the number, version, code and instant kept on the job for this document, given once."""
    cle = f"document:{cle}"
    if cle not in travail.resultat:
        instant = maintenant()
        with transaction.atomic():
            if remplace is None:
                annee = aujourdhui(travail.territoire).year
                numero = prochain_numero(territoire=travail.territoire, genre=genre, annee=annee)
            else:
                numero = remplace.numero
            reserve = {
                "numero": numero,
                "version": remplace.version + 1 if remplace else 1,
                "code": code_de_verification(secrets.randbelow),
                "le": instant.replace(microsecond=0).isoformat(),
            }
            garder(travail, **{cle: reserve})
    return travail.resultat[cle]


def _identity(reserve: dict) -> Identite:
    adresse = settings.ADRESSE + reverse("verifier_code", args=[reserve["code"]])
    return Identite(
        numero=reserve["numero"],
        version=reserve["version"],
        code=reserve["code"],
        adresse=adresse,
        le=datetime.fromisoformat(reserve["le"]),
    )


def _supersede(ancien: Document, identite: Identite) -> None:
    """Tell on the public proof of a version that another one replaces it, once."""
    suivante = f"{identite.numero}, version {identite.version}"
    if not Preuve.objects.filter(code=ancien.code, remplacee_par="").update(remplacee_par=suivante):
        raise Refus(
            "DOCUMENT_DEJA_REMPLACE",
            f"Le document {ancien.numero}, version {ancien.version}, a déjà été remplacé.",
            "Partez de sa dernière version.",
        )


def _register(document: Document, fichier: Fichier, signatures: int) -> None:
    """Write the public proof of a document."""
    Preuve.objects.create(
        code=document.code,
        numero=document.numero,
        version=document.version,
        genre=document.get_genre_display(),
        emetteur=document.territoire.porteur,
        emis_le=document.emis_le,
        sha256=fichier.sha256,
        taille=fichier.taille,
        signatures=signatures,
    )

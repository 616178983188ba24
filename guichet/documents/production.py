"""From a snapshot to stored bytes: template → PDF/A-3a → PDF/UA-1 → seal."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from guichet.documents import dessins, finition, qr, rendu
from guichet.documents.lettres import imprimable
from guichet.documents.sceau import CHAMP_SCEAU, LIBELLE_SCEAU, Sceau, sceller

_TEXTE = re.compile(r">[^<]+<")


@dataclass(frozen=True)
class Identite:
    """What every page of a document says of it.

    `numero` such as D1-2026-0412, `version` from 1, `code` of verification, `adresse` of the public page that
    confirms it (absolute URL with the code), `le` the aware instant of the document.
    """

    numero: str
    version: int
    code: str
    adresse: str
    le: datetime.datetime

    @property
    def adresse_courte(self) -> str:
        """The address as one types it, without scheme nor code: « guichet.exemple.fr/v »."""
        return self.adresse.split("://")[-1].partition(self.code)[0].strip("/")


def composer(gabarit: str, instantane: Mapping, identite: Identite) -> str:
    """Return the HTML of a document; `gabarit` names a template of `documents/` ("convention", "bilan").

    Same snapshot and identity, same text: nothing else is read.
    """
    image = qr.qr_svg(identite.adresse, description=f"Code QR de vérification du document {identite.numero}")
    contexte = {"d": dessins.avec_dessins(instantane), "identite": identite, "qr": mark_safe(image)}
    tete, corps = render_to_string(f"documents/{gabarit}.html", contexte).split("<body", 1)
    if "1er" in corps:
        corps = _TEXTE.sub(_exposants, corps)
    return imprimable(f"{tete}<body{corps}")


def _exposants(texte: re.Match) -> str:
    """French ordinals of a text node: 1er is written with raised letters on paper."""
    return re.sub(r"\b1er\b", "1<sup>er</sup>", texte[0])


def imprimer(
    gabarit: str, instantane: Mapping, identite: Identite, *, champs: Mapping[str, str] | None = None
) -> bytes:
    """Return the PDF before its seal: deterministic, PDF/A-3a and PDF/UA-1.

    `champs` adds named fields for electronic signatures (name → what it is), besides the seal's own.
    """
    tous = {CHAMP_SCEAU: LIBELLE_SCEAU, **(champs or {})}
    page = rendu.rendre(composer(gabarit, instantane, identite), champs=tous)
    return finition.finir(page.pdf, page.champs)


def produire(
    gabarit: str,
    instantane: Mapping,
    identite: Identite,
    *,
    sceau: Sceau,
    champs: Mapping[str, str] | None = None,
) -> bytes:
    """Return the sealed PDF, the bytes to store; see `imprimer` for the arguments."""
    pdf = imprimer(gabarit, instantane, identite, champs=champs)
    return sceller(
        pdf, sceau, le=identite.le, motif=f"Document {identite.numero}, version {identite.version}"
    )

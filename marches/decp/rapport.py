"""What was read in a DECP file, for the preview and for `decp lire --json` (schema in docs/schemas)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from guichet.base.erreurs import Refus
from marches.decp.accents import proposer_texte
from marches.decp.doublons import ecarter_doublons
from marches.decp.lecture import FichierDecp, nom_lisible, ouvrir, ouvrir_chemin
from marches.decp.normalisation import normaliser
from marches.decp.notices import NoticeDecp
from marches.decp.reperage import indice_insertion, metier_propose, type_achat

NOTICES_MAX = 100_000
ANOMALIES_MAX = 400_000


@dataclass(frozen=True)
class LectureDecp:
    """A file read to the end: the file and its notices in order, doubles marked."""

    fichier: FichierDecp
    notices: tuple[NoticeDecp, ...]

    @property
    def chargeables(self) -> tuple[NoticeDecp, ...]:
        """Notices that may be loaded, one per marché."""
        return tuple(notice for notice in self.notices if notice.chargeable)

    @property
    def version(self) -> str | None:
        """`v1`, `v2`, `mixte`, or None for a file without notice."""
        versions = {notice.version for notice in self.notices}
        return "mixte" if len(versions) > 1 else next(iter(versions), None)

    def compter_anomalies(self) -> dict[str, int]:
        """Occurrences per code, in the alphabetical order of the codes."""
        return dict(sorted(Counter(a.code for notice in self.notices for a in notice.anomalies).items()))


def lire_octets(nom: str, octets: bytes) -> LectureDecp:
    """Read an uploaded file; raises `Refus` (`DECP_FICHIER_…`, `…_ILLISIBLE`, `…_INCONNU`, `…_INTERDIT`)."""
    return _lire(ouvrir(nom, octets))


def lire_fichier(chemin: str | Path) -> LectureDecp:
    """Read a file of the disk; raises `Refus` as `lire_octets`, and `DECP_FICHIER_INTROUVABLE`."""
    return _lire(ouvrir_chemin(chemin))


def _lire(fichier: FichierDecp) -> LectureDecp:
    return LectureDecp(fichier, tuple(ecarter_doublons(_normaliser(fichier))))


def _normaliser(fichier: FichierDecp) -> Iterator[NoticeDecp]:
    """Notices one by one, within a budget that real files of 50 MB respect."""
    anomalies = 0
    for rang, brute in enumerate(fichier.notices(), 1):
        notice = normaliser(brute, rang, format=fichier.format)
        anomalies += len(notice.anomalies)
        if rang > NOTICES_MAX or anomalies > ANOMALIES_MAX:
            raise Refus(
                "DECP_FICHIER_TROP_GROS",
                f"Notice n° {rang} : plus de {NOTICES_MAX} notices ou de {ANOMALIES_MAX} anomalies.",
                "Découpez-le par acheteur ou par année, puis chargez les morceaux l’un après l’autre.",
            )
        yield notice


def lire(chemin: str | Path) -> dict:
    """The JSON door: never raises for the content of a file, `statut` says `lu` or `refuse`."""
    try:
        return en_json(lire_fichier(chemin))
    except Refus as refus:
        return {
            "statut": "refuse",
            "fichier": {"nom": nom_lisible(Path(chemin).name)},
            "refus": {"code": refus.code, "phrase": refus.phrase, "que_faire": refus.que_faire},
        }


def en_json(lecture: LectureDecp) -> dict:
    """The report as JSON values: amounts as decimal text, dates as AAAA-MM-JJ."""
    fichier = lecture.fichier
    return {
        "statut": "lu",
        "fichier": {
            "nom": fichier.nom,
            "sha256": fichier.empreinte,
            "octets": len(fichier.octets),
            "format": fichier.format,
            "encodage": fichier.encodage,
            "version": lecture.version,
        },
        "synthese": synthese(lecture),
        "anomalies": lecture.compter_anomalies(),
        "notices": [_notice(notice) for notice in lecture.notices],
    }


def synthese(lecture: LectureDecp) -> dict:
    """Counts for the head of the preview; `montant_total` sums the known amounts of the loadable notices."""
    chargeables = lecture.chargeables
    return {
        "notices": len(lecture.notices),
        "chargeables": len(chargeables),
        "doublons": sum(notice.double_de is not None for notice in lecture.notices),
        "sans_identite": sum(notice.uid is None for notice in lecture.notices),
        "sans_anomalie": sum(not notice.anomalies for notice in lecture.notices),
        "montant_total": str(sum((notice.montant or Decimal(0) for notice in chargeables), Decimal("0.00"))),
        "montants_inconnus": sum(notice.montant is None for notice in chargeables),
        "acheteurs": len({notice.acheteur_siret for notice in chargeables}),
    }


def _notice(notice: NoticeDecp) -> dict:
    valeurs = asdict(notice)
    valeurs |= {
        "chargeable": notice.chargeable,
        "montant_courant": notice.montant_courant,
        "duree_courante": notice.duree_courante,
        "titulaires_courants": [asdict(titulaire) for titulaire in notice.titulaires_courants],
        "objet_propose": proposer_texte(notice.objet),
        "indice_insertion": indice_insertion(notice.objet, notice.considerations_sociales),
        "type_achat": type_achat(notice.cpv),
        "metier_propose": metier_propose(notice.objet, notice.cpv),
    }
    return _simple(valeurs)


def _simple(valeur: object) -> object:
    if isinstance(valeur, dict):
        return {cle: _simple(contenu) for cle, contenu in valeur.items()}
    if isinstance(valeur, list | tuple):
        return [_simple(element) for element in valeur]
    if isinstance(valeur, Decimal):
        return str(valeur)
    return valeur.isoformat() if isinstance(valeur, date) else valeur

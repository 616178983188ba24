"""The same marché told several times in one file: one notice is kept, the others say which and why."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from marches.decp.anomalies import BLOQUANT, Constats
from marches.decp.notices import NoticeDecp

# What two portals may write differently about the same publication without telling another story.
HORS_COMPARAISON = {"rang", "anomalies", "source", "date_publication", "double_de", "version"}
CHAMPS = [nom for nom in NoticeDecp.__dataclass_fields__ if nom not in HORS_COMPARAISON]


def ecarter_doublons(notices: Iterable[NoticeDecp]) -> list[NoticeDecp]:
    """The same notices in the same order, `double_de` filled where another one is kept.

    Kept: the notice with most modifications, then the latest publication, then the first of the file.
    """
    notices = list(notices)
    groupes: dict[tuple, list[NoticeDecp]] = {}
    for notice in notices:
        if notice.uid:
            groupes.setdefault((notice.genre, notice.uid), []).append(notice)
    ecartees = {}
    for groupe in groupes.values():
        retenue = max(groupe, key=_merite)
        for autre in groupe:
            if autre.rang != retenue.rang:
                ecartees[autre.rang] = _ecarter(autre, retenue)
    return [ecartees.get(notice.rang, notice) for notice in notices]


def _merite(notice: NoticeDecp) -> tuple:
    bloquee = any(anomalie.gravite == BLOQUANT for anomalie in notice.anomalies)
    return (not bloquee, len(notice.modifications), notice.date_publication or date.min, -notice.rang)


def _ecarter(notice: NoticeDecp, retenue: NoticeDecp) -> NoticeDecp:
    differences = [champ for champ in CHAMPS if getattr(notice, champ) != getattr(retenue, champ)]
    constats = Constats(notice.anomalies)
    if differences:
        constats.signaler("DECP_DOUBLON_DIFFERENT", "id", ", ".join(differences), lu=retenue.rang)
    else:
        constats.signaler("DECP_DOUBLON_IDENTIQUE", "id", notice.uid, lu=retenue.rang)
    return replace(notice, double_de=retenue.rang, anomalies=tuple(constats))

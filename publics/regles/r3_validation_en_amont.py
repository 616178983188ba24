"""R3, validation upstream: from which day a mission's hours are covered by the guichet's validation."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from guichet.base.dates import jour as ecrire_jour
from publics.regles.codes import Code
from publics.regles.faits import Decision, Demande, Mission, PassIae, Titre
from publics.regles.parametres import Parametres
from publics.regles.r2_droit_de_commencer import droit_de_commencer
from publics.regles.verdict import Gravite, Verdict

JUSTIFIER = "Le donneur d'ordre décide, sur proposition du guichet."


def demandes_de(missions: Sequence[Mission], demandes: Sequence[Demande], rang: int) -> tuple[Demande, ...]:
    """Requests of the mission at `rang` among the missions of one participant × lot × employer, oldest first.

    A request belongs to the first mission not yet ended on the day it aims at (its planned start, else its
    lodging); lodged after all of them, to the last.
    """

    def rang_de(demande: Demande) -> int:
        vise = demande.debut_prevu or demande.deposee_le
        suivantes = (i for i, mission in enumerate(missions) if mission.periode.dernier >= vise)
        return next(suivantes, len(missions) - 1)

    return tuple(demande for demande in demandes if rang_de(demande) == rang)


@dataclass(frozen=True, kw_only=True)
class Couverture:
    """What validates a mission: covered from `depuis`, waiting for the guichet from `attente_depuis`.

    `demande` is the validated request; `titre` the verdict of R2 on the first day (None when titles are not
    given).
    """

    debut: date
    depuis: date | None
    attente_depuis: date | None
    demande: Demande | None
    refusee: bool
    titre: Verdict | None


def couverture(
    *,
    debut: date,
    demandes: Sequence[Demande] | None,
    titres: Sequence[Titre] | None,
    parametres: Parametres,
    employeur: str | None = None,
) -> Couverture:
    """Coverage of a mission whose first day is `debut` by its own requests.

    `demandes` or `titres` None: not communicated, so not judged (the other one alone answers). Without a
    title on the first day, coverage waits for the first later day on which one opens.
    """

    def ouvre(jour: date) -> bool:
        return titres is None or _conforme(jour, titres, parametres, employeur)

    def effet(demande: Demande) -> date | None:
        recevable = max(debut, demande.recevable_le)
        if ouvre(debut):
            return recevable
        candidats = [recevable, *(jour for jour in _ouvertures(titres or ()) if jour > recevable)]
        return next((jour for jour in sorted(candidats) if ouvre(jour)), None)

    titre = None
    if titres is not None:
        titre = droit_de_commencer(jour=debut, titres=titres, parametres=parametres, employeur=employeur)
    if demandes is None:
        en_attente = titre is not None and titre.gravite is Gravite.EN_ATTENTE
        return Couverture(
            debut=debut,
            depuis=debut if ouvre(debut) else None,
            attente_depuis=debut if en_attente else None,
            demande=None,
            refusee=False,
            titre=titre,
        )
    effets = [(jour, d) for d in demandes if d.decision is Decision.VALIDEE and (jour := effet(d))]
    depuis, demande = min(effets, key=lambda couple: couple[0], default=(None, None))
    attentes = [max(debut, d.recevable_le) for d in demandes if d.decision is Decision.EN_ATTENTE]
    return Couverture(
        debut=debut,
        depuis=depuis,
        attente_depuis=min(attentes, default=None),
        demande=demande,
        refusee=any(d.decision is Decision.REFUSEE for d in demandes),
        titre=titre,
    )


def _conforme(jour: date, titres: Sequence[Titre], parametres: Parametres, employeur: str | None) -> bool:
    verdict = droit_de_commencer(jour=jour, titres=titres, parametres=parametres, employeur=employeur)
    return verdict.gravite is Gravite.CONFORME


def _ouvertures(titres: Sequence[Titre]) -> list[date]:
    """Days on which a title may begin to hold: its first day, or the day after a suspension."""
    jours = [getattr(titre, "debut", None) or titre.signee_le for titre in titres]
    for titre in titres:
        if isinstance(titre, PassIae):
            jours += [periode.fin + timedelta(days=1) for periode in titre.suspensions if periode.fin]
    return jours


def verdict_du_jour(jour: date, couverture: Couverture) -> Verdict:
    """Hours of that day: conformes, en attente (of the guichet), or à décider (by the donneur d'ordre)."""
    if couverture.depuis and jour >= couverture.depuis:
        return _couvert(couverture)
    if couverture.attente_depuis and jour >= couverture.attente_depuis:
        return Verdict(
            code=Code.R3_DEMANDE_EN_COURS,
            gravite=Gravite.EN_ATTENTE,
            phrase=f"Demande déposée, en attente de la réponse du guichet pour les heures à partir du "
            f"{ecrire_jour(couverture.attente_depuis)}.",
            que_faire="Le guichet doit répondre.",
            depuis=couverture.attente_depuis,
        )
    return _non_couvert(couverture)


def _couvert(couverture: Couverture) -> Verdict:
    debut, demande = couverture.debut, couverture.demande
    if demande and couverture.depuis == debut and demande.decidee_le and demande.decidee_le > debut:
        code = Code.R3_DEMANDE_A_TEMPS
        phrase = (
            f"Demande faite à temps le {ecrire_jour(demande.recevable_le)}, "
            f"validée le {ecrire_jour(demande.decidee_le)}."
        )
    else:
        code = Code.R3_MISSION_VALIDEE
        phrase = f"Mission couverte depuis le {ecrire_jour(couverture.depuis)}."
    return Verdict(code=code, gravite=Gravite.CONFORME, phrase=phrase, depuis=couverture.depuis)


def _non_couvert(couverture: Couverture) -> Verdict:
    if couverture.depuis:
        code = Code.R3_DEMANDE_TARDIVE
        phrase = (
            f"Mission commencée le {ecrire_jour(couverture.debut)}, couverte à partir du "
            f"{ecrire_jour(couverture.depuis)} seulement : les heures d'avant sont à décider."
        )
    elif couverture.refusee:
        code, phrase = Code.R3_DEMANDE_REFUSEE, "La demande pour cette mission a été refusée par le guichet."
    elif couverture.titre and couverture.titre.gravite is Gravite.BLOQUANT:
        code, phrase = couverture.titre.code, couverture.titre.phrase
    else:
        code = Code.R3_JAMAIS_DEMANDEE
        phrase = "Mission commencée sans demande de validation au guichet."
    return Verdict(
        code=code,
        gravite=Gravite.A_DECIDER,
        phrase=phrase,
        que_faire=JUSTIFIER,
        depuis=couverture.debut,
        jusqu_au=couverture.depuis - timedelta(days=1) if couverture.depuis else None,
    )

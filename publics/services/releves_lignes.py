"""Taking a line up again: correct a cell, confirm, split, ignore. Each act checks again at once."""

import json
from datetime import date
from decimal import Decimal

from django.db import transaction

from guichet.base.erreurs import Conflit, Refus
from guichet.base.formats import heures as ecrire_heures
from guichet.base.horloge import maintenant
from guichet.base.saisie import pk_of
from guichet.journal.services import journaliser
from guichet.tableaux.dates import lire_date, lire_mois
from guichet.tableaux.noms import separer
from guichet.tableaux.rapprochement import EXACT
from guichet.tableaux.valeurs import Illisible, lire_heures
from publics.models import EtatLigne, EtatReleve, LigneReleve, Releve, SurnomLot
from publics.regles.calendrier import dernier_du_mois
from publics.releves.amont import juger_les_autres
from publics.releves.constats import VOISINS, trouve
from publics.releves.controles import recontroler
from publics.releves.rapprochement import cle_de_lot, index_lots, index_personnes, personnes_de
from publics.services.releves import cadre_de
from publics.services.releves_envoi import lignes_ouvertes
from publics.services.transitions import lock

RESOLUS = ("lecture", "rapprochement")


def _prendre(ligne: LigneReleve) -> LigneReleve:
    """Lock a line that the structure may change; one sent back by the guichet is held again."""
    releve = lock(Releve, ligne.releve_id)
    ligne = lock(LigneReleve, ligne.pk)
    rendue = ligne.courante and ligne.etat == EtatLigne.A_CORRIGER
    ouverte = ligne.envoyee_le is None
    if releve.etat not in (EtatReleve.BROUILLON, EtatReleve.A_COMPLETER) or not (rendue or ouverte):
        raise Conflit(
            "LIGNE_FERMEE",
            f"La ligne {ligne.numero} est au guichet : elle ne se modifie plus ici.",
            "Rechargez la page ; une correction se dépose comme rectificatif.",
        )
    if rendue:
        ligne.courante, ligne.envoyee_le, ligne.avant = False, None, None
        ligne.motif_code = ""
    return ligne


def _recontroler(ligne: LigneReleve) -> None:
    """Store the line, then check every open line of the relevé: one may depend on another."""
    ligne.save()
    recontroler_releve(ligne.releve)


def recontroler_releve(releve: Releve) -> None:
    """Check again the lines of a relevé that are not sent."""
    cadre = cadre_de(releve)
    ouvertes = LigneReleve.objects.filter(releve=releve, envoyee_le__isnull=True)
    recontroler(cadre, list(ouvertes.order_by("pk").values_list("pk", flat=True)))
    juger_les_autres(cadre)


@transaction.atomic
def corriger_ligne(*, ligne: LigneReleve, saisie: dict[str, str], par) -> LigneReleve:
    """Put other values in the cells of a line: `personne`, `marche`, `debut`, `mois`, `heures`, as typed.

    `personne_id` and `lot_id` take a proposal; a lot chosen is remembered, and given to the other lines that
    name it so. A value equal to the one shown changes nothing. Raises Refus (LIGNE_VALEUR…) and Conflit.
    """
    ligne = _prendre(ligne)
    avant = {champ: trouve(champ, ligne) for champ in CHAMPS}
    change = False
    for champ, poser in CHAMPS.items():
        if f"{champ}_id" in saisie or (champ in saisie and saisie[champ].strip() != avant[champ]):
            try:
                poser(ligne, saisie)
            except Illisible as illisible:
                raise Refus(
                    illisible.code,
                    f"Ligne {ligne.numero} : « {saisie[champ]} », {illisible.cause}.",
                    f"Attendu : {illisible.attendu}.",
                    champ=champ,
                ) from None
            _resoudre(ligne, champ, avant[champ])
            change = True
    if change:
        ligne.confirmation, ligne.choix = "", ""
    _recontroler(ligne)
    return LigneReleve.objects.get(pk=ligne.pk)


def _resoudre(ligne: LigneReleve, champ: str, avant: str) -> None:
    """Drop what was said of the cell, and remember what stood there."""
    voisins = VOISINS.get(champ, (champ,))
    deja = next((a for a in ligne.anomalies if a["code"] == "CORRIGEE" and a["champ"] == champ), None)
    ligne.anomalies = [
        anomalie
        for anomalie in ligne.anomalies
        if not (anomalie.get("origine") in RESOLUS and anomalie.get("champ") in voisins)
        and anomalie is not deja
    ]
    ligne.anomalies.append(
        {
            "code": "CORRIGEE",
            "gravite": "information",
            "origine": "correction",
            "champ": champ,
            "trouve": deja["trouve"] if deja else avant,
            "cause": "corrigé ici",
            "attendu": "",
            "que_faire": "",
        }
    )


def _personne(ligne: LigneReleve, saisie: dict) -> None:
    connues = personnes_de(ligne.employeur)
    if "personne_id" in saisie:
        trouvee = connues.filter(pk=pk_of(saisie["personne_id"])).first()
    else:
        nom, prenom, _ = separer(saisie["personne"].partition(",")[0].strip())
        reponse = index_personnes(ligne.employeur).chercher(nom, prenom)
        certaine = reponse.etat == EXACT or (reponse.motif == "nom_seul" and len(reponse.propositions) == 1)
        trouvee = None
        if certaine:
            connue = reponse.trouve or reponse.propositions[0][1]
            trouvee = connues.filter(pk=connue.id).first()
    if trouvee is None:
        raise Refus(
            "LIGNE_PERSONNE_INCONNUE",
            f"Ligne {ligne.numero} : « {saisie.get('personne', '')} » n’est pas dans la liste.",
            "Choisissez une personne de la liste, ou demandez son éligibilité.",
            champ="personne",
        )
    ligne.participant = trouvee
    ligne.brut |= {"nom": trouvee.nom, "prenom": trouvee.prenom}
    ligne.brut.pop("personne", None)


def _lot(ligne: LigneReleve, saisie: dict) -> None:
    mots = cle_lue(ligne)
    if saisie.get("marche_id") == "ailleurs":
        _apprendre(ligne, mots, None)
        return
    lots = index_lots(ligne.employeur)
    if "marche_id" in saisie:
        choisi = pk_of(saisie["marche_id"])
        trouve_ = next((lot for lot in lots.lots if lot.id == choisi), None)
    else:
        marche, _, lot = saisie["marche"].replace("\u00a0", " ").rpartition(", lot ")
        reponse = lots.chercher(marche or lot, lot if marche else "")
        trouve_ = reponse.trouve if reponse.etat == EXACT else None
    if trouve_ is None:
        raise Refus(
            "LIGNE_LOT_INCONNU",
            f"Ligne {ligne.numero} : marché « {saisie.get('marche', '')} » introuvable.",
            "Choisissez-le dans la liste, votre choix sera mémorisé.",
            champ="marche",
        )
    _apprendre(ligne, mots, trouve_.id)


def cle_lue(ligne: LigneReleve) -> str:
    """Words by which a line names its lot."""
    brut = ligne.brut
    return cle_de_lot(brut.get("marche") or brut.get("intitule", ""), brut.get("lot", ""))


def _apprendre(ligne: LigneReleve, mots: str, lot: int | None) -> None:
    """Take the lot for this line and for the open ones that name it the same way; remember the words."""
    ligne.lot_id = lot
    if mots:
        SurnomLot.objects.update_or_create(
            territoire_id=ligne.territoire_id,
            acteur_id=ligne.employeur_id,
            texte=mots,
            defaults={"lot_id": lot, "appris_le": maintenant()},
        )
    ailleurs = {"code": "AUTRE_GUICHET", "gravite": "information", "origine": "rapprochement"}
    if lot is None:
        ligne.anomalies.append(ailleurs)
    for autre in lignes_ouvertes(ligne.releve).filter(lot__isnull=True).exclude(pk=ligne.pk):
        if mots and cle_lue(autre) == mots:
            autre.lot_id = lot
            _resoudre(autre, "marche", trouve("marche", autre))
            if lot is None:
                autre.anomalies.append(ailleurs)
            autre.save(update_fields=["lot", "anomalies"])


def _debut(ligne: LigneReleve, saisie: dict) -> None:
    ligne.debut = lire_date(saisie["debut"])
    if ligne.debut and ligne.debut > dernier_du_mois(ligne.mois):
        limite = dernier_du_mois(ligne.mois)
        raise Illisible(
            "DEBUT_APRES_LE_MOIS", "le début suit le mois", f"une date jusqu’au {limite:%d/%m/%Y}"
        )


def _mois(ligne: LigneReleve, saisie: dict) -> None:
    mois = lire_mois(saisie["mois"])
    if mois is None:
        raise Illisible("FORMAT_MOIS", "le mois manque", "un mois, par exemple 02/2026")
    ligne.mois = mois.replace(day=1)


def _heures(ligne: LigneReleve, saisie: dict) -> None:
    heures = lire_heures(saisie["heures"])
    if heures is None:
        raise Illisible("FORMAT_HEURES", "les heures manquent", "un nombre d’heures, par exemple 151,67")
    ligne.heures = heures
    ligne.semaines = {}


CHAMPS = {"personne": _personne, "marche": _lot, "mois": _mois, "debut": _debut, "heures": _heures}


@transaction.atomic
def confirmer_ligne(*, ligne: LigneReleve, motif: str = "", choix: str = "", par) -> LigneReleve:
    """Confirm what R7 asks about; `choix` is needed when the hours were declared before (R7).

    A total that should be split and is not waits whole for the donneur d'ordre (R3). Raises Refus
    (LIGNE_CHOIX, LIGNE_NON_CONFIRMABLE).
    """
    ligne = _prendre(ligne)
    if choix == LigneReleve.Choix.IGNORER:
        ligne.choix = choix
        _recontroler(ligne)
        return LigneReleve.objects.get(pk=ligne.pk)
    if ligne.etat != EtatLigne.A_CONFIRMER or ligne.participant_id is None or ligne.lot_id is None:
        raise Refus(
            "LIGNE_NON_CONFIRMABLE",
            f"La ligne {ligne.numero} ne se confirme pas : elle est à corriger.",
            "Corrigez les cases signalées.",
        )
    if "R7_DEJA_DECLARE" in ligne.constats and choix not in (
        LigneReleve.Choix.REMPLACER,
        LigneReleve.Choix.AJOUTER,
    ):
        raise Refus(
            "LIGNE_CHOIX",
            f"Ligne {ligne.numero} : ces heures sont déjà déclarées.",
            "Choisissez remplacer, ajouter ou ignorer.",
            champ="choix",
        )
    ligne.choix = choix
    ligne.confirmation = (motif.strip() or "Confirmé par la structure")[:300]
    if any(anomalie["code"] == "R3_A_VENTILER" for anomalie in ligne.anomalies):
        ligne.heures_a_decider = max(ligne.heures, Decimal(0))
    ligne.save()
    return ligne


@transaction.atomic
def revenir_sur_la_ligne(*, ligne: LigneReleve, par) -> LigneReleve:
    """Take back a confirmation or *ignorer*, before sending."""
    ligne = _prendre(ligne)
    ligne.confirmation, ligne.choix = "", ""
    _recontroler(ligne)
    return LigneReleve.objects.get(pk=ligne.pk)


@transaction.atomic
def ventiler_ligne(*, ligne: LigneReleve, parts: list[tuple[date, date, Decimal]], par) -> list[LigneReleve]:
    """Split a month's total into periods, both ends included (R3); the hours must add up.

    Raises Refus (VENTILATION_SOMME).
    """
    ligne = _prendre(ligne)
    somme = sum((heures for _, _, heures in parts), Decimal(0))
    attendu = ligne.heures or Decimal(0)
    if not parts or somme != attendu or any(heures * attendu < 0 for _, _, heures in parts):
        raise Refus(
            "VENTILATION_SOMME",
            f"Les parts font {ecrire_heures(somme)}, la ligne {ligne.numero} {ecrire_heures(attendu)}.",
            "Répartissez exactement les heures de la ligne, toutes du même signe.",
            champ="parts",
        )
    anomalies = [a for a in ligne.anomalies if a.get("origine") != "droits"]
    nouvelles = [
        LigneReleve(
            territoire_id=ligne.territoire_id,
            releve_id=ligne.releve_id,
            employeur_id=ligne.employeur_id,
            mission_id=ligne.mission_id,
            participant_id=ligne.participant_id,
            lot_id=ligne.lot_id,
            mois=ligne.mois,
            feuille=ligne.feuille,
            numero=ligne.numero,
            nature=ligne.nature,
            debut=debut,
            fin=fin,
            heures=heures,
            courante=False,
            brut=ligne.brut,
            anomalies=json.loads(json.dumps(anomalies)),
        )
        for debut, fin, heures in parts
        if heures
    ]
    releve = ligne.releve
    LigneReleve.objects.filter(pk=ligne.pk).delete()
    LigneReleve.objects.bulk_create(nouvelles)
    recontroler_releve(releve)
    journaliser(
        par=par,
        verbe="ventiler_ligne",
        objet=releve,
        phrase=f"Ligne {ligne.numero} séparée en {len(nouvelles)} périodes",
    )
    return list(LigneReleve.objects.filter(pk__in=[n.pk for n in nouvelles]).order_by("debut"))


@transaction.atomic
def repondre_ligne(*, ligne: LigneReleve, reponse: str, par) -> LigneReleve:
    """Let the structure answer the guichet's reason. Raises Refus (LIGNE_REPONSE_VIDE, LIGNE_SANS_MOTIF)."""
    ligne = lock(LigneReleve, ligne.pk)
    if not ligne.motif_code:
        raise Refus("LIGNE_SANS_MOTIF", "Le guichet n’a rien demandé sur cette ligne.", "")
    if not reponse.strip():
        raise Refus("LIGNE_REPONSE_VIDE", "La réponse est vide.", "Écrivez-la avant d’envoyer.")
    ligne.reponse = reponse.strip()[:600]
    ligne.save(update_fields=["reponse"])
    journaliser(
        par=par,
        verbe="repondre_ligne",
        objet=ligne.releve,
        phrase=f"Réponse de la structure, ligne {ligne.numero}",
    )
    return ligne

"""Whose hours, on which lot: rows recognised in a file become rows to stage."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from heapq import nlargest
from itertools import chain
from operator import itemgetter

from django.db.models import Q

from guichet.organisations.models import Acteur
from guichet.tableaux import rapprochement as moteur
from guichet.tableaux.champs import normaliser
from guichet.tableaux.noms import cle_de_personne
from guichet.tableaux.reconnu import LigneLue, Probleme, TableauReconnu
from guichet.tableaux.valeurs import texte_de
from marches.models import Lot
from publics.models import Mission, Participant, Prescription, SurnomLot
from publics.regles.calendrier import dernier_du_mois, premier_du_mois
from publics.releves.etape import LigneEtape

GRAVITES = {"information": 0, "a_confirmer": 1, "bloquant": 2}
DU_FICHIER = ("SOMME_SEMAINES",)
"""Problems of the reading that R7 says itself, with the corrected values."""
CHERCHES = 40
"""Lots compared letter by letter with a wording that names none exactly."""


class PersonnesProches(moteur.Personnes):
    """Index of persons that counts shared trigrams at the speed of C: wrong names come by hundreds."""

    def cles_voisines(self, cle: str) -> list[str]:
        """Keys that share the most trigrams with this one, at least a third of them."""
        siens = moteur.trigrammes(cle)
        comptes = Counter(chain.from_iterable(self.par_trigramme.get(t, ()) for t in siens))
        seuil = max(1, len(siens) // 3)
        proches = nlargest(moteur.VOISINS, comptes.items(), key=itemgetter(1))
        return [autre for autre, nombre in proches if nombre >= seuil]


class LotsProches(moteur.Lots):
    """Index of lots that compares a wrong wording only with those that share most of its letters."""

    def __init__(self, lots, ailleurs: set[str]):
        super().__init__(lots)
        self.ailleurs = ailleurs
        self.par_trigramme: dict[str, set[int]] = defaultdict(set)
        self.tous = self.lots
        for rang, lot in enumerate(self.lots):
            noms = (lot.titre_marche, lot.titre_lot, lot.numero_marche, *lot.surnoms)
            for trigramme in moteur.trigrammes(normaliser(" ".join(noms))):
                self.par_trigramme[trigramme].add(rang)

    def proposer(self, marche: str, lot: str) -> moteur.Rapprochement:
        """Propose among the lots that share the most trigrams with the words of the file."""
        siens = moteur.trigrammes(normaliser(f"{marche} {lot}"))
        comptes = Counter(chain.from_iterable(sorted(self.par_trigramme.get(t, ())) for t in sorted(siens)))
        proches = [rang for rang, _ in nlargest(CHERCHES, comptes.items(), key=itemgetter(1))]
        self.lots = [self.tous[rang] for rang in proches]
        return super().proposer(marche, lot)

    def suivi_ailleurs(self, marche: str, lot: str) -> bool:
        """True when the structure once said that another guichet follows this marché."""
        return cle_de_lot(marche, lot) in self.ailleurs


def cle_de_lot(marche: str, lot: str = "") -> str:
    """Words by which a nickname is learnt and found again."""
    return normaliser(f"{texte_de(marche or '')} {texte_de(lot or '')}".strip())[:160]


def personnes_de(employeur: Acteur):
    """Return the persons an employer may declare: it employs them or asked for them."""
    missions = Mission.objects.filter(employeur=employeur).exclude(etat="annulee").values("participant")
    fiches = Prescription.objects.filter(Q(structure=employeur) | Q(prescripteur=employeur))
    return Participant.objects.filter(
        Q(pk__in=missions) | Q(pk__in=fiches.values("participant")), territoire=employeur.territoire_id
    )


def index_personnes(employeur: Acteur) -> moteur.Personnes:
    """Index of the persons an employer may declare; one query."""
    champs = ("pk", "nom", "prenom", "ne_le", "pass_iae")
    return PersonnesProches(
        moteur.PersonneConnue(pk, nom, prenom, ne_le, pass_iae or "", str(pk))
        for pk, nom, prenom, ne_le, pass_iae in personnes_de(employeur).order_by("pk").values_list(*champs)
    )


def index_lots(employeur: Acteur) -> LotsProches:
    """Index of the notified lots, with the nicknames that this employer taught; two queries."""
    surnoms, ailleurs = defaultdict(list), set()
    for lot, texte in SurnomLot.objects.filter(acteur=employeur).values_list("lot", "texte"):
        if lot is None:
            ailleurs.add(texte)
        else:
            surnoms[lot].append(texte)
    champs = ("pk", "marche__numero", "numero", "marche__objet", "intitule")
    lots = Lot.objects.filter(territoire=employeur.territoire_id, notifie_le__isnull=False).order_by("pk")
    return LotsProches(
        (
            moteur.LotConnu(pk, numero, lot, objet, intitule, tuple(surnoms.get(pk, ())))
            for pk, numero, lot, objet, intitule in lots.values_list(*champs)
        ),
        ailleurs,
    )


class Rapprocheur:
    """Turns the rows of recognised tables into rows to stage; `lot` is that of the rows that name none."""

    def __init__(self, employeur: Acteur, mois: date, lot: int | None = None):
        self.mois, self.lot_unique = premier_du_mois(mois), lot
        self.personnes, self.lots = index_personnes(employeur), index_lots(employeur)
        self.formation = employeur.genre == "geiq"
        self.textes: dict[object, str] = {}
        self.lots_lus: dict[tuple, tuple] = {}

    def lignes(self, tableaux: list[TableauReconnu]) -> Iterator[LigneEtape]:
        """Rows of every table, in the order of the file; training hours are a row of their own."""
        for tableau in tableaux:
            semaines = {
                f"semaine_{rang}": colonne.entete or f"S{rang}"
                for rang, colonne in enumerate(tableau.semaines, 1)
            }
            for lue in tableau.lignes:
                yield from self.ligne(tableau, lue, semaines)

    def ligne(self, tableau: TableauReconnu, lue: LigneLue, libelles: dict) -> Iterator[LigneEtape]:
        """One row of the file."""
        valeurs = lue.valeurs
        anomalies = [en_anomalie(p) for p in lue.problemes if p.code not in DU_FICHIER]
        personne = self.personne(valeurs, anomalies)
        lot, ailleurs, dites = self.lot_connu(valeurs)
        anomalies += dites
        mois = premier_du_mois(valeurs.get("mois") or self.mois)
        debut, fin = valeurs.get("debut"), valeurs.get("fin")
        if debut and debut > dernier_du_mois(mois):
            anomalies.append(debut_tardif(debut, mois))
        semaines = {libelles[cle]: str(valeurs[cle]) for cle in libelles if cle in valeurs}
        brut = {cle: self.texte(valeur) for cle, valeur in valeurs.items() if cle not in libelles}
        for probleme in lue.problemes:
            if probleme.trouve:
                brut.setdefault(probleme.champ, probleme.trouve)
        codes = {anomalie["code"] for anomalie in anomalies}
        etape = LigneEtape(
            feuille=tableau.feuille[:80],
            numero=lue.numero,
            participant_id=personne,
            lot_id=lot,
            mois=mois,
            nature="travail",
            debut=debut,
            fin=fin,
            heures=valeurs.get("heures"),
            semaines=json.dumps(semaines) if semaines else "{}",
            grave=max((GRAVITES[anomalie["gravite"]] for anomalie in anomalies), default=0),
            personne_proposee="PERSONNE_A_CONFIRMER" in codes,
            lot_propose="LOT_A_CONFIRMER" in codes,
            autre_guichet=ailleurs,
            brut=json.dumps(brut),
            anomalies=json.dumps(anomalies) if anomalies else "[]",
        )
        yield etape
        if self.formation and (formation := valeurs.get("heures_formation")):
            yield replace(etape, nature="formation", heures=formation, semaines="{}")

    def personne(self, valeurs: dict, anomalies: list) -> int | None:
        """Primary key of the person, or None with what is proposed."""
        trouve = self.personnes.chercher(
            valeurs.get("nom") or "",
            valeurs.get("prenom") or "",
            valeurs.get("naissance"),
            pass_iae=valeurs.get("pass_iae") or "",
            reference=str(valeurs.get("personne_id") or ""),
        )
        if trouve.etat == moteur.EXACT:
            return trouve.trouve.id
        seule = self.seule_de_ce_nom(valeurs, trouve)
        if seule is not None:
            anomalies.append(nom_seul(nom_lu(valeurs)))
            return seule
        if trouve.propositions:
            choix = [[personne.id, note] for note, personne in trouve.propositions]
            anomalies.append(a_choisir("PERSONNE_A_CONFIRMER", "personne", nom_lu(valeurs), choix))
        return None

    def seule_de_ce_nom(self, valeurs: dict, trouve: moteur.Rapprochement) -> int | None:
        """The one person of that very name in the employer's own list, when the file gives no birth date."""
        if trouve.motif != "nom_seul" or valeurs.get("naissance"):
            return None
        cle = cle_de_personne(valeurs.get("nom") or "", valeurs.get("prenom") or "")
        memes = self.personnes.par_cle.get(cle, [])
        return memes[0].id if len(memes) == 1 else None

    def texte(self, valeur: object) -> str:
        """Value as people write it, worked out once."""
        if valeur is True or valeur is False:  # equal to 1 and 0 as keys
            return valeur_texte(valeur)
        texte = self.textes.get(valeur)
        if texte is None:
            texte = self.textes[valeur] = valeur_texte(valeur)
        return texte

    def lot_connu(self, valeurs: dict) -> tuple[int | None, bool, list]:
        """Answer of `lot` and what it says, worked out once for each wording."""
        cle = (valeurs.get("marche"), valeurs.get("intitule"), valeurs.get("lot"))
        if cle not in self.lots_lus:
            anomalies: list = []
            self.lots_lus[cle] = (*self.lot(valeurs, anomalies), anomalies)
        return self.lots_lus[cle]

    def lot(self, valeurs: dict, anomalies: list) -> tuple[int | None, bool]:
        """(primary key of the lot, followed by another guichet?), with what is proposed."""
        marche, intitule, lot = (texte_de(valeurs.get(cle) or "") for cle in ("marche", "intitule", "lot"))
        marche, intitule = marche or intitule, intitule if marche else ""
        if self.lot_unique and not (marche or lot):
            return self.lot_unique, False
        if self.lots.suivi_ailleurs(marche, lot):
            anomalies.append({"code": "AUTRE_GUICHET", "gravite": "information", "origine": "rapprochement"})
            return None, True
        trouve = self.lots.chercher(marche, lot)
        if trouve.etat != moteur.EXACT and intitule:
            par_titre = self.lots.chercher(intitule, lot)
            trouve = par_titre if par_titre.etat == moteur.EXACT or not trouve.propositions else trouve
        if trouve.etat == moteur.EXACT:
            return trouve.trouve.id, False
        if trouve.propositions:
            choix = [[connu.id, note] for note, connu in trouve.propositions]
            anomalies.append(a_choisir("LOT_A_CONFIRMER", "marche", lot_lu(valeurs), choix))
        return None, False


def nom_lu(valeurs: dict) -> str:
    """Person as the file writes it."""
    return valeurs.get("personne") or f"{valeurs.get('prenom') or ''} {valeurs.get('nom') or ''}".strip()


def lot_lu(valeurs: dict) -> str:
    """Marché and lot as the file writes them."""
    marche = texte_de(valeurs.get("marche") or valeurs.get("intitule") or "")
    lot = texte_de(valeurs.get("lot") or "")
    return f"{marche}, lot {lot}" if marche and lot and "lot" not in lot.lower() else (marche or lot)


def valeur_texte(valeur: object) -> str:
    """Value read, as people write it."""
    if isinstance(valeur, Decimal):
        return f"{valeur:.2f}".replace(".", ",")
    if isinstance(valeur, bool):
        return "oui" if valeur else "non"
    return texte_de(valeur) if isinstance(valeur, str | float | date) else str(valeur)


def en_anomalie(probleme: Probleme) -> dict:
    """A problem of the reading, as it is kept with the line."""
    return {
        "code": probleme.code,
        "gravite": probleme.gravite,
        "origine": "lecture",
        "colonne": probleme.colonne,
        "champ": probleme.champ,
        "trouve": probleme.trouve,
        "cause": probleme.cause,
        "attendu": probleme.attendu,
        "que_faire": probleme.que_faire,
    }


def a_choisir(code: str, champ: str, trouve: str, choix: list) -> dict:
    """A person or a lot that is close without being sure: never taken without an answer."""
    return {
        "code": code,
        "gravite": "a_confirmer",
        "origine": "rapprochement",
        "champ": champ,
        "trouve": trouve,
        "choix": choix,
    }


def nom_seul(trouve: str) -> dict:
    """A person recognised by name only: taken, and said."""
    return {
        "code": "PERSONNE_PAR_SON_NOM",
        "gravite": "information",
        "origine": "rapprochement",
        "champ": "personne",
        "trouve": trouve,
        "cause": "reconnue par son nom seul, sans date de naissance dans le fichier",
        "attendu": "",
        "que_faire": "",
    }


def debut_tardif(debut: date, mois: date) -> dict:
    """A beginning after the month of the hours."""
    return {
        "code": "DEBUT_APRES_LE_MOIS",
        "gravite": "bloquant",
        "origine": "lecture",
        "champ": "debut",
        "trouve": f"{debut:%d/%m/%Y}",
        "cause": "le début suit le mois des heures",
        "attendu": f"une date jusqu’au {dernier_du_mois(mois):%d/%m/%Y}",
        "que_faire": "Corrigez la date de début ou le mois.",
    }

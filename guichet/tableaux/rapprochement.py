"""Whose hours, and of which lot: matching of what a file says with what the territoire knows. Pure.

Works on plain records that the services feed. An exact identity is taken; anything close is proposed with a
score and never taken silently (issue « toute ligne justifiée »).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from guichet.tableaux.champs import normaliser
from guichet.tableaux.noms import cle_de_personne, forme
from guichet.tableaux.valeurs import texte_de

EXACT, A_CONFIRMER, INCONNU = "exact", "a_confirmer", "inconnu"
PROCHE = 0.84
"""Likeness (0 to 1) of two names from which a person is proposed."""
PROCHE_LOT = 0.6
"""Likeness of a wording and a title from which a lot is proposed."""
PROPOSITIONS = 5
VOISINS = 25
"""Keys compared letter by letter with an unknown name."""
RECHERCHES_MAX = 3000
"""Distinct unknown names for which close ones are looked for, in one file."""


@dataclass(frozen=True, slots=True)
class PersonneConnue:
    """A person of the territoire, as the caller knows it; `id` is whatever the caller wants back."""

    id: object
    nom: str
    prenom: str
    naissance: date | None = None
    pass_iae: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class LotConnu:
    """A lot of the territoire: number of the marché, of the lot, titles, and nicknames learnt from the
    structure.
    """

    id: object
    numero_marche: str
    numero_lot: str = ""
    titre_marche: str = ""
    titre_lot: str = ""
    surnoms: tuple[str, ...] = ()


@dataclass(slots=True)
class Rapprochement:
    """Result: `etat` (exact, a_confirmer, inconnu), the one found, and (score 0 to 1, record) proposals."""

    etat: str
    trouve: object = None
    motif: str = ""
    propositions: list[tuple[float, object]] = field(default_factory=list)


class Personnes:
    """Index of the known persons; build once per file, ask once per distinct person (answers are cached)."""

    def __init__(self, personnes: Iterable[PersonneConnue]):
        self.par_pass: dict[str, PersonneConnue] = {}
        self.par_reference: dict[str, PersonneConnue] = {}
        self.par_cle: dict[str, list[PersonneConnue]] = defaultdict(list)
        self.par_naissance: dict[date, list[PersonneConnue]] = defaultdict(list)
        self.par_trigramme: dict[str, set[str]] = defaultdict(set)
        self.reponses: dict[tuple, Rapprochement] = {}
        self.recherches = 0
        for personne in personnes:
            if personne.pass_iae:
                self.par_pass[personne.pass_iae] = personne
            if personne.reference:
                self.par_reference[personne.reference] = personne
            cle = cle_de_personne(personne.nom, personne.prenom)
            self.par_cle[cle].append(personne)
            if personne.naissance:
                self.par_naissance[personne.naissance].append(personne)
        for cle in self.par_cle:
            for trigramme in trigrammes(cle):
                self.par_trigramme[trigramme].add(cle)

    def chercher(
        self,
        nom: str,
        prenom: str = "",
        naissance: date | None = None,
        *,
        pass_iae: str = "",
        reference: str = "",
    ) -> Rapprochement:
        """Find a person. Exact: reference, PASS IAE, or name and birth date; a name alone is to confirm.

        A PASS IAE that belongs to somebody of another name is to confirm, never taken.
        """
        question = (nom, prenom, naissance, pass_iae, reference)
        if question not in self.reponses:
            self.reponses[question] = self.repondre(*question)
        return self.reponses[question]

    def repondre(self, nom, prenom, naissance, pass_iae, reference) -> Rapprochement:
        cle = cle_de_personne(nom, prenom)
        for motif, trouvee in (
            ("identifiant", self.par_reference.get(reference)),
            ("pass_iae", self.par_pass.get(pass_iae)),
        ):
            if trouvee is None:
                continue
            note = ressemblance(cle, cle_de_personne(trouvee.nom, trouvee.prenom)) if cle else 1.0
            contredit = naissance and trouvee.naissance and naissance != trouvee.naissance
            if note >= PROCHE and not contredit:
                return Rapprochement(EXACT, trouvee, motif)
            return Rapprochement(A_CONFIRMER, None, f"{motif}_contredit", [(round(note, 2), trouvee)])
        memes = self.par_cle.get(cle, []) if cle else []
        exactes = [personne for personne in memes if naissance and personne.naissance == naissance]
        if len(exactes) == 1:
            return Rapprochement(EXACT, exactes[0], "nom_et_naissance")
        if exactes:
            return Rapprochement(A_CONFIRMER, None, "homonymes", [(1.0, personne) for personne in exactes])
        return self.proposer(cle, naissance)

    def proposer(self, cle: str, naissance: date | None) -> Rapprochement:
        """Closest persons: the same name, a close one, or a close one born on the same day."""
        self.recherches += 1
        if not cle or self.recherches > RECHERCHES_MAX:
            return Rapprochement(INCONNU)
        notes: dict[object, tuple[float, PersonneConnue]] = {}
        for autre in self.cles_voisines(cle):
            note = ressemblance(cle, autre)
            for personne in self.par_cle[autre]:
                self.retenir(notes, note, personne, naissance)
        for personne in self.par_naissance.get(naissance, []) if naissance else []:
            note = ressemblance(cle, cle_de_personne(personne.nom, personne.prenom))
            self.retenir(notes, note, personne, naissance)
        meilleures = sorted(notes.values(), key=lambda paire: -paire[0])[:PROPOSITIONS]
        if not meilleures:
            return Rapprochement(INCONNU)
        meme_nom = cle_de_personne(meilleures[0][1].nom, meilleures[0][1].prenom) == cle
        return Rapprochement(A_CONFIRMER, None, "nom_seul" if meme_nom else "nom_proche", meilleures)

    def retenir(self, notes: dict, note: float, personne: PersonneConnue, naissance: date | None) -> None:
        """Birth date equal raises the score, different lowers it; below PROCHE nothing is proposed."""
        if naissance and personne.naissance:
            note = min(note + 0.12, 0.99) if naissance == personne.naissance else note - 0.12
        elif note == 1.0:
            note = 0.95
        if note >= PROCHE - 0.02 and note > notes.get(personne.id, (0.0, None))[0]:
            notes[personne.id] = (round(note, 2), personne)

    def cles_voisines(self, cle: str) -> list[str]:
        """Keys that share enough trigrams with this one; the rest cannot be close."""
        comptes: dict[str, int] = defaultdict(int)
        siens = trigrammes(cle)
        for trigramme in siens:
            for autre in self.par_trigramme.get(trigramme, ()):
                comptes[autre] += 1
        seuil = max(1, len(siens) // 3)
        proches = [autre for autre, nombre in comptes.items() if nombre >= seuil]
        return sorted(proches, key=lambda autre: -comptes[autre])[:VOISINS]


def trigrammes(texte: str) -> set[str]:
    borde = f" {texte} "
    return {borde[rang : rang + 3] for rang in range(len(borde) - 2)}


def ressemblance(a: str, b: str) -> float:
    """Likeness of two keys, 0 to 1: as written, or with the words in another order or missing."""
    if a == b:
        return 1.0
    directe = SequenceMatcher(None, a, b, autojunk=False).ratio()
    mots_a, mots_b = set(a.split()), set(b.split())
    if len(mots_a & mots_b) >= 2 and (mots_a <= mots_b or mots_b <= mots_a):
        # A second first name or a name of birth, given by one side only.
        directe = max(directe, 0.92)
    collees = a.replace(" ", ""), b.replace(" ", "")
    return max(directe, 0.97) if collees[0] == collees[1] else directe


class Lots:
    """Index of the known lots; answers are cached like those of `Personnes`."""

    def __init__(self, lots: Iterable[LotConnu]):
        self.lots = list(lots)
        self.par_surnom: dict[str, list[LotConnu]] = defaultdict(list)
        self.par_marche: dict[str, list[LotConnu]] = defaultdict(list)
        self.reponses: dict[tuple[str, str], Rapprochement] = {}
        for lot in self.lots:
            for surnom in lot.surnoms:
                self.par_surnom[normaliser(surnom)].append(lot)
            for nom in {numero(lot.numero_marche), normaliser(lot.titre_marche)} - {""}:
                self.par_marche[nom].append(lot)

    def chercher(self, marche: str, lot: str = "") -> Rapprochement:
        """Find a lot from what the file says. Exact: a nickname learnt, or number or title of the marché and
        lot.

        A marché with a single lot needs no lot; otherwise its lots are proposed.
        """
        question = (texte_de(marche or ""), texte_de(lot or ""))
        if question not in self.reponses:
            self.reponses[question] = self.repondre(*question)
        return self.reponses[question]

    def repondre(self, marche: str, lot: str) -> Rapprochement:
        surnommes = self.par_surnom.get(normaliser(f"{marche} {lot}".strip()), [])
        if len(surnommes) == 1:
            return Rapprochement(EXACT, surnommes[0], "surnom")
        dits, lot_dit = self.lots_du_marche(marche)
        lot = lot or lot_dit
        if dits:
            if not lot and len(dits) == 1:
                return Rapprochement(EXACT, dits[0], "marche")
            exacts = [connu for connu in dits if lot and meme_lot(lot, connu)]
            if len(exacts) == 1:
                return Rapprochement(EXACT, exacts[0], "marche_et_lot")
            return Rapprochement(
                A_CONFIRMER, None, "lot_a_choisir", [(0.9, connu) for connu in exacts or dits]
            )
        return self.proposer(marche, lot)

    def lots_du_marche(self, marche: str) -> tuple[list[LotConnu], str]:
        """(lots of the marché named, lot told in the same words): « 2026-012 lot 3 » is both."""
        for dit, lot in decouper(marche):
            for nom in (numero(dit), normaliser(dit)):
                if nom and nom in self.par_marche:
                    return self.par_marche[nom], lot
        return [], ""

    def proposer(self, marche: str, lot: str) -> Rapprochement:
        """Lots whose titles or numbers look like the words of the file, best first."""
        dit = normaliser(f"{marche} {lot}")
        notes = [(round(ressemblance_de_lot(dit, connu), 2), connu) for connu in self.lots] if dit else []
        proches = sorted((paire for paire in notes if paire[0] >= PROCHE_LOT), key=lambda paire: -paire[0])
        if proches:
            return Rapprochement(A_CONFIRMER, None, "libelle_proche", proches[:PROPOSITIONS])
        return Rapprochement(INCONNU)


def numero(texte: str) -> str:
    """A number of marché as compared: letters and digits only, without « n° » nor leading zeros."""
    return forme(texte).removeprefix("marche").removeprefix("no").removeprefix("n").lstrip("0")


def decouper(texte: str) -> list[tuple[str, str]]:
    """Ways to read one cell: as it is, or a marché then « lot … »."""
    mots = texte.split()
    lectures = [(texte, "")]
    for rang, mot in enumerate(mots):
        plat = normaliser(mot)
        if rang and (
            plat == "lot"
            or (plat[:3] == "lot" and plat[3:].isdigit())
            or (plat[:1] == "l" and plat[1:].isdigit())
        ):
            marche = " ".join(mots[:rang]).rstrip(" -–—,/:")
            reste = " ".join(mots[rang + 1 :]) if plat == "lot" else plat.lstrip("lot")
            lectures.append((marche, reste))
    return lectures


def meme_lot(dit: str, connu: LotConnu) -> bool:
    """True if the words are the lot's number (3, 03, « lot 3 – Peinture ») or its title."""
    plat = normaliser(dit).removeprefix("lot").strip()
    if plat and plat in (normaliser(connu.titre_lot), normaliser(connu.numero_lot)):
        return True
    premier = plat.split(" ")[0] if plat else ""
    return premier.isdigit() and bool(connu.numero_lot) and premier.lstrip("0") == numero(connu.numero_lot)


def ressemblance_de_lot(dit: str, connu: LotConnu) -> float:
    """Likeness of the words of a file with the number, the titles and the nicknames of a lot."""
    candidats = {
        normaliser(connu.titre_marche),
        normaliser(f"{connu.titre_marche} lot {connu.numero_lot}"),
        normaliser(f"{connu.titre_marche} {connu.titre_lot}"),
        normaliser(f"{connu.numero_marche} {connu.numero_lot}"),
        *map(normaliser, connu.surnoms),
    } - {""}
    return max((ressemblance_de_mots(dit, candidat) for candidat in candidats), default=0.0)


def ressemblance_de_mots(a: str, b: str) -> float:
    """Likeness of two wordings: letters in order, or words in common whatever the order."""
    mots_a = {mot for mot in a.split() if len(mot) > 2}
    mots_b = {mot for mot in b.split() if len(mot) > 2}
    communs = len(mots_a & mots_b)
    partage = communs / min(len(mots_a), len(mots_b)) * 0.9 if communs else 0.0
    return max(SequenceMatcher(None, a, b, autojunk=False).ratio(), partage)

"""The hand-written dated cases of cas_dates.csv, asked through the JSON door."""

import csv
import re
from pathlib import Path

import pytest

from publics.eligibilite import repondre

LIGNES = (Path(__file__).parent / "cas_dates.csv").read_text("utf-8").splitlines()
CAS = list(csv.DictReader(LIGNES, delimiter=";"))
JOUR = r"\d{2}/\d{2}/\d{4}"
DECISIONS = {"validée": "validee", "refusée": "refusee", "en attente": "en_attente"}
POSTE = {"lot": "A", "employeur": "X"}


def iso(jour: str) -> str:
    return "-".join(reversed(jour.split("/")))


def periode(texte: str) -> dict:
    debut, _, fin = texte.partition(">")
    return {"debut": iso(debut), **({"fin": iso(fin)} if fin else {})}


def morceaux(cellule: str) -> list[str]:
    return [morceau.strip() for morceau in cellule.split(" + ") if morceau.strip()]


def reglage(texte: str) -> tuple[str, object]:
    cle, valeur = texte.split("=")
    return cle, {"oui": True, "non": False}.get(valeur, int(valeur) if valeur.isdigit() else valeur)


def titre(morceau: str) -> dict:
    genre, reste = morceau.split(" ", 1)
    if genre == "fiche":
        signee, *change = re.findall(JOUR, reste)
        lu = {"nature": "fiche", "signee_le": iso(signee)}
        return {**lu, "situation_changee_le": iso(change[0])} if change else lu
    periodes = [periode(texte) for texte in re.findall(rf"{JOUR}>(?:{JOUR})?", reste)]
    if genre == "pass":
        quoi = "suspensions" if "suspendu" in reste else "prolongations"
        return {"nature": "pass_iae", **periodes[0], quoi: periodes[1:]}
    return {"nature": "statut", "statut": genre, **periodes[0]}


def contrat(morceau: str) -> dict:
    dates, _, nature = morceau.partition(" ")
    return {**periode(dates), **({"nature": nature} if nature else {})}


def demande(cellule: str) -> dict:
    deposee, *decidee = re.findall(JOUR, cellule)
    decision = next(valeur for mot, valeur in DECISIONS.items() if mot in cellule)
    lue = {**POSTE, "deposee_le": iso(deposee), "decision": decision}
    return {**lue, "decidee_le": iso(decidee[0])} if decidee else lue


def question(cellule: str) -> dict:
    genre, quand = cellule.split(" ")
    if genre == "relevé":
        mois, annee = quand.split("/")
        return {"type": "echeance_releve", "mois": f"{annee}-{mois}"}
    types = {"début": "debut_mission", "jour": "jour_travaille"}
    return {"type": types[genre], "date": iso(quand), **POSTE}


def faits(cas: dict[str, str]) -> dict:
    """Facts of a row: what is not told there is not communicated."""
    connu = morceaux(cas["connu"])
    titres = [titre(m) for m in connu if m.split()[0] not in ("première", "prolongation", "notifié")]
    premiere = [iso(m.split()[1]) for m in connu if m.startswith("première")]
    prolongations = [{"mois": int(m.split()[1])} for m in connu if m.startswith("prolongation")]
    notifie = [iso(m.split()[1]) for m in connu if m.startswith("notifié")]
    contrats = [contrat(m) for m in morceaux(cas["contrats"])]
    lus = {
        "parametres": dict(reglage(texte) for texte in cas["reglages"].split(",") if texte),
        "personne": {"premiere_mission_connue": next(iter(premiere), None), "prolongations": prolongations},
        "titres": titres or None,
        "lots": [{"id": "A", "notifie_le": jour} for jour in notifie],
        "employeurs": [{"id": "X", "type": cas["employeur"]}] if cas["employeur"] else [],
        "missions": [{**POSTE, "contrats": contrats}] if contrats else [],
        "questions": [question(cas["question"])],
    }
    if cas["demandes"]:
        lus["demandes"] = [] if cas["demandes"] == "aucune" else [demande(cas["demandes"])]
    return lus


@pytest.mark.parametrize("cas", CAS, ids=[cas["cas"] for cas in CAS])
def test_cas(cas):
    sortie = repondre(faits(cas))
    (reponse,) = sortie["reponses"]
    if cas["question"].startswith("relevé"):
        assert reponse["due_le"] == iso(cas["attendu"])
        return
    assert (reponse["reponse"], reponse["code"]) == (cas["attendu"], cas["code"])
    if cas["date"]:
        borne = reponse["jusqu_au"] if cas["attendu"] in ("vert", "compte") else reponse["depuis"]
        assert borne == iso(cas["date"])


def test_au_moins_quarante_cas_de_noms_differents():
    assert len({cas["cas"] for cas in CAS}) == len(CAS) >= 40

"""The JSON door: dated examples as facts and questions, both schemas, unusable facts told in French."""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from publics.eligibilite import repondre, repondre_au_texte
from publics.eligibilite.lecture import Faute
from publics.regles.codes import Code

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
SCHEMA_FAITS = Draft202012Validator(
    json.loads((SCHEMAS / "eligibilite-faits.json").read_text("utf-8")),
    format_checker=Draft202012Validator.FORMAT_CHECKER,
)
SCHEMA_REPONSES = Draft202012Validator(
    json.loads((SCHEMAS / "eligibilite-reponses.json").read_text("utf-8")),
    format_checker=Draft202012Validator.FORMAT_CHECKER,
)
POSTE = {"lot": "A", "employeur": "X"}


def demander(faits, *questions):
    """Answers to valid facts, both ends checked against the published schemas."""
    entree = {**faits, "questions": list(questions)}
    SCHEMA_FAITS.validate(entree)
    sortie = repondre(entree)
    SCHEMA_REPONSES.validate(sortie)
    assert json.loads(json.dumps(sortie, allow_nan=False)) == sortie
    return sortie["reponses"]


def contrats(*periodes, **change):
    return {
        "missions": [{**POSTE, "contrats": [{"debut": d, "fin": f, **change} for d, f in periodes]}],
        "employeurs": [{"id": "X", "type": "ETTI"}],
    }


def fiche(jour, **change):
    return {"nature": "fiche", "signee_le": jour, **change}


def debut(jour, **change):
    return {"type": "debut_mission", "date": jour, **POSTE, **change}


def travail(jour, **change):
    return {"type": "jour_travaille", "date": jour, **POSTE, **change}


def test_fiche_perimee_rouge_depuis_le_dernier_jour_valable():
    vert, rouge = demander({"titres": [fiche("2026-03-15")]}, debut("2026-05-15"), debut("2026-05-16"))
    assert (vert["reponse"], vert["code"], vert["jusqu_au"]) == ("vert", "R2_FICHE_VALABLE", "2026-05-15")
    assert vert["que_faire"] == "Faites valider la mission par le guichet avant son début."
    assert (rouge["reponse"], rouge["code"], rouge["depuis"]) == ("rouge", "R2_FICHE_PERIMEE", "2026-05-15")
    assert rouge["phrase"] == "La fiche de prescription est périmée depuis le 15/05/2026."
    assert rouge["que_faire"] == "Demandez une nouvelle fiche."


def test_meme_mission_puis_nouvelle_mission():
    faits = {"titres": [fiche("2026-03-02")], **contrats(("2026-03-09", "2026-03-27"))}
    meme, nouvelle = demander(faits, debut("2026-04-20"), debut("2026-05-04"))
    assert (meme["reponse"], meme["mission"], meme["mission_debut"]) == ("vert", "meme", "2026-03-09")
    assert (nouvelle["reponse"], nouvelle["mission"]) == ("rouge", "nouvelle")


@pytest.mark.parametrize("autre", [{"lot": "B"}, {"employeur": "Y"}])
def test_autre_lot_ou_autre_employeur_nouvelle_mission(autre):
    faits = {"titres": [fiche("2026-03-02")], **contrats(("2026-03-09", "2026-06-26"))}
    (reponse,) = demander(faits, debut("2026-06-15", **autre))
    assert (reponse["reponse"], reponse["mission"]) == ("rouge", "nouvelle")


def demande(deposee_le, decision="validee", **change):
    return {**POSTE, "deposee_le": deposee_le, "decision": decision, **change}


JUIN = {"titres": [fiche("2026-05-28")], **contrats(("2026-06-01", "2026-06-30"))}
TARDIVE = {**JUIN, "demandes": [demande("2026-06-15", decidee_le="2026-06-17")]}


def heures(nombre, **quand):
    return {**POSTE, "heures": nombre, **quand}


def test_heures_d_avant_la_demande_a_decider_les_autres_conformes():
    faits = {
        **TARDIVE,
        "heures": [
            heures(63, debut="2026-06-01", fin="2026-06-14"),
            heures("77.00", debut="2026-06-15", fin="2026-06-30"),
        ],
    }
    (reponse,) = demander(faits, {"type": "heures_du_mois", "mois": "2026-06"})
    assert reponse["reponse"] == "partage"
    assert reponse["code"] == "R3_DEMANDE_TARDIVE"
    assert reponse["heures"] == {
        "conformes": 77,
        "a_decider": 63,
        "en_attente": 0,
        "refusees": 0,
        "a_ventiler": 0,
        "total": 140,
    }


def test_total_d_un_mois_coupe_en_deux_a_ventiler_par_la_structure():
    faits = {**TARDIVE, "heures": [heures(140, mois="2026-06")]}
    (reponse,) = demander(faits, {"type": "heures_du_mois", "mois": "2026-06"})
    assert (reponse["reponse"], reponse["code"]) == ("a_ventiler", "R3_A_VENTILER")
    assert "15/06/2026" in reponse["phrase"]
    (ligne,) = reponse["lignes"]
    assert [(t["debut"], t["gravite"]) for t in ligne["troncons"]] == [
        ("2026-06-01", "a_decider"),
        ("2026-06-15", "conforme"),
    ]


def test_jour_par_jour_sans_contrat_la_mission_commence_au_premier_jour_travaille():
    faits = {
        "demandes": [demande("2026-06-02")],
        "heures": [heures(7, jour=f"2026-06-0{rang}") for rang in (1, 2, 3)],
    }
    (reponse,) = demander(faits, {"type": "heures_du_mois", "mois": "2026-06"})
    assert (reponse["heures"]["a_decider"], reponse["heures"]["conformes"]) == (7, 14)


def test_jamais_demandee_a_decider_et_non_communiquee_non_jugee():
    (jamais,) = demander({**JUIN, "demandes": []}, travail("2026-06-10"))
    (inconnue,) = demander(JUIN, travail("2026-06-10"))
    assert (jamais["reponse"], jamais["code"]) == ("a_decider", "R3_JAMAIS_DEMANDEE")
    assert inconnue["reponse"] == "compte"


def test_renouveler_une_mission_jamais_demandee_n_est_pas_vert():
    (reponse,) = demander({**JUIN, "demandes": []}, debut("2026-07-06"))
    assert (reponse["mission"], reponse["reponse"]) == ("meme", "a_decider")
    assert reponse["code"] == "R3_JAMAIS_DEMANDEE"


def test_demande_sans_reponse_en_attente_du_guichet():
    faits = {**JUIN, "demandes": [demande("2026-05-29", "en_attente")]}
    debut_, jour = demander(faits, debut("2026-06-01"), travail("2026-06-10"))
    assert (debut_["reponse"], debut_["code"]) == ("en_attente", "R3_DEMANDE_EN_COURS")
    assert jour["reponse"] == "en_attente"


def test_reponse_tardive_du_guichet_ne_coute_aucune_heure():
    faits = {**JUIN, "demandes": [demande("2026-05-29", decidee_le="2026-09-30")]}
    debut_, jour = demander(faits, debut("2026-06-01"), travail("2026-06-01"))
    assert (debut_["reponse"], debut_["code"]) == ("vert", "R3_DEMANDE_A_TEMPS")
    assert jour["reponse"] == "compte"


def test_demande_incomplete_couvre_du_jour_ou_elle_est_complete():
    faits = {**JUIN, "demandes": [demande("2026-05-29", complete_le="2026-06-08")]}
    avant, apres = demander(faits, travail("2026-06-07"), travail("2026-06-08"))
    assert (avant["reponse"], avant["jusqu_au"]) == ("a_decider", "2026-06-07")
    assert apres["reponse"] == "compte"


def test_demande_de_la_premiere_mission_ne_couvre_pas_la_seconde():
    faits = {
        "titres": [fiche("2026-03-02")],
        **contrats(("2026-03-09", "2026-03-13"), ("2026-04-27", "2026-05-15")),
        "demandes": [demande("2026-03-05")],
    }
    premiere, seconde = demander(faits, travail("2026-03-10"), travail("2026-04-28"))
    assert premiere["reponse"] == "compte"
    assert (seconde["reponse"], seconde["code"]) == ("a_decider", "R3_JAMAIS_DEMANDEE")


def test_fiche_signee_apres_le_debut_couvre_a_partir_de_sa_signature():
    faits = {
        "titres": [fiche("2026-06-10")],
        **contrats(("2026-06-01", "2026-06-30")),
        "demandes": [demande("2026-06-05")],
    }
    avant, apres = demander(faits, travail("2026-06-09"), travail("2026-06-10"))
    assert (avant["reponse"], apres["reponse"]) == ("a_decider", "compte")


def test_cdi_d_avant_la_notification_refuse_sauf_globalise():
    faits = {
        "titres": [fiche("2026-01-20")],
        "lots": [{"id": "A", "notifie_le": "2026-04-15"}],
        "employeurs": [{"id": "X", "type": "TITULAIRE"}],
        "missions": [{**POSTE, "contrats": [{"debut": "2026-02-01", "nature": "CDI"}]}],
    }
    (refuse,) = demander(faits, travail("2026-05-04"))
    assert (refuse["reponse"], refuse["code"]) == ("refuse", "R6_EMBAUCHE_AVANT_NOTIFICATION")
    globalise = copy.deepcopy(faits)
    globalise["missions"][0]["contrats"][0]["globalise"] = True
    (compte,) = demander(globalise, travail("2026-05-04"))
    assert compte["reponse"] == "compte"


def test_globalisation_trop_d_heures_puis_accord_manquant_puis_acceptee():
    def partage(*allocations):
        return {"type": "globalisation", "heures_du_mois": 151.67, "allocations": list(allocations)}

    trop, sans_accord, accepte = demander(
        {},
        partage({"lot": "A", "heures": 60}, {"lot": "B", "heures": 50}, {"lot": "C", "heures": 45}),
        partage({"lot": "A", "heures": 60}, {"lot": "B", "heures": 50}),
        partage({"lot": "A", "heures": 60, "accord": True}, {"lot": "B", "heures": 91.67, "accord": True}),
    )
    assert (trop["reponse"], trop["trop"]) == ("refuse", 3.33)
    assert (sans_accord["reponse"], sans_accord["code"]) == ("en_attente", "R6_GLOBALISATION_SANS_ACCORD")
    assert (accepte["reponse"], accepte["reste"]) == ("accepte", 0)


def test_cumul_de_deux_employeurs_a_confirmer_sans_que_l_un_voie_l_autre():
    faits = {
        "heures": [
            {"lot": "A", "employeur": "ETTI Alpha", "heures": 150, "mois": "2026-06"},
            {"lot": "B", "employeur": "AI Beta", "heures": 75, "mois": "2026-06"},
        ]
    }
    (reponse,) = demander(faits, {"type": "cumul_mois", "mois": "2026-06"})
    assert [ligne["reponse"] for ligne in reponse["lignes"]] == ["a_confirmer", "a_confirmer"]
    assert "Beta" not in reponse["lignes"][0]["phrase"]
    assert "Alpha" not in reponse["lignes"][1]["phrase"]


def test_echeance_un_samedi_et_releve_attendu():
    faits = contrats(("2026-09-01", "2026-09-30"))
    question = {"type": "echeance_releve", "mois": "2026-09", "employeur": "X"}
    du, retard, octobre = demander(
        faits, question, {**question, "au": "2026-10-13"}, {**question, "mois": "2026-10"}
    )
    assert (du["due_le"], du["en_retard_le"], du["attendu"]) == ("2026-10-12", "2026-10-13", True)
    assert (retard["reponse"], retard["jours_de_retard"]) == ("en_retard", 1)
    assert octobre["attendu"] is False


def test_proposition_selon_l_accord_du_donneur_d_ordre():
    question = {"type": "proposition_decision", "proposee_le": "2026-06-01", "au": "2026-07-01"}
    attend, applique = demander({}, question, {**question, "silence_vaut_accord": True})
    assert (attend["reponse"], attend["silence_le"]) == ("a_decider", "2026-07-01")
    assert applique["reponse"] == "appliquee"


def test_reglages_du_territoire_suivis():
    faits = {"titres": [fiche("2026-03-15")], "parametres": {"validite_fiche_mois": 3}}
    (reponse,) = demander(faits, debut("2026-06-15"))
    assert reponse["reponse"] == "vert"


def test_les_exemples_du_schema_ont_tous_leurs_reponses():
    attendues = [
        ["vert", "rouge"],
        ["partage", "compte"],
        ["compte", "eligible"],
        ["compte", "refuse"],
        ["a_confirmer", "en_retard", "refuse"],
    ]
    exemples = SCHEMA_FAITS.schema["examples"]
    reponses = [demander(exemple, *exemple["questions"]) for exemple in exemples]
    assert [[reponse["reponse"] for reponse in liste] for liste in reponses] == attendues


def test_les_codes_publies_sont_ceux_des_regles():
    publies = SCHEMA_REPONSES.schema["$defs"]
    assert publies["code"]["enum"] == list(Code)
    assert publies["erreur"]["properties"]["code"]["enum"] == list(Faute)


FAUX = [
    ({"questions": []}, "FAITS_TYPE", "questions"),
    ({}, "FAITS_CLE_MANQUANTE", "questions"),
    ({"questions": [{"type": "magie"}]}, "FAITS_VALEUR", "questions[0].type"),
    ({"questions": [travail("2026-02-30")]}, "FAITS_DATE", "questions[0].date"),
    ({"questions": [travail("20260228")]}, "FAITS_DATE", "questions[0].date"),
    ({"questions": [travail("2026-06-01")], "titre": []}, "FAITS_CLE_INCONNUE", "titre"),
    (
        {"questions": [travail("2026-06-01")], "titres": [{"nature": "fiche"}]},
        "FAITS_CLE_MANQUANTE",
        "titres[0].signee_le",
    ),
    (
        {"questions": [travail("2026-06-01")], "heures": [heures(float("nan"), jour="2026-06-01")]},
        "FAITS_NOMBRE",
        "heures[0].heures",
    ),
    (
        {"questions": [travail("2026-06-01")], "heures": [heures(1e308, jour="2026-06-01")]},
        "FAITS_NOMBRE",
        "heures[0].heures",
    ),
    ({"questions": [travail("2026-06-01")], "heures": [heures(7)]}, "FAITS_PERIODE", "heures[0]"),
    (
        {"questions": [travail("2026-06-01")], **contrats(("2026-06-30", "2026-06-01"))},
        "FAITS_PERIODE",
        "missions[0].contrats[0].fin",
    ),
    (
        {"questions": [travail("2026-06-01")], "parametres": {"validite_fiche_mois": True}},
        "FAITS_NOMBRE",
        None,
    ),
    ([], "FAITS_TYPE", ""),
    (None, "FAITS_TYPE", ""),
]


@pytest.mark.parametrize(("faits", "code", "chemin"), FAUX)
def test_faits_inutilisables_une_erreur_codee_en_francais(faits, code, chemin):
    sortie = repondre(faits)
    SCHEMA_REPONSES.validate(sortie)
    erreur = sortie["erreurs"][0]
    assert erreur["code"] == code
    assert chemin is None or erreur["chemin"] == chemin
    assert erreur["phrase"].endswith(".")


def test_toutes_les_fautes_sont_dites_en_une_fois():
    faits = {"titres": [fiche("hier"), fiche("demain")], "questions": [{"type": "x"}]}
    assert len(repondre(faits)["erreurs"]) == 3


@pytest.mark.parametrize("texte", ["{", b"\xff\xfe", "[" * 100_000, "", "{'a': 1}"])
def test_texte_illisible(texte):
    (erreur,) = repondre_au_texte(texte)["erreurs"]
    assert erreur["code"] == "FAITS_ILLISIBLES"


def test_heures_lues_du_texte_sans_perte():
    texte = json.dumps({"questions": [{"type": "cumul_mois", "mois": "2026-06"}]})
    faits = texte[:-1] + ', "heures": [{"lot":"A","employeur":"X","mois":"2026-06","heures":151.67}]}'
    assert repondre_au_texte(faits)["reponses"][0]["total"] == 151.67


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=12),
    lambda enfants: st.lists(enfants, max_size=3) | st.dictionaries(st.text(max_size=8), enfants, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(JSON)
def test_aucun_contenu_ne_fait_lever_d_exception(faits):
    SCHEMA_REPONSES.validate(repondre(faits))


COMPLET = {
    **TARDIVE,
    "parametres": {"zone_feriee": "alsace_moselle", "jours_rappels": [5, 10]},
    "personne": {"id": "P1", "prolongations": [{"mois": 6, "motif": "formation"}]},
    "heures": [heures(7, jour="2026-06-02"), heures("63.5", debut="2026-06-08", fin="2026-06-12")],
    "questions": [debut("2026-06-01"), travail("2026-06-20"), {"type": "heures_du_mois", "mois": "2026-06"}],
}


def _chemins(valeur, chemin=()):
    if chemin:
        yield chemin
    if isinstance(valeur, (dict, list)):
        for cle, enfant in valeur.items() if isinstance(valeur, dict) else enumerate(valeur):
            yield from _chemins(enfant, (*chemin, cle))


REMPLACANTS = (
    None,
    True,
    0,
    -1,
    1e9,
    "",
    "x",
    "2026-06-31",
    "2026-06-03",
    "2026-06",
    [],
    {},
    ["x"],
    {"x": 1},
)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(_chemins(COMPLET), key=str)), st.sampled_from(REMPLACANTS))
def test_un_fait_altere_est_refuse_des_que_le_schema_le_refuse(chemin, remplacant):
    faits = copy.deepcopy(COMPLET)
    parent = faits
    for cle in chemin[:-1]:
        parent = parent[cle]
    parent[chemin[-1]] = remplacant
    sortie = repondre(faits)
    SCHEMA_REPONSES.validate(sortie)
    erreurs = sortie.get("erreurs", [])
    if SCHEMA_FAITS.is_valid(faits):
        assert {erreur["code"] for erreur in erreurs} <= {"FAITS_PERIODE", "FAITS_NOMBRE"}
    else:
        assert erreurs

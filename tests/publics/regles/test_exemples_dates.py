"""The dated examples of the field, each by its own name, on the pure rules."""

from datetime import date, timedelta
from decimal import Decimal

from publics.regles.codes import Code
from publics.regles.faits import (
    Contrat,
    Decision,
    Demande,
    Fiche,
    NatureContrat,
    PassIae,
    Statut,
    StatutTitre,
    TypeEmployeur,
)
from publics.regles.globalisation import Allocation, controler_globalisation
from publics.regles.journee import Dossier, Poste, juger, verifier_debut
from publics.regles.parametres import Parametres
from publics.regles.r5_echeances import echeance, ponctualite
from publics.regles.r7_controles_de_ligne import Ligne, controler_ligne
from publics.regles.repartition import Saisie, repartir, totaux
from publics.regles.verdict import Gravite

PARAMETRES = Parametres()


def poste(*contrats, demandes=None, **change) -> Poste:
    return Poste(
        **{
            "lot": "A",
            "employeur": "X",
            "contrats": contrats,
            "demandes": demandes,
            "type_employeur": TypeEmployeur.ETTI,
            **change,
        }
    )


def debut(jour, titres, le_poste=None):
    return verifier_debut(
        jour=jour,
        poste=le_poste or poste(),
        dossier=Dossier(titres=tuple(titres)),
        parametres=PARAMETRES,
    )


def travail(jour, le_poste, **dossier):
    return juger(jour=jour, poste=le_poste, dossier=Dossier(**dossier), parametres=PARAMETRES).verdict


def validee(deposee_le, decidee_le) -> Demande:
    return Demande(deposee_le=deposee_le, decidee_le=decidee_le, decision=Decision.VALIDEE)


FICHE_DU_15_MARS = Fiche(signee_le=date(2026, 3, 15))
VALIDEE_LE_20_MARS = (validee(date(2026, 3, 20), date(2026, 3, 20)),)


def test_fiche_du_15_03_2026_debut_15_05_vert():
    verdict = debut(date(2026, 5, 15), [FICHE_DU_15_MARS], poste(demandes=VALIDEE_LE_20_MARS))
    assert verdict.gravite is Gravite.CONFORME
    assert verdict.code == Code.R2_FICHE_VALABLE
    assert verdict.jusqu_au == date(2026, 5, 15)


def test_fiche_du_15_03_2026_debut_16_05_rouge_perimee_depuis_le_15_05_2026():
    verdict = debut(date(2026, 5, 16), [FICHE_DU_15_MARS], poste(demandes=VALIDEE_LE_20_MARS))
    assert verdict.gravite is Gravite.BLOQUANT
    assert verdict.code == Code.R2_FICHE_PERIMEE
    assert verdict.depuis == date(2026, 5, 15)
    assert "périmée depuis le 15/05/2026" in verdict.phrase


def test_fiche_du_31_12_2025_debut_28_02_2026_vert():
    verdict = debut(date(2026, 2, 28), [Fiche(signee_le=date(2025, 12, 31))])
    assert verdict.gravite is Gravite.CONFORME


def test_fiche_du_31_12_2025_debut_01_03_2026_rouge():
    verdict = debut(date(2026, 3, 1), [Fiche(signee_le=date(2025, 12, 31))])
    assert (verdict.gravite, verdict.code) == (Gravite.BLOQUANT, Code.R2_FICHE_PERIMEE)


def contrats_hebdomadaires(premier: date, dernier: date) -> list[Contrat]:
    semaines = range(0, (dernier - premier).days + 1, 7)
    lundis = [premier + timedelta(days=rang) for rang in semaines]
    return [Contrat(debut=lundi, fin=lundi + timedelta(days=4), nature=NatureContrat.CTT) for lundi in lundis]


def test_fiche_du_02_03_2026_contrats_hebdomadaires_du_09_03_au_26_06_tous_conformes_sans_nouvelle_fiche():
    contrats = contrats_hebdomadaires(date(2026, 3, 9), date(2026, 6, 26))
    le_poste = poste(*contrats)
    dossier = Dossier(titres=(Fiche(signee_le=date(2026, 3, 2)),))
    assert contrats[-1].fin == date(2026, 6, 26)
    saisies = [Saisie(contrat.debut, contrat.fin, Decimal(35)) for contrat in contrats]
    sorts = repartir(saisies, poste=le_poste, dossier=dossier, parametres=PARAMETRES)
    assert totaux(sorts)["conformes"] == 35 * len(contrats)
    renouvellement = debut(contrats[-1].debut, dossier.titres, le_poste)
    assert (renouvellement.gravite, renouvellement.code) == (Gravite.CONFORME, Code.R2_MEME_MISSION)


ARRET_LE_27_MARS = Contrat(debut=date(2026, 3, 9), fin=date(2026, 3, 27))
FICHE_DU_2_MARS = Fiche(signee_le=date(2026, 3, 2))


def test_arret_le_27_03_reprise_le_20_04_apres_23_jours_meme_mission():
    verdict = debut(date(2026, 4, 20), [FICHE_DU_2_MARS], poste(ARRET_LE_27_MARS))
    assert verdict.gravite is Gravite.CONFORME
    assert verdict.valeurs["mission"] == "meme"
    assert verdict.valeurs["mission_debut"] == date(2026, 3, 9)


def test_arret_le_27_03_reprise_le_04_05_apres_37_jours_nouvelle_mission_rouge():
    verdict = debut(date(2026, 5, 4), [FICHE_DU_2_MARS], poste(ARRET_LE_27_MARS))
    assert (verdict.gravite, verdict.code) == (Gravite.BLOQUANT, Code.R2_FICHE_PERIMEE)
    assert verdict.valeurs["mission"] == "nouvelle"


def test_demande_du_vendredi_05_06_debut_lundi_08_06_validee_le_10_06_conforme_demande_faite_a_temps():
    mission = Contrat(debut=date(2026, 6, 8), fin=date(2026, 6, 26))
    le_poste = poste(mission, demandes=(validee(date(2026, 6, 5), date(2026, 6, 10)),))
    titres = (Fiche(signee_le=date(2026, 6, 1)),)
    verdict = debut(date(2026, 6, 8), titres, le_poste)
    assert (verdict.gravite, verdict.code) == (Gravite.CONFORME, Code.R3_DEMANDE_A_TEMPS)
    assert "Demande faite à temps" in verdict.phrase
    assert travail(date(2026, 6, 8), le_poste, titres=titres).gravite is Gravite.CONFORME


def test_debut_01_06_demande_15_06_validee_17_06_63_h_a_decider_et_77_h_conformes():
    mission = Contrat(debut=date(2026, 6, 1), fin=date(2026, 6, 30))
    le_poste = poste(mission, demandes=(validee(date(2026, 6, 15), date(2026, 6, 17)),))
    saisies = [
        Saisie(date(2026, 6, 1), date(2026, 6, 14), Decimal(63)),
        Saisie(date(2026, 6, 15), date(2026, 6, 30), Decimal(77)),
    ]
    dossier = Dossier(titres=(Fiche(signee_le=date(2026, 5, 28)),))
    sorts = repartir(saisies, poste=le_poste, dossier=dossier, parametres=PARAMETRES)
    assert [sort.case for sort in sorts] == ["a_decider", "conformes"]
    assert totaux(sorts)["a_decider"] == 63
    assert totaux(sorts)["conformes"] == 77


RSA = {"premiere_mission_connue": date(2024, 2, 12)}


def test_rsa_premiere_mission_12_02_2024_travail_le_11_02_2026_compte():
    verdict = travail(date(2026, 2, 11), poste(), **RSA)
    assert verdict.gravite is Gravite.CONFORME
    assert verdict.jusqu_au == date(2026, 2, 11)


def test_rsa_premiere_mission_12_02_2024_travail_le_12_02_2026_refuse():
    verdict = travail(date(2026, 2, 12), poste(), **RSA)
    assert (verdict.gravite, verdict.code) == (Gravite.REFUSEE, Code.R4_DUREE_ATTEINTE)


def test_rsa_premiere_mission_12_02_2024_travail_le_12_02_2026_compte_si_prolonge():
    verdict = travail(date(2026, 2, 12), poste(), **RSA, prolongation_mois=1)
    assert verdict.gravite is Gravite.CONFORME
    assert verdict.jusqu_au == date(2026, 3, 11)


def test_travailleur_d_esat_depuis_2019_compte():
    statut = Statut(statut=StatutTitre.ESAT, debut=date(2019, 1, 7), employeur="X")
    le_poste = poste(Contrat(debut=date(2019, 1, 7)), type_employeur=TypeEmployeur.ESAT)
    verdict = travail(date(2026, 6, 8), le_poste, titres=(statut,))
    assert verdict.gravite is Gravite.CONFORME


def test_permanent_d_une_ei_refuse_salarie_permanent():
    le_poste = poste(Contrat(debut=date(2026, 1, 5), permanent=True), type_employeur=TypeEmployeur.EI)
    titres = (PassIae(debut=date(2026, 1, 5), fin=date(2028, 1, 4)),)
    verdict = travail(date(2026, 6, 8), le_poste, titres=titres)
    assert (verdict.gravite, verdict.code) == (Gravite.REFUSEE, Code.R6_SALARIE_PERMANENT)
    assert "salarié permanent" in verdict.phrase


def test_cdi_du_01_02_2026_marche_notifie_le_15_04_2026_sans_clause_anterieure_non_compte():
    cdi = Contrat(debut=date(2026, 2, 1), nature=NatureContrat.CDI)
    le_poste = poste(cdi, type_employeur=TypeEmployeur.TITULAIRE, notifie_le=date(2026, 4, 15))
    verdict = travail(date(2026, 5, 4), le_poste, titres=(Fiche(signee_le=date(2026, 1, 20)),))
    assert (verdict.gravite, verdict.code) == (Gravite.REFUSEE, Code.R6_EMBAUCHE_AVANT_NOTIFICATION)


def test_mois_globalise_151_67_h_allocations_60_50_45_refuse_3_33_h_de_trop():
    allocations = [Allocation(lot=lot, heures=Decimal(h)) for lot, h in (("A", 60), ("B", 50), ("C", 45))]
    verdict = controler_globalisation(Decimal("151.67"), allocations)
    assert (verdict.gravite, verdict.code) == (Gravite.BLOQUANT, Code.R6_GLOBALISATION_DEPASSEE)
    assert verdict.valeurs["trop"] == Decimal("3.33")


def test_etti_x_150_h_et_ai_y_75_h_a_confirmer_toutes_deux_sans_se_voir():
    for siennes, autres in ((150, 75), (75, 150)):
        ligne = Ligne(
            mois=date(2026, 6, 1),
            mois_du_jour=date(2026, 7, 3),
            heures=Decimal(siennes),
            heures_autres=Decimal(autres),
        )
        (verdict,) = controler_ligne(ligne, PARAMETRES)
        assert (verdict.gravite, verdict.code) == (Gravite.A_CONFIRMER, Code.R7_MOIS_LONG)
        assert str(autres) not in verdict.texte
        assert "225" in verdict.texte


def test_le_10_10_2026_est_un_samedi_du_le_lundi_12_10_en_retard_le_mardi_13_10():
    septembre = echeance(date(2026, 9, 1), PARAMETRES)
    assert septembre.due_le == date(2026, 10, 12)
    assert septembre.en_retard_le == date(2026, 10, 13)
    assert ponctualite(septembre, au=date(2026, 10, 12)).code == Code.R5_A_VENIR
    assert ponctualite(septembre, au=date(2026, 10, 13)).code == Code.R5_EN_RETARD

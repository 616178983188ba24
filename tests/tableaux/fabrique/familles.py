"""Families of layouts: each takes a seed and gives a file as a partner would send it, with the rows it
holds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from tests.tableaux.fabrique.grille import Onglet, Serie, en_csv, en_ods, en_xls, en_xlsx
from tests.tableaux.fabrique.verite import Heure, mois_de_travail

MOIS = date(2026, 9, 1)
ABREGES = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
ENTETES = (
    ("Nom", "Prénom", "Né(e) le", "N° de marché", "Lot", "Heures"),
    ("NOM", "PRENOM", "Date de naissance", "Marché", "N° lot", "Nb heures"),
    ("Nom du salarié", "Prénom du salarié", "DDN", "Intitulé du marché", "Lot", "Heures réalisées"),
    ("nom ", " prénom(s)", "Date naissance", "Chantier", "lot n°", "Nombre d’heures effectuées"),
    ("Nom d'usage", "Prénom", "Née le", "Opération", "Lot", "Total heures du mois"),
)


@dataclass(frozen=True)
class Fichier:
    """What a partner sends: name, bytes, the rows inside; `complet`: the birth dates are in the file."""

    nom: str
    octets: bytes
    attendu: list[Heure]
    naissances: bool = True


FAMILLES: dict[str, Callable[[int], Fichier]] = {}


def famille(fabrique: Callable[[int], Fichier]) -> Callable[[int], Fichier]:
    FAMILLES[fabrique.__name__] = fabrique
    return fabrique


def decimales(heure: Heure) -> float:
    return float(heure.heures)


def duree(heure: Heure) -> timedelta:
    return timedelta(minutes=heure.minutes)


def simple(graine: int, heures=decimales, jour=lambda jour: jour) -> tuple[list[Heure], Onglet]:
    """One row per person, one header row."""
    verite = mois_de_travail(graine)
    lignes = [list(ENTETES[graine % len(ENTETES)])]
    lignes += [[h.nom, h.prenom, jour(h.naissance), h.marche, h.lot, heures(h)] for h in verite]
    return verite, Onglet("Feuil1", lignes)


@famille
def xlsx_simple(graine: int) -> Fichier:
    verite, onglet = simple(graine)
    return Fichier("releve.xlsx", en_xlsx([onglet]), verite)


@famille
def xlsx_titres_fusionnes_et_vides(graine: int) -> Fichier:
    hasard = Random(graine)
    verite, onglet = simple(graine)
    decalage = hasard.randint(2, 24)
    titres = [[""] * 6 for _ in range(decalage)]
    titres[0][0] = "Association Tremplin : suivi mensuel des clauses sociales"
    titres[decalage - 1][1] = "Mois de septembre 2026"
    lignes = titres + onglet.lignes
    for rang in range(len(lignes), decalage + 2, -3):
        lignes.insert(rang, [""] * 6)
    return Fichier("suivi.xlsx", en_xlsx([Onglet("Suivi", lignes, [(0, 0, 0, 5)])]), verite)


@famille
def ods_nom_complet(graine: int) -> Fichier:
    hasard = Random(graine)
    verite = mois_de_travail(graine)
    formes = (
        lambda h: f"{h.nom.upper()} {h.prenom}",
        lambda h: f"{h.prenom} {h.nom.upper()}",
        lambda h: f"Mme {h.nom} {h.prenom}  ",
        lambda h: f"{h.nom}, {h.prenom}",
        lambda h: f"{h.nom.replace('-', ' ').upper()}\u00a0{h.prenom.replace('-', ' ')}",
    )
    forme = formes[graine % len(formes)] if hasard.random() < 0.7 else hasard.choice(formes)
    lignes = [
        [hasard.choice(("Nom Prénom", "Salarié", "Nom et prénom du salarié")), "Né le", "Marché", "Lot", "H"]
    ]
    lignes += [[forme(h), h.naissance, h.marche, h.lot, decimales(h)] for h in verite]
    return Fichier("clauses.ods", en_ods([Onglet("Relevé", lignes)]), verite)


@famille
def heures_en_toutes_lettres(graine: int) -> Fichier:
    hasard = Random(graine)
    formes = (
        lambda m: f"{m // 60}h{m % 60:02d}",
        lambda m: f"{m // 60}:{m % 60:02d}",
        lambda m: f"{m // 60} h {m % 60:02d}",
        lambda m: f"{m / 60:.2f}".replace(".", ","),
        lambda m: f"{m / 60:.2f}",
        lambda m: f"{m / 60:.2f} h".replace(".", ","),
        lambda m: f"\u00a0{m // 60}H{m % 60:02d}\u202f",
    )
    verite, onglet = simple(graine, lambda h: hasard.choice(formes)(h.minutes))
    ecrire = (en_xlsx, en_ods, en_xls)[graine % 3]
    return Fichier("heures." + ("xlsx", "ods", "xls")[graine % 3], ecrire([onglet]), verite)


@famille
def xlsx_fractions_de_jour(graine: int) -> Fichier:
    verite, onglet = simple(graine, duree)
    forme = ("[h]:mm", "h:mm", "[hh]:mm:ss", "hh:mm;@", "[h]\\hmm")[graine % 5]
    return Fichier("pointage.xlsx", en_xlsx([onglet], forme_duree=forme), verite)


@famille
def ods_durees(graine: int) -> Fichier:
    verite, onglet = simple(graine, duree)
    return Fichier("pointage.ods", en_ods([onglet]), verite)


@famille
def xls_97(graine: int) -> Fichier:
    verite, onglet = simple(graine, duree if graine % 2 else decimales)
    return Fichier("RELEVE.XLS", en_xls([onglet]), verite)


@famille
def semaines_et_total(graine: int) -> Fichier:
    verite = mois_de_travail(graine)
    numeros = [f"S{n}" for n in range(1, 6)] if graine % 2 else [f"Semaine {35 + n}" for n in range(1, 6)]
    lignes = [["Nom", "Prénom", "Date de naissance", "Marché", *numeros, "Total"]]
    lignes += [
        [h.nom, h.prenom, h.naissance, h.marche, *(m / 60 for m in h.semaines), decimales(h)] for h in verite
    ]
    lignes.append(["TOTAL", "", "", "", "", "", "", "", "", float(sum(h.heures for h in verite))])
    return Fichier("semaines.xlsx", en_xlsx([Onglet("Septembre", lignes)]), verite)


@famille
def semaines_sans_total_deux_niveaux(graine: int) -> Fichier:
    verite = mois_de_travail(graine)
    haut = ["Salarié", "", "", "Marché", "Heures réalisées", "", "", "", ""]
    bas = ["Nom", "Prénom", "Né le", "", "S1", "S2", "S3", "S4", "S5"]
    lignes = [["Relevé de septembre 2026"] + [""] * 8, haut, bas]
    lignes += [[h.nom, h.prenom, h.naissance, h.marche, *(m / 60 for m in h.semaines)] for h in verite]
    onglet = Onglet("Relevé", lignes, [(1, 0, 1, 2), (1, 4, 1, 8)])
    return Fichier("hebdo.xlsx", en_xlsx([onglet]), verite)


@famille
def une_feuille_par_marche(graine: int) -> Fichier:
    verite = mois_de_travail(graine, marches=2 + graine % 3)
    onglets = []
    for marche in sorted({h.marche for h in verite}):
        siennes = [h for h in verite if h.marche == marche]
        lignes = [["Marché", marche], [], ["Nom", "Prénom", "Né le", "Heures"]] if graine % 2 else []
        lignes = lignes or [["Nom", "Prénom", "Né le", "Heures"]]
        lignes += [[h.nom, h.prenom, h.naissance, decimales(h)] for h in siennes]
        lignes.append(["Total", "", "", float(sum(h.heures for h in siennes))])
        onglets.append(Onglet(marche[:31], lignes))
    recapitulatif = [["Marché", "Heures"], *([o.nom, o.lignes[-1][-1]] for o in onglets)]
    onglets.append(Onglet("Récapitulatif", recapitulatif))
    ecrire, suffixe = ((en_xlsx, "xlsx"), (en_ods, "ods"), (en_xls, "xls"))[graine % 3]
    if len(onglets) == 2:
        onglets.insert(0, Onglet("Notice", [["Remplir une feuille par marché"]]))
        onglets[1].lignes = [["Marché", onglets[1].nom], [], *onglets[1].lignes]
    return Fichier(f"marches.{suffixe}", ecrire(onglets), verite)


@famille
def intertitres_et_sous_totaux(graine: int) -> Fichier:
    verite = mois_de_travail(graine)
    lignes = [["Nom", "Prénom", "Date de naissance", "Heures du mois"]]
    fusions = []
    for marche in sorted({h.marche for h in verite}):
        siennes = [h for h in verite if h.marche == marche]
        fusions.append((len(lignes), 0, len(lignes), 3))
        lignes.append([marche, "", "", ""])
        lignes += [[h.nom, h.prenom, h.naissance, decimales(h)] for h in siennes]
        lignes += [["Sous-total", "", "", float(sum(h.heures for h in siennes))], ["", "", "", ""]]
    lignes.append(["TOTAL GÉNÉRAL", "", "", float(sum(h.heures for h in verite))])
    lignes.append(["Fait à Niort, le 05/10/2026", "", "", ""])
    ecrire, suffixe = ((en_xlsx, "xlsx"), (en_xls, "xls"))[graine % 2]
    return Fichier(f"groupes.{suffixe}", ecrire([Onglet("Clauses", lignes, fusions)]), verite)


@famille
def csv_point_virgule_cp1252(graine: int) -> Fichier:
    verite, onglet = simple(graine)
    verite = [
        h
        for h in verite
        if (h.nom + h.prenom).encode("cp1252", "ignore").decode("cp1252") == h.nom + h.prenom
    ]
    onglet.lignes = [onglet.lignes[0]] + [
        [h.nom, h.prenom, h.naissance, h.marche, h.lot, decimales(h)] for h in verite
    ]
    return Fichier("export.csv", en_csv([onglet], ";", "cp1252"), verite)


@famille
def csv_virgule_utf8(graine: int) -> Fichier:
    verite, onglet = simple(graine)
    return Fichier("export.csv", en_csv([onglet], ",", ("utf-8", "utf-8-sig")[graine % 2]), verite)


@famille
def csv_tabulation_utf16(graine: int) -> Fichier:
    verite, onglet = simple(graine)
    return Fichier(
        "export.txt", en_csv([onglet], "\t", ("utf-16", "utf-16-le", "utf-16-be")[graine % 3]), verite
    )


@famille
def csv_mac_roman(graine: int) -> Fichier:
    verite, onglet = simple(graine)
    verite = [
        h
        for h in verite
        if (h.nom + h.prenom).encode("mac_roman", "ignore").decode("mac_roman") == h.nom + h.prenom
    ]
    onglet.lignes = [onglet.lignes[0]] + [
        [h.nom, h.prenom, h.naissance, h.marche, h.lot, decimales(h)] for h in verite
    ]
    return Fichier("mac.csv", en_csv([onglet], ";", "mac_roman"), verite)


@famille
def xlsx_1904_series_nues(graine: int) -> Fichier:
    verite, onglet = simple(
        graine, duree if graine % 2 else decimales, Serie if graine % 3 else lambda jour: jour
    )
    return Fichier("mac.xlsx", en_xlsx([onglet], epoque=1904), verite)


@famille
def dates_en_texte(graine: int) -> Fichier:
    formes = (
        lambda j: f"{j.day}-{ABREGES[j.month - 1]}-{j:%y}",
        lambda j: f"{j.day:02d}/{j.month:02d}/{j.year}",
        lambda j: f"{j.day}{'er' if j.day == 1 else ''} {ABREGES[j.month - 1]} {j.year}",
        lambda j: j.isoformat(),
        lambda j: f"{j.day}.{j.month}.{j.year}",
    )
    verite, onglet = simple(graine, jour=formes[graine % len(formes)])
    return Fichier("dates.xlsx", en_xlsx([onglet]), verite)


@famille
def marche_dans_le_titre(graine: int) -> Fichier:
    verite = mois_de_travail(graine, marches=1)
    titre = f"Marché : {verite[0].marche}"
    lignes = [["Structure : ETTI du Marais"], [titre], ["Mois : septembre 2026"], []]
    lignes += [["Nom", "Prénom", "Naissance", "Heures travaillées"]]
    lignes += [[h.nom, h.prenom, h.naissance, decimales(h)] for h in verite]
    return Fichier("fiche.xlsx", en_xlsx([Onglet("Feuil1", lignes)]), verite)


@famille
def noms_fusionnes_verticalement(graine: int) -> Fichier:
    verite = mois_de_travail(graine)
    lignes, fusions, attendu = [["Nom", "Prénom", "Né le", "Marché", "Heures"]], [], []
    for h in verite:
        moitie = Heure(h.nom, h.prenom, h.naissance, "24M07", "", 450, h.debut, ())
        haut = len(lignes)
        fusions += [(haut, colonne, haut + 1, colonne) for colonne in range(3)]
        lignes += [[h.nom, h.prenom, h.naissance, h.marche, decimales(h)], ["", "", "", "24M07", 7.5]]
        attendu += [h, moitie]
    ecrire, suffixe = ((en_xlsx, "xlsx"), (en_xls, "xls"))[graine % 2]
    return Fichier(f"fusions.{suffixe}", ecrire([Onglet("Feuil1", lignes, fusions)]), attendu)


@famille
def entete_repete_et_colonnes_en_trop(graine: int) -> Fichier:
    verite = mois_de_travail(graine)
    entete = ["N°", "Civilité", "Nom", "Prénom", "Sexe", "Né(e) le", "Commune", "Marché", "Heures prévues"]
    entete += ["Heures effectuées", "Cumul", "Taux horaire", "Observations"]
    lignes = [entete]
    for rang, h in enumerate(verite, 1):
        if rang % 5 == 0:
            lignes += [[""] * 13, list(entete)]
        cumul = decimales(h) + 300
        lignes.append(
            [
                rang,
                "Mme",
                h.nom,
                h.prenom,
                "F",
                h.naissance,
                "Niort",
                h.marche,
                151.67,
                decimales(h),
                cumul,
                12.5,
                "RAS",
            ]
        )
    return Fichier("complet.xlsx", en_xlsx([Onglet("Export", lignes)]), verite)

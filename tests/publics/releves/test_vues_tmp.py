import datetime
import os
import shutil

import pytest
from django.db import transaction

from guichet.territoires.contexte import contexte
from publics.models import *
from publics.services.decisions import *
from tests.fabriques.guichet import *
from tests.fabriques.marches import LotFactory, MarcheFactory
from tests.publics.releves.conftest import *

pytestmark = pytest.mark.django_db(transaction=True)
SORTIE = "/tmp/vues"


def test_vues(live_server, connecter):
    os.makedirs(SORTIE, exist_ok=True)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    os.environ["GUICHET_HORLOGE"] = "2026-11-05T09:58"
    t = TerritoireFactory(nom="Agglomération du Niortais", initiale="N")
    with contexte(t.pk), transaction.atomic():
        etti = structure(t, "etti", "Sèvre Intérim Insertion")
        ai = structure(t, "ai", "Coup de Main 79")
        m1 = MarcheFactory(territoire=t, numero="2026-014", objet="Groupe scolaire Jean-Macé")
        m2 = MarcheFactory(territoire=t, numero="2026-021", objet="Espaces verts 2026–2029")
        m3 = MarcheFactory(territoire=t, numero="2026-033", objet="Boulevard de l’Atlantique")
        lots = [LotFactory(territoire=t, marche=m1, numero=str(n), intitule="Peinture") for n in (1, 3)]
        lots += [
            LotFactory(territoire=t, marche=m2, numero="2", intitule="Tonte"),
            LotFactory(territoire=t, marche=m3, numero="1", intitule="Tranche ferme"),
        ]
        noms = [
            "Laurent Mehdi",
            "Hamdi Sabrina",
            "Amrani Karim",
            "Belkacem Nadia",
            "Delorme Hugo",
            "Petit Océane",
            "Benali Rachid",
            "Chauvin Marie",
            "Lucas Jordan",
        ] + [f"Martin{chr(97 + i)} Camille" for i in range(20)]
        gens = [personne(t, *n.split()) for n in noms]
        for i, p in enumerate(gens):
            if p.nom == "Benali":
                Titre.objects.create(
                    territoire=t,
                    participant=p,
                    genre="fiche",
                    debut=datetime.date(2026, 10, 1),
                    fin=datetime.date(2026, 12, 1),
                )
                mission(
                    p,
                    lots[0],
                    etti,
                    debut=datetime.date(2026, 10, 1),
                    demandee_le=datetime.date(2026, 10, 12),
                    complete_le=datetime.date(2026, 10, 12),
                    validee_le=datetime.date(2026, 10, 13),
                    couverte_depuis=datetime.date(2026, 10, 12),
                )
                continue
            mi = mission(p, lots[i % 4], etti)
            if p.nom == "Petit":
                Contrat.objects.create(
                    territoire=t,
                    mission=mi,
                    genre="usage",
                    debut=datetime.date(2026, 10, 12),
                    fin=datetime.date(2026, 10, 30),
                    heures_semaine=14,
                )
        lignes = []
        for i, p in enumerate(gens):
            l = list(ligne_de(p, lots[i % 4] if p.nom != "Benali" else lots[0], 28 + i))
            if p.nom == "Hamdi":
                l[5] = "31/09/2026"
            if p.nom == "Amrani":
                l[7] = 231
            if p.nom == "Delorme":
                l[3], l[4] = "ecole jean macé L3", None
            if p.nom == "Laurent":
                l[0] = "Laurant"
            if p.nom == "Petit":
                l[5] = datetime.date(2026, 10, 5)
            lignes.append(l)
        lignes.append(lignes[3][:5] + [None, None, 27])
        lignes.append(["Zazou", "Inconnu", datetime.date(1990, 1, 1), "2026-014", "1", None, None, 12])
        fichier = classeur(lignes)
        acheteur = m1.donneur_ordre
    gch = connecter("facilitateur", t)
    stc = connecter("structure", t, acteur=etti)
    ach = connecter("donneur_ordre", t, acteur=acheteur)
    from django.core.files.uploadedfile import SimpleUploadedFile

    racine = f"/t/{t.slug}/publics/"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as pw:
        nav = pw.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )

        def vue(client, url, nom, larges=(1280, 390)):
            for w in larges:
                ctx = nav.new_context(viewport={"width": w, "height": 900})
                ctx.add_cookies(
                    [
                        {
                            "name": "sessionid" if "sessionid" in client.cookies else list(client.cookies)[0],
                            "value": list(client.cookies.values())[0].value,
                            "url": live_server.url,
                        }
                    ]
                )
                pg = ctx.new_page()
                msgs = []
                pg.on("console", lambda m: msgs.append(m.text))
                pg.goto(live_server.url + url)
                pg.screenshot(path=f"{SORTIE}/{nom}-{w}.png", full_page=True)
                d = pg.evaluate("document.documentElement.scrollWidth - innerWidth")
                print(nom, w, pg.title(), "overflow", d, msgs[:3])
                ctx.close()

        vue(gch, racine + "releves/", "tableau")
        vue(stc, racine + "releves/", "mes_mois")
        vue(stc, racine + "releves/deposer/?mois=2026-10", "deposer")
        vue(stc, racine + "releves/saisir/?mois=2026-10", "saisir")
        rep = stc.post(
            racine + "releves/deposer/",
            {"mois": "2026-10", "fichier": SimpleUploadedFile("heures_octobre_niort.xlsx", fichier)},
            follow=True,
        )
        with contexte(t.pk), transaction.atomic():
            rel = Releve.objects.get()
            del_ = LigneReleve.objects.get(releve=rel, brut__nom="Delorme")
        stc.post(racine + f"releves/lignes/{del_.pk}/", {"marche": "Groupe scolaire Jean-Macé, lot 3"})
        vue(stc, racine + f"releves/{rel.pk}/", "controles")
        with contexte(t.pk), transaction.atomic():
            am = LigneReleve.objects.get(releve=rel, brut__nom="Amrani")
        stc.post(racine + f"releves/lignes/{am.pk}/", {"motif": "heures supplémentaires, semaine 42"})
        with contexte(t.pk), transaction.atomic():
            be = LigneReleve.objects.get(releve=rel, brut__nom="Benali")
        stc.post(
            racine + f"releves/lignes/{be.pk}/",
            {"acte": "ventiler", "part-2026-10-01": "10", "part-2026-10-12": "24"},
        )
        stc.post(racine + f"releves/{rel.pk}/envoyer/")
        vue(gch, racine + f"releves/{rel.pk}/controle/", "controle")
        with contexte(t.pk), transaction.atomic():
            pe = LigneReleve.objects.get(releve=rel, brut__nom="Petit")
            be = LigneReleve.objects.filter(releve=rel, brut__nom="Benali", etat="a_decider").first()
        vue(gch, racine + f"releves/{rel.pk}/controle/?ligne={pe.pk}", "controle_petit")
        gch.post(
            racine + f"releves/lignes/{pe.pk}/decider/",
            {"acte": "partie", "heures": "14", "motif": "R6_HORS_CONTRAT", "message": "Hors contrat."},
        )
        vue(gch, racine + f"releves/lignes/{be.pk}/proposer/", "proposer", (1280,))
        gch.post(
            racine + f"releves/lignes/{be.pk}/proposer/",
            {"sens": "maintien", "motif": "R3_DEMANDE_TARDIVE", "heures": ""},
        )
        with contexte(t.pk), transaction.atomic():
            d = Decision.objects.get()
        stc.post(
            racine + f"decisions/{d.pk}/observer/",
            {"observation": "La fiche était prête, la demande est partie tard."},
        )
        vue(gch, racine + f"decisions/{d.pk}/", "decision_guichet", (1280,))
        gch.post(racine + f"decisions/{d.pk}/transmettre/")
        vue(ach, racine + "decisions/", "decisions")
        vue(ach, racine + f"decisions/{d.pk}/", "decision")
        gch.post(racine + f"releves/{rel.pk}/accepter/")
        vue(stc, racine + f"releves/{rel.pk}/", "envoye")
        vue(gch, racine + "releves/?mois=2026-10", "tableau2")
        open(f"{SORTIE}/erreurs.xlsx", "wb").write(stc.get(racine + f"releves/{rel.pk}/erreurs/").content)
        open(f"{SORTIE}/modele.xlsx", "wb").write(stc.get(racine + "releves/modele/?mois=2026-10").content)
        nav.close()
    del os.environ["GUICHET_HORLOGE"]

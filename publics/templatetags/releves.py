"""Tags of the pages of relevés: steps, labels, cells that become fields."""

from decimal import Decimal
from zoneinfo import ZoneInfo

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from guichet.base import dates
from guichet.base.formats import heures
from guichet.base.templatetags.composants import etiquette, fil
from guichet.base.templatetags.composants import icone as dessiner
from guichet.base.typographie import insecables
from guichet.tableaux.champs_releve import RELEVE
from publics import etats
from publics.models import Participant
from publics.releves.difference import difference
from publics.releves.rapprochement import index_lots, personnes_de
from publics.services.decisions import MOTIFS as MOTIFS_R3
from publics.services.releves_controle import MOTIFS
from publics.services.releves_resume import compter

register = template.Library()
LIBELLES = {champ.cle: champ.libelle for champ in RELEVE}
ICONES = {"erreur": "croix", "alerte": "triangle", "succes": "coche"}
LISTES = {"personne": "liste-personnes", "marche": "liste-lots"}
NOMS = {
    "personne": "Personne",
    "marche": "Marché, lot",
    "debut": "Début de mission",
    "heures": "Heures",
    "mois": "Mois",
}


@register.filter
def titre_mois(mois) -> str:
    """« Octobre 2026 »."""
    texte = dates.mois(mois)
    return texte[:1].upper() + texte[1:]


@register.filter
def jour_local(instant, fuseau="Europe/Paris"):
    """Day of an instant where people stand."""
    return instant.astimezone(ZoneInfo(fuseau)).date() if instant else None


@register.simple_tag
def etat_releve(rangee) -> str:
    """Label of an employer's month."""
    return etiquette(*etats.etat_releve(rangee.etat, rangee.a_reprendre))


@register.simple_tag
def etat_decision(decision) -> str:
    """Label of a decision."""
    return etiquette(*etats.etat_decision(decision))


@register.simple_tag(takes_context=True)
def fil_releve(context, releve, page: str) -> str:
    """Breadcrumb: the board, the month, this page."""
    acces = context["acces"]
    liste = reverse("publics:releves", args=(acces.territoire.slug,))
    mois = f"{liste}?mois={releve.mois:%Y-%m}"
    if not page:
        return fil("Relevés", liste, releve.employeur.nom if acces.est_guichet else titre_mois(releve.mois))
    return fil("Relevés", liste, titre_mois(releve.mois), mois, page)


@register.simple_tag(takes_context=True)
def entete_releve(context, releve, aujourdhui, actions=False) -> str:
    """Title of a relevé: its month, whose it is, its file and when it came."""
    qui = f", {releve.employeur.nom}" if context["acces"].est_guichet else ""
    phrases = [f"Attendu le {dates.jour_long(releve.attendu_le)}."]
    if releve.fichier_id:
        le = releve.fichier.depose_le.astimezone(ZoneInfo(releve.territoire.fuseau))
        quand = "aujourd’hui" if le.date() == aujourdhui else f"le {dates.jour_court(le.date())}"
        phrases.append(f"Fichier « {releve.fichier.nom} », déposé {quand} à {dates.heure(le)}.")
    if releve.version > 1:
        phrases.append(f"Rectificatif, version {releve.version}.")
    etat = etiquette(*etats.etat_releve(releve.etat)) if actions else ""
    return format_html(
        '<div class="entete"><div class="entete-titre"><h1>Relevé {}{} {}</h1>'
        '<p class="sous-titre">{}</p></div>{}</div>',
        dates.de_mois(releve.mois),
        qui,
        etat,
        " ".join(phrases),
        _actions(context, releve) if actions else "",
    )


def _actions(context, releve) -> str:
    acces = context["acces"]
    adresse = (
        f"{acces.url('publics:releve_deposer')}?mois={releve.mois:%Y-%m}&employeur={releve.employeur_id}"
    )
    boutons = format_html('<a class="bouton" href="{}">Déposer un rectificatif</a>', adresse)
    piece = acces.url("publics:releve_justificatif", releve.pk)
    boutons += format_html('<a class="bouton" href="{}">Joindre un justificatif</a>', piece)
    if acces.est_guichet:
        controle = acces.url("publics:releve_controle", releve.pk)
        boutons += format_html('<a class="bouton bouton-principal" href="{}">Contrôler</a>', controle)
    return format_html('<div class="actions">{}</div>', boutons)


@register.simple_tag
def titre_controle(releve) -> str:
    """« Relevé d’octobre, Coup de Main 79 »."""
    return f"Relevé {dates.de_mois(releve.mois, annee=False)}, {releve.employeur.nom}"


@register.simple_tag
def sous_titre_controle(releve, resume) -> str:
    """The sentence of the relevé, and how early it came."""
    if releve.depose_le is None:
        return f"{resume.phrase}."
    le = jour_local(releve.depose_le, releve.territoire.fuseau)
    ecart = (releve.attendu_le - le).days
    sens = "avant" if ecart > 0 else "après"
    suite = f", {compter(abs(ecart), 'jour')} {sens} l’échéance" if ecart else ""
    return f"{resume.phrase}. Reçu le {dates.jour_court(le)}{suite}."


@register.simple_tag
def etiquette_releve(releve, a_reprendre=0) -> str:
    """Label of a relevé."""
    return etiquette(*etats.etat_releve(releve.etat, a_reprendre))


@register.inclusion_tag("composants/etapes.html")
def etapes_releve(etape, releve=None, resume=None):
    """The four steps of a deposit."""
    lecture = releve.lecture if releve else {}
    feuilles = lecture.get("feuilles", ())
    lignes = sum(feuille["lignes"] for feuille in feuilles)
    aides = [
        f"{compter(len(feuilles), 'feuille')}, {compter(lignes, 'ligne')}"
        if feuilles
        else "XLSX, XLS, ODS ou CSV",
        "déjà connues" if lecture.get("connue") else "reconnues" if feuilles else "demandées une fois",
        f"{compter(resume.a_reprendre, 'ligne')} à reprendre" if resume else "ligne par ligne",
        "récépissé daté",
    ]
    noms = ("Fichier", "Colonnes", "Contrôles", "Envoi")
    etats_ = ["faite" if rang < etape else "courante" if rang == etape else "a-venir" for rang in range(1, 5)]
    return {
        "etapes": [
            {"libelle": nom, "aide": aide, "etat": etat}
            for nom, aide, etat in zip(noms, aides, etats_, strict=True)
        ]
    }


@register.simple_tag
def etiquettes_resume(resume) -> str:
    """Labels of the figures of a relevé."""
    sortes = (
        (resume.sans_anomalie, "sans anomalie", "valide"),
        (resume.a_confirmer, "à confirmer", "surveiller"),
        (resume.a_corriger, "à corriger", "corriger"),
        (resume.a_decider, "à décider", "attente"),
    )
    return format_html_join(
        " ", "{}", ((etiquette(f"{nombre_} {mot}", aspect),) for nombre_, mot, aspect in sortes if nombre_)
    )


@register.simple_tag(takes_context=True)
def cellule_ligne(context, vue, champ: str, texte: str) -> str:
    """A cell of a line: its text, or a field with what was found and expected."""
    cellule = getattr(vue, champ)
    partie = vue.ligne.envoyee_le is not None and vue.ligne.etat != "a_corriger"
    if not cellule.severite or vue.ligne.confirmation or partie:
        return texte or "–"
    pk = vue.ligne.pk
    valeur = texte if cellule.severite == "succes" and champ in LISTES else cellule.texte
    adresse = reverse("publics:releve_ligne", args=(context["acces"].territoire.slug, pk))
    liste = format_html(' list="{}"', LISTES[champ]) if champ in LISTES else ""
    invalide = mark_safe(' aria-invalid="true"') if cellule.severite == "erreur" else ""
    return format_html(
        '<div class="cellule cellule-{s}"><input id="{c}-{pk}" name="{c}" form="f{pk}" value="{v}" '
        'aria-label="{nom}, ligne {n}" aria-describedby="{c}-{pk}-constat" autocomplete="off"{liste}{inv} '
        'hx-post="{url}" hx-trigger="change" hx-include="#f{pk}" hx-target="#controles" '
        'hx-select="#controles" hx-swap="outerHTML">'
        '<p class="constat" id="{c}-{pk}-constat">{icone}<span>{constat}</span></p></div>',
        s=cellule.severite,
        c=champ,
        pk=pk,
        v=valeur,
        nom=NOMS[champ],
        n=vue.ligne.numero,
        liste=liste,
        inv=invalide,
        url=adresse,
        icone=dessiner(ICONES[cellule.severite], taille=14),
        constat=insecables(cellule.constat),
    )


@register.simple_tag
def listes_de_choix(lignes, releve) -> str:
    """Lists behind the cells of persons and lots, when a line needs them."""
    sortie = ""
    if any(vue.personne.severite for vue in lignes):
        noms = personnes_de(releve.employeur).order_by("nom", "prenom", "pk").values_list("nom", "prenom")
        sortie += _liste("liste-personnes", (f"{nom.upper()} {prenom}" for nom, prenom in noms))
    if any(vue.marche.severite for vue in lignes):
        lots = index_lots(releve.employeur).tous
        sortie += _liste("liste-lots", (nom_de_lot(lot) for lot in lots))
    return mark_safe(sortie)


def nom_de_lot(lot) -> str:
    """« Groupe scolaire, lot 3 », as typed back."""
    return f"{lot.titre_marche}, lot {lot.numero_lot}"


def _liste(identifiant: str, valeurs) -> str:
    options = format_html_join("", '<option value="{}"></option>', ((valeur,) for valeur in valeurs))
    return format_html('<datalist id="{}">{}</datalist>', identifiant, options)


@register.simple_tag(takes_context=True)
def propositions(context, constat) -> str:
    """Buttons of the persons or lots proposed."""
    ids = [pk for pk, _ in constat.choix]
    if constat.champ == "personne":
        trouves = Participant.objects.filter(pk__in=ids)
        noms = {p.pk: f"{p.prenom} {p.nom}, {dates.jour(p.ne_le)}" for p in trouves}
    else:
        from marches.models import Lot

        lots = Lot.objects.filter(pk__in=ids).select_related("marche")
        noms = {lot.pk: f"{lot.marche.objet}, lot {lot.numero}" for lot in lots}
    return format_html_join(
        " ",
        '<button class="bouton bouton-petit" name="{}_id" value="{}">{}</button>',
        ((constat.champ, pk, noms[pk]) for pk in ids if pk in noms),
    )


@register.simple_tag
def champs_ventilation(vue) -> str:
    """Fields that split a month's total at the days where its fate changes."""
    from publics.releves.amont import saisie_de

    ligne = vue.ligne
    coupes = next(a["coupes"] for a in ligne.anomalies if a["code"] == "R3_A_VENTILER")
    debuts = [saisie_de(ligne).debut.isoformat(), *coupes]
    return format_html_join(
        "",
        '<label class="part">À partir du {} <input name="part-{}" inputmode="decimal"></label>',
        ((dates.jour(dates.date.fromisoformat(debut)), debut) for debut in debuts),
    )


@register.filter
def libelle_champ(cle: str) -> str:
    """Word of a field of the file."""
    return LIBELLES.get(cle, cle)


@register.filter
def libelle_motif(code: str) -> str:
    """Sentence of a coded reason."""
    return MOTIFS.get(code, code)


@register.filter
def libelle_motif_r3(code: str) -> str:
    """Sentence of the reason of a proposal."""
    return MOTIFS_R3.get(code, code)


@register.filter
def phrase_nettes(nombre_: int) -> str:
    """« les 31 lignes sans anomalie »."""
    return "la ligne sans anomalie" if nombre_ == 1 else f"les {nombre_} lignes sans anomalie"


@register.filter
def phrase_jours(jours: int, sens: str) -> str:
    """« 7 jours après »."""
    return f"{compter(jours, 'jour')} {sens}"


@register.filter
def phrase_envoi(resume) -> str:
    """« 34 lignes partent au guichet, 4 vous attendent encore. »."""
    if not resume.pretes:
        return "Aucune ligne n’est prête à partir."
    part = "part" if resume.pretes == 1 else "partent"
    reste = resume.a_reprendre
    suite = f", {reste} vous {'attend' if reste == 1 else 'attendent'} encore" if reste else ""
    return f"{compter(resume.pretes, 'ligne')} {part} au guichet{suite}."


@register.filter
def phrase_autres(resume, lignes) -> str:
    """« 33 autres lignes sans anomalie, 951,50 h. »."""
    comptees = [vue.ligne for vue in lignes if vue.ligne.etat not in ("ignoree", "mise_de_cote")]
    reste = resume.lignes - len(comptees)
    total = resume.heures - sum(ligne.heures or 0 for ligne in comptees)
    autres = "autre ligne" if reste == 1 else "autres lignes"
    return f"{reste} {autres} sans anomalie, {heures(total, 2)}."


@register.filter
def total_ajoute(vue):
    """Hours of the month once those declared a second time are added."""
    return (vue.ligne.heures or 0) + Decimal(vue.ligne.faits.get("deja", 0))


@register.simple_tag
def difference_de_version(releve) -> str:
    """What a rectificatif changes, in one sentence."""
    return difference(releve).phrase

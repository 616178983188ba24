"""A list: from the URL to a page, and to the file of exactly what is filtered."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import Count, F
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.html import conditional_escape
from django.utils.safestring import mark_safe

from guichet.tableaux.liste import export
from guichet.tableaux.liste.colonne import Colonne
from guichet.tableaux.models import VueEnregistree


class CountedPaginator(Paginator):
    """A paginator that is told the count: the aggregate of the totals already knows it."""

    def __init__(self, nombre: int, par_page: int):
        super().__init__(range(nombre), par_page)


def as_they_are(rangs):
    """Load nothing more than the rows."""
    return rangs


@dataclass(frozen=True)
class Liste:
    """A list declared once.

    `charger`: `(queryset) -> queryset` adds what the rows show, on the page's ids only. `totaux`:
    `(acces, queryset) -> dict` for sums that are not one aggregate (hours). `groupes`: bulk actions
    (`url name`, label). `gabarit`: the page's template, extending `tableaux/liste.html`. `vide`: title,
    sentence, url name and label of the empty state.
    """

    url: str
    titre: str
    colonnes: tuple[Colonne, ...]
    filtres: type | None = None
    charger: Callable = as_they_are
    totaux: Callable | None = None
    tri: str = "pk"
    par_page: int = 50
    sous_titre: str = ""
    vide: tuple[str, str, str, str] = ("Rien ici pour l’instant", "", "", "")
    actions: tuple[tuple[str, str], ...] = ()
    groupes: tuple[tuple[str, str], ...] = ()
    gabarit: str = "tableaux/liste.html"
    contexte: dict = field(default_factory=dict)

    def repondre(self, request, queryset, **contexte) -> HttpResponse:
        """Answer a GET: the page, or the file when the URL says `export=csv|xlsx|ods`."""
        form = self._filters(request)
        if form is not None and form.is_valid():
            queryset = form.filter(queryset)
        queryset, tri = self._sorted(request, queryset)
        totaux = self._totals(request.acces, queryset)
        if request.GET.get("export"):
            rangs = self.charger(queryset)
            colonnes = [c for c in self.colonnes if c.sur_export]
            return export.answer(request.GET["export"], self.titre, colonnes, rangs, totaux)
        page = self._page(request, queryset, totaux.pop("nombre"))
        return render(
            request,
            self.gabarit,
            {
                "liste": self,
                "form": form,
                "page": page,
                "rangees": self._rows(request.acces, page.object_list),
                "colonnes": self._headers(request, tri),
                "pied": self._foot(totaux),
                "vues": self._views(request),
                "filtree": bool(form is not None and form.is_valid() and any(form.cleaned_data.values())),
                "adresse": request.get_full_path(),
                "sans_filtre": request.path,
                **self.contexte,
                **contexte,
            },
        )

    def _filters(self, request):
        if self.filtres is None:
            return None
        return self.filtres(request.GET or None, acces=request.acces)

    def _sorted(self, request, queryset):
        demande = request.GET.get("tri", "")
        possibles = {c.tri for c in self.colonnes if c.tri}
        champ = demande.removeprefix("-")
        tri = demande if champ in possibles else self.tri
        cle = tri.removeprefix("-")
        ordre = F(cle).desc(nulls_last=True) if tri.startswith("-") else F(cle).asc(nulls_last=True)
        return queryset.order_by(ordre, "pk"), tri

    def _totals(self, acces, queryset) -> dict:
        sommes = {c.cle_total: c.total for c in self.colonnes if c.total is not None}
        totaux = queryset.order_by().aggregate(nombre=Count("pk"), **sommes)
        if self.totaux is not None:
            totaux |= {f"total_{cle}": valeur for cle, valeur in self.totaux(acces, queryset).items()}
        return totaux

    def _page(self, request, queryset, nombre: int) -> Page:
        paginateur = CountedPaginator(nombre, self.par_page)
        page = paginateur.get_page(request.GET.get("page"))
        ids = (
            list(queryset.values_list("pk", flat=True)[page.start_index() - 1 : page.end_index()])
            if nombre
            else []
        )
        trouves = (
            {rang.pk: rang for rang in self.charger(queryset.model.objects.filter(pk__in=ids))} if ids else {}
        )
        page.object_list = [trouves[pk] for pk in ids]
        return page

    def _rows(self, acces, rangs) -> list[dict]:
        """Return the rows: their key and the HTML of their cells (a template loop is four times slower)."""
        montrees = [c for c in self.colonnes if c.sur_ecran]
        balises = [(c.opening(not n), "</td>" if n else "</th>", c) for n, c in enumerate(montrees)]
        return [
            {
                "pk": rang.pk,
                "cellules": mark_safe(
                    "".join(
                        f"{debut}{conditional_escape(c.afficher(acces, rang))}{fin}"
                        for debut, fin, c in balises
                    )
                ),
            }
            for rang in rangs
        ]

    def _headers(self, request, tri) -> list[dict]:
        entetes = []
        for colonne in self.colonnes:
            if not colonne.sur_ecran:
                continue
            sens = "ascending" if tri == colonne.tri else "descending" if tri == f"-{colonne.tri}" else ""
            suivant = f"-{colonne.tri}" if sens == "ascending" else colonne.tri
            requete = request.GET.copy()
            requete.pop("page", None)
            requete["tri"] = suivant
            entetes.append(
                {
                    "colonne": colonne,
                    "sens": sens if colonne.tri else "",
                    "adresse": f"?{requete.urlencode()}",
                }
            )
        return entetes

    def _foot(self, totaux) -> list[dict]:
        if not totaux:
            return []
        return [
            {"colonne": c, "texte": c.show(totaux[c.cle_total]) if c.cle_total in totaux else ""}
            for c in self.colonnes
            if c.sur_ecran
        ]

    def _views(self, request) -> list[dict]:
        if request.acces.utilisateur is None:
            return []
        vues = VueEnregistree.objects.filter(utilisateur=request.acces.utilisateur, url=self.url)
        courante = clean_query(request.GET)
        return [{"vue": v, "actif": v.requete == courante} for v in vues]


def clean_query(parametres: QueryDict) -> str:
    """Return the query string of a list without its page, its export and its empty fields."""
    propres = QueryDict(mutable=True)
    for cle in sorted(parametres):
        valeurs = [v for v in parametres.getlist(cle) if v]
        if cle not in ("page", "export") and valeurs:
            propres.setlist(cle, valeurs)
    return propres.urlencode()

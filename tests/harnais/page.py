"""What every HTML page answered must respect, read from its text."""

from html.parser import HTMLParser


class Lecture(HTMLParser):
    """Collects what a page must not hold: inline code or style, forms without their tokens."""

    def __init__(self, connecte: bool):
        super().__init__()
        self.connecte, self.fautes, self.formulaire = connecte, [], None

    def handle_starttag(self, tag, attrs):
        attributs = dict(attrs)
        donnees = "src" in attributs or attributs.get("type") == "application/json"
        if tag in ("script", "style") and not donnees and not attributs.get("nonce"):
            self.fautes.append(f"<{tag}> dans la page, sans nonce")
        for nom in attributs:
            if nom == "style" or nom.startswith("on"):
                self.fautes.append(f"attribut {nom} sur <{tag}>")
        if tag == "form":
            post = (attributs.get("method") or "get").lower() == "post"
            self.formulaire = (attributs.get("action") or "", set()) if post else None
        if tag in ("input", "button") and self.formulaire and attributs.get("name"):
            self.formulaire[1].add(attributs["name"])

    def handle_endtag(self, tag):
        if tag != "form" or self.formulaire is None:
            return
        (action, noms), self.formulaire = self.formulaire, None
        if "csrfmiddlewaretoken" not in noms:
            self.fautes.append(f"formulaire {action} sans jeton")
        hors = action.startswith("/compte/")
        if self.connecte and not hors and "_appartenance" not in noms:
            self.fautes.append(f"formulaire {action} sans appartenance")


def faults(html: str, *, connecte: bool) -> list[str]:
    """Return what a page does wrong; `connecte` when a membership of a territoire asked for it."""
    lecture = Lecture(connecte)
    lecture.feed(html)
    return lecture.fautes

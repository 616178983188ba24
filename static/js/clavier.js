// One-key shortcuts: "/" search, "?" their list, J and K from row to row, and the letters a page declares
// (data-touche="a" on the button to press). Never read while one types; can be switched off (WCAG 2.1.4).
const LIGNES = ".tache, [data-lignes] > tbody > tr:not(.ligne-decision)";
const MEMOIRE = "raccourcis-coupes";

const interrupteur = document.querySelector("[data-raccourcis-actifs]");
if (interrupteur) {
  interrupteur.checked = !localStorage.getItem(MEMOIRE);
  interrupteur.addEventListener("change", () => {
    if (interrupteur.checked) localStorage.removeItem(MEMOIRE);
    else localStorage.setItem(MEMOIRE, "oui");
  });
}

function marcher(pas) {
  const lignes = [...document.querySelectorAll(LIGNES)].filter((ligne) => ligne.checkVisibility());
  if (!lignes.length) return;
  const ici = lignes.findIndex((ligne) => ligne.contains(document.activeElement));
  const rang = ici < 0 ? (pas > 0 ? 0 : lignes.length - 1) : ici + pas;
  const ligne = lignes[Math.min(Math.max(rang, 0), lignes.length - 1)];
  (ligne.matches("a, [tabindex]") ? ligne : ligne.querySelector("a, button, input") ?? ligne).focus();
}

const actes = {
  "/": () => document.getElementById("recherche")?.focus(),
  "?": () => document.getElementById("raccourcis")?.dispatchEvent(new Event("montrer", { bubbles: true })),
  j: () => marcher(1),
  k: () => marcher(-1),
};

document.addEventListener("keydown", (evenement) => {
  if (evenement.ctrlKey || evenement.metaKey || evenement.altKey || localStorage.getItem(MEMOIRE)) return;
  if (evenement.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, dialog[open]")) return;
  const touche = evenement.key.toLowerCase();
  if (touche === "enter" && evenement.target.matches("tr[tabindex]")) {
    evenement.target.querySelector("a, button")?.click();
    return;
  }
  const bouton = /^[a-z]$/.test(touche) && document.querySelector(`[data-touche="${touche}"]`);
  if (!bouton && !actes[touche]) return;
  evenement.preventDefault();
  if (bouton) bouton.click();
  else actes[touche]();
});

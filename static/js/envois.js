// One submission per click, and a question before leaving a form that was changed (data-garder).
let modifie = false;

document.addEventListener("input", (evenement) => {
  if (evenement.target.closest("form[data-garder]")) modifie = true;
});

document.addEventListener("submit", (evenement) => {
  const formulaire = evenement.target;
  if (evenement.defaultPrevented || formulaire.method !== "post") return;
  if (formulaire.dataset.envoye) {
    evenement.preventDefault();
    return;
  }
  modifie = false;
  formulaire.dataset.envoye = "oui";
  // Marked, not disabled: a disabled button would not be sent with the form.
  evenement.submitter?.setAttribute("aria-busy", "true");
  // A file sent back leaves the page as it is: the form must serve again.
  setTimeout(rouvrir, 10000);
});

window.addEventListener("beforeunload", (evenement) => {
  if (modifie) evenement.preventDefault();
});

// Back from the history: the page is shown again as it was when it was sent.
window.addEventListener("pageshow", rouvrir);

function rouvrir() {
  for (const formulaire of document.querySelectorAll("form[data-envoye]")) {
    delete formulaire.dataset.envoye;
    for (const bouton of formulaire.querySelectorAll("[aria-busy]")) bouton.removeAttribute("aria-busy");
  }
}

document.querySelector("[data-erreurs]")?.focus();

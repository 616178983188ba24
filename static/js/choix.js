// Choice of rows in a list (form data-choix): "all" box, live count, buttons closed while nothing is chosen.
for (const formulaire of document.querySelectorAll("form[data-choix]")) {
  const tout = formulaire.querySelector("[data-tout]");
  const cases = [...formulaire.querySelectorAll("tbody input[type=checkbox]")];
  const compter = () => {
    const choisies = cases.filter((boite) => boite.checked).length;
    for (const compte of formulaire.querySelectorAll("[data-compte]")) compte.textContent = choisies;
    for (const bouton of formulaire.querySelectorAll("[data-si-choix]")) bouton.disabled = choisies === 0;
    for (const boite of cases) boite.closest("tr").classList.toggle("cochee", boite.checked);
    if (!tout) return;
    tout.checked = choisies === cases.length && choisies > 0;
    tout.indeterminate = choisies > 0 && !tout.checked;
  };
  formulaire.addEventListener("change", (evenement) => {
    if (evenement.target === tout) for (const boite of cases) boite.checked = tout.checked;
    compter();
  });
  compter();
}

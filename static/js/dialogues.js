// Opens a native modal dialog named by data-dialogue, closes the one around data-fermer.
document.addEventListener("click", (evenement) => {
  const ouvre = evenement.target.closest("[data-dialogue]");
  if (ouvre) document.getElementById(ouvre.dataset.dialogue)?.showModal();
  if (evenement.target.closest("[data-fermer]")) evenement.target.closest("dialog")?.close();
});

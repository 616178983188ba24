// Opens a native modal dialog named by data-dialogue, closes the one around data-fermer.
// The focus goes to what closes it: Enter pressed by habit does nothing that cannot be undone.
document.addEventListener("montrer", (evenement) => {
  evenement.target.showModal();
  evenement.target.querySelector("[data-fermer]")?.focus();
});

document.addEventListener("click", (evenement) => {
  const ouvre = evenement.target.closest("[data-dialogue]");
  if (ouvre) document.getElementById(ouvre.dataset.dialogue)?.dispatchEvent(new Event("montrer", { bubbles: true }));
  if (evenement.target.closest("[data-fermer]")) evenement.target.closest("dialog")?.close();
});

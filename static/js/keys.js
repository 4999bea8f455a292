// Keys of a page, told to whoever listens: a cancelable "shortcut" event on the document with the key in its detail.
// Never while typing, with a modifier or in a dialog. They can be switched off, and this browser remembers it (WCAG 2.1.4).
// Needs workspace/keys.html; without this module everything is reached by ordinary tabs.
const STORED = "renaksi-keys";
const dialog = document.querySelector("[data-keys]");
const opener = document.querySelector("[data-keys-open]");
const choice = document.querySelector("[data-keys-on]");
const typing = "input:not([type=radio], [type=checkbox], [type=submit], [type=button]), textarea, select, [contenteditable]";
// In a choice letters look for an option; digits do nothing there.
const isTyping = (event) => event.target.closest?.(typing) && !(event.target.matches("select") && /^[0-9]$/.test(event.key));

function stored() {
  try {
    return localStorage.getItem(STORED);
  } catch {
    return null;
  }
}

function keep(isOn) {
  try {
    localStorage.setItem(STORED, isOn ? "on" : "off");
  } catch {
    // Storage is switched off: the choice holds for this page.
  }
}

if (dialog && opener && choice) {
  opener.hidden = false;
  choice.checked = stored() !== "off";
  choice.addEventListener("change", () => keep(choice.checked));
  opener.addEventListener("click", () => dialog.showModal());
  document.addEventListener("keydown", (event) => {
    if (!choice.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (dialog.open || isTyping(event)) return;
    if (event.key === "?") dialog.showModal();
    else {
      const told = new CustomEvent("shortcut", { detail: { key: event.key, target: event.target }, cancelable: true });
      if (document.dispatchEvent(told)) return;
    }
    event.preventDefault();
  });
}

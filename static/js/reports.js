// On a report's page: buttons that copy a fingerprint, and links within the frozen text that lead to parts on pages of
// their own. Without this module a fingerprint is selected by hand, and such a link leads to its line in the contents.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
    button.textContent = button.dataset.copied;
  });
}

for (const link of document.querySelectorAll('[data-frozen] a[href^="#"]')) {
  const part = document.querySelector(`a[data-part="${CSS.escape(decodeURIComponent(link.hash.slice(1)))}"]`);
  if (part) link.addEventListener("click", (event) => {
    event.preventDefault();
    location.assign(part.href);
  });
}

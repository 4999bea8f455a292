// Says while a report is written what it still lacks: the server looks at what stands in the form and sends the list anew.
// A <form data-readiness-from="ADDRESS"> holds one [data-readiness]; [data-readiness-summary] repeats its summary, and a
// live region tells it. upload.js says "upload:changed" when a file has come or gone.
const PAUSE = 600; // milliseconds without a key

function watch(form) {
  const told = document.querySelectorAll("[data-readiness-summary]");
  let timer;
  let asked;

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    try {
      const answer = await fetch(form.dataset.readinessFrom, { method: "POST", body: data, signal: asked.signal });
      // Signed out, or sent by a colleague: what stands there is the last that is known.
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      show(page.querySelector("[data-readiness]"));
    } catch {
      // No line: the next key asks again.
    }
  }

  function show(found) {
    if (!found) return;
    const known = form.querySelector("[data-readiness]");
    // Who stands on one of its links stays there.
    const place = [...known.querySelectorAll("a")].indexOf(document.activeElement);
    known.replaceWith(document.adoptNode(found));
    if (place >= 0) found.querySelectorAll("a")[place]?.focus();
    for (const one of told) if (one.textContent !== found.dataset.summary) one.textContent = found.dataset.summary;
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  form.addEventListener("upload:changed", later);
  // On a slow line somebody types before this module is there; a browser that comes back fills the form by itself.
  if ([...form.elements].some(isChanged)) later();
}

const isChanged = (field) => "defaultChecked" in field && field.checked !== field.defaultChecked
  || field.matches("textarea, [type=text]") && field.value !== field.defaultValue;

document.querySelectorAll("form[data-readiness-from]").forEach(watch);

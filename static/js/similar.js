// Shows practices that are alike while a title is typed. A <form data-similar-from="ADDRESS"> holds a field named title
// and one [data-similar], which the server writes anew.
const PAUSE = 400; // milliseconds without a key

function watch(form) {
  const title = form.elements.title;
  let timer;
  let asked;

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    try {
      const address = `${form.dataset.similarFrom}?${new URLSearchParams({ judul: title.value })}`;
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      // The region stays, so that a screen reader hears what changes in it.
      form.querySelector("[data-similar]").replaceChildren(...page.querySelector("[data-similar]").childNodes);
    } catch {
      // No line: the form asks when it is sent.
    }
  }

  title.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  });
}

document.querySelectorAll("form[data-similar-from]").forEach(watch);

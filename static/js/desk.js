// The desk: shows one proof after the other beside the report, puts ready sentences into notes, and acts on keys (keys.js).
// Without this module links reload the page with the chosen proof, and buttons send the form.
const form = document.querySelector("[data-desk]");
const panel = document.querySelector("[data-panel]");
const number = document.querySelector("[data-panel-number]");
const said = document.querySelector("[data-said]");
const judged = [...document.querySelectorAll("[data-judged]")];
const words = form.dataset;
let current = Math.max(judged.findIndex((one) => one.classList.contains("is-shown")), 0);
let isDirty = false;

const say = (text) => { if (said) said.textContent = text; };
const titleOf = (one) => one.querySelector(".title").textContent.trim();
const isOpen = () => !form.querySelector("fieldset").disabled;

async function show(index) {
  const one = judged[index];
  if (!one) return;
  current = index;
  for (const other of judged) {
    const link = other.querySelector("[data-show]");
    other.classList.toggle("is-shown", other === one);
    if (other === one) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  const link = one.querySelector("[data-show]");
  one.scrollIntoView({ block: "nearest" });
  panel.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(one.dataset.panelUrl);
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    const content = await answer.text();
    if (judged[current] !== one) return;
    panel.innerHTML = content;
    panel.scrollTop = 0;
    panel.removeAttribute("aria-busy");
    if (number) number.textContent = one.dataset.panelTold;
    history.replaceState(null, "", link.getAttribute("href").split("#")[0]);
    say(`${one.dataset.panelTold}: ${titleOf(one)}`);
  } catch {
    location.assign(link.href);
  }
}

// Which group of fields a key is meant for: where one stands, else the proof that is shown, else the return.
function groupOf(target) {
  const here = target.closest?.("[data-judged], .columns > .stack");
  if (here?.querySelector("select[name$=reason_code]")) return here;
  return judged[current]?.querySelector("select[name$=reason_code]") ? judged[current] : form.querySelector(".columns > .stack:last-child");
}

function judge(one, verdict) {
  const choice = one?.querySelector(`input[name$="-verdict"][value="${verdict}"]`);
  if (!choice) return false;
  choice.checked = true;
  isDirty = true;
  if (verdict === "refused") one.querySelector("details.refusal").open = true;
  return true;
}

function accept() {
  if (judge(judged[current], "accepted")) say(`${words.accepted}: ${titleOf(judged[current])}`);
}

function refuse() {
  if (!judge(judged[current], "refused")) return;
  judged[current].querySelector("select[name$=reason_code]").focus();
  say(words.refused);
}

function choose(digit, target) {
  const group = groupOf(target);
  const reason = group.querySelector("select[name$=reason_code]");
  const option = reason.options[digit];
  if (!option) return;
  if (group.matches("[data-judged]")) judge(group, "refused");
  reason.value = option.value;
  isDirty = true;
  narrow(group);
  say(option.textContent);
  (group.querySelector("[data-templates]") ?? group.querySelector("textarea")).focus();
}

// Only the sentences for the chosen reason; the first of them stands ready.
function narrow(group) {
  const reason = group.querySelector("select[name$=reason_code]")?.value;
  const templates = group.querySelector("[data-templates]");
  if (!templates) return;
  for (const option of templates.options) option.hidden = Boolean(reason && option.dataset.reason && option.dataset.reason !== reason);
  const first = [...templates.options].find((option) => option.dataset.reason === reason);
  if (reason && templates.selectedOptions[0]?.dataset.reason !== reason) templates.value = first?.value ?? "";
}

function insert(templates) {
  const group = templates.closest("[data-judged], .columns > .stack");
  const { text, reason } = templates.selectedOptions[0]?.dataset ?? {};
  if (!text) return;
  const note = group.querySelector("textarea");
  const code = group.querySelector("select[name$=reason_code]");
  if (group.matches("[data-judged]")) judge(group, "refused");
  if (!code.value) code.value = reason;
  note.value = [note.value.trimEnd(), text].filter(Boolean).join("\n");
  isDirty = true;
  note.focus();
  say(words.inserted);
}

// The first press chooses the button and says what it would do, the second one does it: one slip of a finger decides nothing.
function decide(key, text) {
  const button = form.querySelector(`button[data-key="${key}"]`);
  if (document.activeElement === button) button.click();
  else {
    button.focus();
    say(text);
  }
}

function verify() {
  const value = form.querySelector("[name=verified_value]")?.value
    ?? form.querySelector("[name=verified_step]:checked")?.closest("label").textContent.trim() ?? "";
  decide("v", `${words.verify} ${value}`);
}

function giveBack() {
  const last = form.querySelector(".columns > .stack:last-child");
  const code = last.querySelector("select[name$=reason_code]");
  const refused = form.querySelector('input[name$="-verdict"][value="refused"]:checked');
  if (code.value || refused) return decide("b", words.return);
  code.focus();
  say(words.reason);
}

const does = {
  j: () => show(Math.min(current + 1, judged.length - 1)),
  k: () => show(Math.max(current - 1, 0)),
  a: accept,
  r: refuse,
  t: (target) => groupOf(target).querySelector("[data-templates]")?.focus(),
  v: verify,
  b: giveBack,
};

document.addEventListener("shortcut", (event) => {
  const { key, target } = event.detail;
  const next = key === "n" && document.querySelector('a[data-key="n"]');
  const looks = key === "j" || key === "k";
  if (next) next.click();
  else if (!looks && !isOpen()) return;
  else if (does[key]) does[key](target);
  else if (/^[1-8]$/.test(key)) choose(Number(key), target);
  else return;
  event.preventDefault();
});

form.addEventListener("click", (event) => {
  const link = event.target.closest("[data-show]");
  const button = event.target.closest("[data-insert]");
  if (link && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)) {
    event.preventDefault();
    show(judged.indexOf(link.closest("[data-judged]"))).then(() => document.getElementById("judul-pratinjau").focus());
  }
  if (button) {
    event.preventDefault();
    insert(button.closest("[data-template]").querySelector("[data-templates]"));
  }
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-templates]")) {
    event.preventDefault();
    insert(event.target);
  }
  // Out of a field, so that keys are keys again.
  if (event.key === "Escape" && event.target.matches("textarea, select, input")) {
    (event.target.closest("[data-judged]")?.querySelector("[data-show]") ?? document.getElementById("judul-pratinjau")).focus();
  }
});
form.addEventListener("change", (event) => {
  isDirty = true;
  if (event.target.matches("select[name$=reason_code]")) narrow(event.target.closest("[data-judged], .columns > .stack"));
});
form.addEventListener("input", () => { isDirty = true; });
form.addEventListener("submit", () => { isDirty = false; });
addEventListener("beforeunload", (event) => { if (isDirty) event.preventDefault(); });
document.querySelectorAll("[data-template]").forEach((one) => narrow(one.closest("[data-judged], .columns > .stack")));

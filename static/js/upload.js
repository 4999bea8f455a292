// Files before and while they are sent: names and sizes, a check of the size, progress, and a lost line that loses nothing.
// [data-file-field data-max-bytes data-too-big] is components/file_input.html; <form data-upload> shows upload_progress.html.
const megabytes = (bytes) => `${(bytes / 2 ** 20).toLocaleString("id", { maximumFractionDigits: 1 })} MB`;

function listFiles(field) {
  const input = field.querySelector("input[type=file]");
  const list = field.querySelector("[data-chosen]");
  const limit = Number(field.dataset.maxBytes);
  const refused = [];
  list.replaceChildren(...[...input.files].map((file) => {
    const line = document.createElement("li");
    const size = document.createElement("span");
    const tooBig = limit && file.size > limit;
    if (tooBig) refused.push(file.name);
    size.className = tooBig ? "too-big" : "size";
    size.textContent = megabytes(file.size) + (tooBig ? `: ${field.dataset.tooBig}` : "");
    line.append(file.name, size);
    return line;
  }));
  input.setCustomValidity(refused.length ? `${refused.join(", ")}: ${field.dataset.tooBig}` : "");
}

// The answer takes the place of the page; modules run once per document, so they are told to look again.
function showAnswer(request) {
  const answer = new DOMParser().parseFromString(request.responseText, "text/html");
  history.replaceState(null, "", request.responseURL);
  document.title = answer.title;
  document.body.replaceWith(document.adoptNode(answer.body));
  document.dispatchEvent(new CustomEvent("upload:answered"));
  scrollTo(0, 0);
  (document.getElementById("error-summary") ?? document.getElementById("isi"))?.focus();
}

function send(form, submitter) {
  const box = form.querySelector("[data-upload-progress]");
  const failed = form.querySelector("[data-upload-failed]");
  const request = new XMLHttpRequest();
  const buttons = form.querySelectorAll("button[type=submit]");
  const working = (yes) => {
    box.hidden = !yes;
    for (const button of buttons) button.disabled = yes;
  };
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) box.querySelector("progress").value = (event.loaded / event.total) * 100;
  });
  request.addEventListener("load", () => showAnswer(request));
  request.addEventListener("error", () => {
    working(false);
    failed.hidden = false;
    form.dispatchEvent(new CustomEvent("upload:failed"));
  });
  failed.hidden = true;
  working(true);
  // Not form.action: that is the form's buttons, which are named "action".
  request.open("POST", form.getAttribute("action") || location.href);
  request.send(data);
}

function watchFields() {
  for (const field of document.querySelectorAll("[data-file-field]")) {
    field.addEventListener("change", () => listFiles(field));
  }
  for (const form of document.querySelectorAll("form[data-upload]")) {
    form.addEventListener("submit", (event) => {
      const chosen = [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
      if (!chosen || !form.querySelector("[data-upload-progress]")) return;
      event.preventDefault();
      send(form, event.submitter);
    });
  }
}

watchFields();
document.addEventListener("upload:answered", watchFields);

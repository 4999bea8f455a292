// Files go up while the form is still being written: in pieces, so that a broken line loses nothing (tus 1.0.0).
// A <form data-upload data-upload-to="ADDRESS"> with components/upload_progress.html; each file field is components/file_input.html.
// Without this module, or without the vendored client, the form sends its files itself.
const PIECE = 2 ** 20;
const PAUSES = [1000, 2000, 4000, 8000, 15000, 30000]; // between two tries on a broken line, in milliseconds
const NOTHING_MOVES = 90000; // then the line counts as broken

const sizeOf = (bytes) => {
  const [value, unit] = bytes < 2 ** 20 ? [bytes / 2 ** 10, "KB"] : [bytes / 2 ** 20, "MB"];
  return `${value.toLocaleString("id", { maximumFractionDigits: 1 })} ${unit}`;
};
const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

class Refused extends Error {
  constructor(sentence, needsSignIn = false) {
    super(sentence);
    this.needsSignIn = needsSignIn;
  }
}

// The same file again is the same upload, on any device. It tells nothing of what the file holds.
async function keyOf(file) {
  if (!crypto.subtle) return `${file.name}-${file.size}-${file.lastModified}`;
  const content = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return hex(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(file.name + hex(content))));
}

class Upload {
  constructor(file, field, desk) {
    Object.assign(this, { file, field, desk, sent: 0, over: false });
    this.line = desk.template.content.firstElementChild.cloneNode(true);
    this.part("name").textContent = file.name;
    this.part("bar").setAttribute("aria-label", file.name);
    this.part("cancel").addEventListener("click", () => this.cancel());
    this.part("resume").addEventListener("click", () => this.wake?.());
    field.querySelector("[data-chosen]").append(this.line);
    this.say("waiting");
  }

  part(name) {
    return this.line.querySelector(`[data-upload-${name}]`);
  }

  say(state, values = {}) {
    const all = { percent: Math.floor((100 * this.sent) / this.file.size) || 0, size: sizeOf(this.file.size), ...values };
    all.left = sizeOf(this.file.size - this.sent);
    const told = (values.sentence ?? this.desk.texts[state]).replace(/{(\w+)}/g, (_, name) => all[name]);
    this.line.dataset.state = state;
    this.part("state").textContent = told;
    this.part("bar").value = all.percent;
    this.part("bar").hidden = this.over;
    this.part("resume").hidden = state !== "broken";
    this.part("signin").hidden = !values.needsSignIn;
    if (state !== this.told || all.percent - this.toldAt >= 25) {
      Object.assign(this, { told: state, toldAt: all.percent });
      this.desk.announce(`${this.file.name}: ${told}`);
    }
    this.desk.changed();
  }

  // Until the file is received, refused or given up.
  async run() {
    for (let tries = 0; !this.over; tries += 1) {
      const before = this.sent;
      try {
        this.url ??= await this.begin();
        this.receive(await this.send());
      } catch (problem) {
        if (this.over) return;
        if (problem instanceof Refused) return this.refuse(problem);
        if (this.sent > before) tries = 0;
        this.say("broken");
        await this.pause(PAUSES[Math.min(tries, PAUSES.length - 1)]);
      }
    }
  }

  async begin() {
    this.say("preparing");
    const value = (name) => this.field.closest("details, section").querySelector(`[name$="-${name}"]`);
    const told = {
      filename: this.file.name,
      requirement: this.field.dataset.requirement,
      title: value("title")?.value ?? "",
      internal: value("is_internal")?.checked ? "1" : "",
      key: await keyOf(this.file),
    };
    const answer = await fetch(this.desk.address, {
      method: "POST",
      headers: {
        ...this.desk.headers,
        "Tus-Resumable": "1.0.0",
        "Upload-Length": this.file.size,
        "Upload-Metadata": Object.entries(told).map(([name, text]) => `${name} ${base64(text)}`).join(","),
      },
    });
    if (answer.status >= 500 && answer.status !== 507) throw new Error(answer.status);
    if (answer.status !== 201) throw await this.refusalOf(answer);
    const url = answer.headers.get("Location");
    this.desk.moved();
    document.querySelector(`[data-upload-address="${url}"]`)?.closest("li").remove(); // it goes on in this line
    this.remember(url.split("/").at(-2));
    return url;
  }

  async refusalOf(answer) {
    const isSentence = answer.headers.get("Content-Type")?.startsWith("text/plain");
    if (isSentence && answer.ok === false) return new Refused(await answer.text());
    return new Refused(this.desk.texts.signin, true);
  }

  // Title and openness that are written while the file goes up reach it with the form.
  remember(id) {
    if (this.hidden) this.hidden.value = id;
    else {
      this.hidden = Object.assign(document.createElement("input"), { type: "hidden", value: id });
      this.hidden.name = this.field.querySelector("input[type=file]").name.replace(/uploads$/, "sent");
      this.field.append(this.hidden);
    }
  }

  send() {
    return new Promise((resolve, reject) => {
      const moved = (bytes) => {
        clearTimeout(this.watchdog);
        this.watchdog = setTimeout(() => this.client.abort().then(() => reject(new Error("still"))), NOTHING_MOVES);
        this.sent = bytes;
        this.say("sending");
      };
      this.client = new window.tus.Upload(this.file, {
        uploadUrl: this.url,
        chunkSize: PIECE,
        headers: this.desk.headers,
        retryDelays: null,
        storeFingerprintForResuming: false,
        onProgress: moved,
        onSuccess: ({ lastResponse }) => resolve(lastResponse),
        onError: (error) => reject(this.problemOf(error.originalResponse) ?? error),
      });
      moved(this.sent);
      this.client.start();
    }).finally(() => clearTimeout(this.watchdog));
  }

  // Nothing for what another try may mend.
  problemOf(answer) {
    const status = answer?.getStatus() ?? 0;
    if (status === 404) this.url = null; // signed out, or given up elsewhere: announcing it again tells
    const mends = status < 400 || status === 404 || answer.getHeader("Upload-Offset") !== null;
    if (mends || (status >= 500 && status !== 507)) return null;
    if (status === 403) return new Refused(this.desk.texts.signin, true);
    return new Refused(answer.getBody() || this.desk.texts.failed);
  }

  pause(milliseconds) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.wake(), milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        removeEventListener("online", this.wake);
        resolve();
      };
      addEventListener("online", this.wake);
    });
  }

  receive(answer) {
    this.over = true;
    this.desk.moved();
    this.sent = this.file.size;
    this.part("cancel").hidden = true;
    this.say("received", { receipt: answer.getHeader("Upload-Receipt"), at: answer.getHeader("Upload-Received") });
  }

  refuse({ message, needsSignIn }) {
    this.over = true;
    this.isRefused = true;
    this.part("cancel").textContent = this.desk.texts.close;
    this.say("refused", { sentence: message, needsSignIn });
  }

  cancel() {
    const isRunning = !this.over;
    this.over = true;
    this.client?.abort();
    this.wake?.();
    const given = { method: "DELETE", headers: { ...this.desk.headers, "Tus-Resumable": "1.0.0" } };
    if (isRunning && this.url) fetch(this.url, given).finally(() => this.desk.moved());
    this.hidden?.remove();
    this.line.remove();
    this.desk.forget(this);
  }
}

// The uploads of one form: one file after the other, and what its buttons do meanwhile.
class Desk {
  constructor(form) {
    Object.assign(this, { form, uploads: [], queue: Promise.resolve(), address: form.dataset.uploadTo });
    Object.assign(this, { template: this.part("line"), box: this.part("progress"), status: this.part("status") });
    this.texts = { ...this.part("texts").dataset };
    this.headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
    form.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("beforeunload", (event) => {
      if (this.running.length) event.preventDefault();
    });
  }

  part(name) {
    return this.form.querySelector(`[data-upload-${name}]`);
  }

  get running() {
    return this.uploads.filter((upload) => !upload.over);
  }

  take(field) {
    const input = field.querySelector("input[type=file]");
    for (const file of input.files) {
      const upload = new Upload(file, field, this);
      this.uploads.push(upload);
      if (file.size > Number(field.dataset.maxBytes)) upload.refuse(new Refused(`${sizeOf(file.size)}: ${field.dataset.tooBig}`));
      else this.queue = this.queue.then(() => upload.run());
    }
    input.value = ""; // they must not go up a second time with the form
    this.changed();
  }

  announce(text) {
    this.status.textContent = text;
  }

  forget(upload) {
    this.uploads = this.uploads.filter((one) => one !== upload);
    this.changed();
  }

  // A file is announced, has come or is given up: whoever counts the proofs looks again.
  moved() {
    this.form.dispatchEvent(new CustomEvent("upload:changed"));
  }

  changed() {
    const note = this.part("note");
    if (!this.running.length && note.textContent === this.texts.saved) note.hidden = true;
    if (!this.waiting) return;
    const total = this.uploads.reduce((sum, upload) => sum + upload.file.size, 0);
    this.box.querySelector("progress").value = (100 * this.uploads.reduce((sum, upload) => sum + upload.sent, 0)) / total || 0;
    if (!this.running.length) this.goOn();
  }

  submitted(event) {
    if (!this.running.length) return;
    event.preventDefault();
    this.form.dispatchEvent(new CustomEvent("upload:held"));
    if (event.submitter?.value === "save") this.saveAside(event.submitter);
    else this.wait(event.submitter);
  }

  wait(submitter) {
    this.waiting = submitter;
    this.box.hidden = false;
    this.announce(this.box.querySelector("label").textContent);
    this.changed();
  }

  goOn() {
    const submitter = this.waiting;
    this.waiting = null;
    this.box.hidden = true;
    const refused = this.uploads.find((upload) => upload.isRefused);
    if (refused) refused.part("cancel").focus();
    else this.form.requestSubmit(submitter);
  }

  // Saving must not stop a file that is on its way, so the page stays.
  async saveAside(submitter) {
    const data = new FormData(this.form);
    data.append(submitter.name, submitter.value);
    this.form.previousElementSibling?.matches("#error-summary") && this.form.previousElementSibling.remove();
    try {
      const answer = await fetch(location.href, { method: "POST", body: data });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const summary = page.getElementById("error-summary");
      const revision = page.querySelector("[name=revision]");
      if (summary) {
        this.form.before(document.adoptNode(summary));
        document.getElementById("error-summary").focus();
      } else if (answer.ok && revision) {
        this.form.elements.revision.value = revision.value;
        this.form.dispatchEvent(new CustomEvent("upload:saved"));
        this.tell(this.texts.saved);
      } else this.tell(this.texts.signin);
    } catch {
      this.tell(this.texts.unsaved);
    }
  }

  tell(text) {
    this.part("note").hidden = false;
    this.part("note").textContent = text;
  }
}

for (const form of document.querySelectorAll("form[data-upload-to]")) {
  if (!window.tus?.isSupported) break;
  const desk = new Desk(form);
  for (const field of form.querySelectorAll("[data-file-field]")) field.addEventListener("change", () => desk.take(field));
}

// <drop-zone data-action>: files dropped anywhere, pasted or picked are uploaded one by one with progress.
import { icon, make, setIcon } from "desk/icon";

const MIB = 1024 * 1024;

function size(bytes) {
  if (!bytes) return "empty";
  return bytes < MIB ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / MIB).toFixed(1)} MB`;
}

class DropZone extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type="file"]');
    this.list = this.querySelector(".drop-list") ?? this.appendChild(make("ul", { class: "drop-list" }));
    this.setAttribute("data-ready", "");
    this.line = Promise.resolve();
    this.input.addEventListener("change", () => this.accept(this.input.files));
    this.leave = new AbortController();
    const { signal } = this.leave;
    document.addEventListener("dragover", (event) => this.over(event), { signal });
    document.addEventListener("dragleave", (event) => event.relatedTarget ?? this.removeAttribute("data-over"), { signal });
    document.addEventListener("drop", (event) => this.drop(event), { signal });
    document.addEventListener("paste", (event) => this.paste(event), { signal });
  }

  disconnectedCallback() {
    this.leave.abort();
  }

  over(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.setAttribute("data-over", "");
  }

  drop(event) {
    this.removeAttribute("data-over");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    this.accept(event.dataTransfer.files);
  }

  paste(event) {
    const files = event.clipboardData?.files ?? [];
    if (!files.length) return;
    event.preventDefault();
    this.accept(files);
  }

  async accept(files) {
    const chosen = [...files];
    if (!chosen.length) return;
    const rows = chosen.map((file) => this.row(file));
    this.input.value = ""; // the files are on their way; a form around must not send them again
    const results = [];
    for (const [place, file] of chosen.entries()) {
      this.line = this.line.then(() => this.send(file, rows[place]));
      results.push(await this.line);
    }
    const [first] = results;
    if (!this.isConnected) return; // its page has been left; the files are there all the same
    if (results.length === 1 && first && this.hasAttribute("data-go")) location.assign(first.url);
    else this.dispatchEvent(new CustomEvent("uploads-done", { bubbles: true, detail: results.filter(Boolean) }));
  }

  row(file) {
    const bar = make("progress", { class: "progress", max: "1", value: "0", "aria-label": `Sending ${file.name}` });
    const said = make("span", { class: "drop-said" }, "Waiting");
    const row = make("li", { class: "drop-file" }, icon("file-audio"), make("span", { class: "truncate" }, file.name), make("span", { class: "fine" }, size(file.size)), bar, said);
    this.list.append(row);
    return { row, bar, said };
  }

  send(file, show) {
    const limit = Number(this.dataset.max || 0);
    if (limit && file.size > limit) {
      return this.say(show, "failed", `This file is ${size(file.size)}; at most ${size(limit)} are taken.`);
    }
    return new Promise((resolve) => {
      const body = new FormData();
      body.set(this.dataset.field || this.input.name, file, file.name);
      const request = new XMLHttpRequest(); // fetch reports no upload progress
      request.open("POST", this.dataset.action);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", (this.closest("form") ?? this).querySelector("[name=csrfmiddlewaretoken]")?.value ?? "");
      request.upload.addEventListener("progress", (event) => {
        show.bar.value = event.total ? event.loaded / event.total : 0;
        show.said.textContent = show.bar.value < 1 ? `Sending, ${Math.round(show.bar.value * 100)} %` : "Checking";
      });
      request.addEventListener("loadend", () => resolve(this.read(request, show)));
      request.send(body);
    });
  }

  read(request, show) {
    let answer = {};
    try {
      answer = JSON.parse(request.responseText);
    } catch {
      // an error page of a proxy is no JSON; the status says enough
    }
    if (request.status >= 200 && request.status < 300 && answer.id) {
      this.say(show, "done", answer.message || "Here.");
      if (this.hasAttribute("data-links")) this.lead(show.said, answer);
      this.dispatchEvent(new CustomEvent("upload-done", { bubbles: true, detail: answer }));
      return answer;
    }
    const sentence = request.status ? answer.error || `The desk refused this file (${request.status}).` : "The connection broke. Nothing was kept; try again.";
    return this.say(show, "failed", sentence);
  }

  lead(said, { title, page, url }) {
    for (const [word, href] of [["Open", page], ["Remix this", url]]) {
      said.append(" ", make("a", { href, "aria-label": `${word}: ${title}` }, word));
    }
  }

  say({ row, bar, said }, state, sentence) {
    row.dataset.state = state;
    setIcon(row, state === "done" ? "circle-check" : "circle-x");
    bar.remove();
    said.textContent = sentence;
    document.getElementById("announcer").textContent = sentence;
    return null;
  }
}

customElements.define("drop-zone", DropZone);

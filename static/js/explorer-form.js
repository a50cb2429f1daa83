// <explorer-form data-url> round the explorer: the request beside the form follows what is typed.
const WAIT_MS = 150;
const KEPT = "explorer-language";

class ExplorerForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.place = this.querySelector("[data-request]");
    this.leave = new AbortController();
    const { signal } = this.leave;
    for (const name of ["input", "change", "upload-done"]) this.addEventListener(name, (event) => this.touched(event), { signal });
    this.recall();
  }

  disconnectedCallback() {
    this.leave.abort();
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  touched({ target }) {
    if (target.name === "language") return this.remember(target.value);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), WAIT_MS);
    return undefined;
  }

  // The newest question wins: an answer that comes late is not shown.
  async ask() {
    this.asking?.abort();
    const asking = (this.asking = new AbortController());
    this.place.setAttribute("aria-busy", "true");
    try {
      const body = new FormData(this.form);
      body.delete("file");
      const answer = await fetch(this.dataset.url, { method: "POST", body, signal: asking.signal });
      if (answer.redirected || !answer.ok) throw new Error(`status ${answer.status}`);
      this.show(await answer.text());
    } catch (error) {
      if (error.name === "AbortError") return;
      this.place.setAttribute("data-trouble", "");
    }
    if (this.asking === asking) this.place.removeAttribute("aria-busy");
  }

  show(html) {
    const box = document.createElement("template");
    box.innerHTML = html;
    this.place.removeAttribute("data-trouble");
    this.place.replaceChildren(...document.importNode(box.content, true).childNodes);
  }

  recall() {
    const kept = sessionStorage.getItem(KEPT);
    const choice = kept && this.querySelector(`[name="language"][value="${CSS.escape(kept)}"]`);
    if (choice) choice.checked = true;
  }

  remember(language) {
    sessionStorage.setItem(KEPT, language);
  }
}

// <explorer-first> round the form of the first example: orders it by itself, where that costs nothing.
class ExplorerFirst extends HTMLElement {
  async connectedCallback() {
    const form = this.querySelector("form");
    if (!form || this.isAsked) return;
    this.isAsked = true;
    const body = new FormData(form);
    body.set("unasked", "1");
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (answer?.ok) document.dispatchEvent(new CustomEvent("explorer-ordered"));
  }
}

customElements.define("explorer-form", ExplorerForm);
customElements.define("explorer-first", ExplorerFirst);

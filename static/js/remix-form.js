// <remix-form> round the form of a remix: counters, section tags, what belongs to a mode, one press only.
class RemixForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    for (const bar of this.querySelectorAll("[data-tags-for]")) this.tags(bar);
    this.addEventListener("input", () => this.showCounts());
    this.addEventListener("change", () => this.showMode());
    this.addEventListener("change", () => this.showCounts());
    this.addEventListener("upload-done", (event) => this.choose(event.detail));
    this.form.addEventListener("submit", (event) => this.once(event));
    this.keepKey();
    // A page that comes back from the browser's own cache must be usable again.
    this.onShow = () => this.release();
    addEventListener("pageshow", this.onShow);
    this.showMode();
    this.showCounts();
  }

  disconnectedCallback() {
    removeEventListener("pageshow", this.onShow);
  }

  // Going back brings a fresh page with another key; the entry in the history remembers the one
  // that was sent, so that sending the same words again is the same remix.
  keepKey() {
    const key = this.form.elements.form_key;
    if (!key) return;
    key.value = history.state?.formKey ?? key.value;
    this.form.addEventListener("submit", () => history.replaceState({ ...history.state, formKey: key.value }, ""));
  }

  // Looked up each time: another service has other limits and draws its counters anew.
  showCounts() {
    for (const counter of this.querySelectorAll(".counter")) this.count(counter);
  }

  count(counter) {
    const field = document.getElementById(counter.htmlFor?.value ?? counter.getAttribute("for"));
    if (!field) return;
    const limit = Number(counter.dataset.limit);
    const length = [...field.value].length;
    const told = length > limit ? `${length} of ${limit}, ${length - limit} too many` : `${length} of ${limit}`;
    if (counter.textContent === told) return; // a screen reader would say it again
    counter.textContent = told;
    counter.dataset.level = length > limit ? "over" : length > limit * 0.9 ? "near" : "";
  }

  tags(bar) {
    const field = document.getElementById(bar.dataset.tagsFor);
    bar.hidden = false;
    bar.addEventListener("click", (event) => {
      const tag = event.target.closest("[data-tag]")?.dataset.tag;
      if (!tag) return;
      const { selectionStart: at, value } = field;
      const line = at === 0 || value[at - 1] === "\n" ? "" : "\n";
      field.setRangeText(`${line}${tag}\n`, at, field.selectionEnd, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
    });
  }

  showMode() {
    const mode = this.form.querySelector('[name="mode"]:checked')?.value;
    for (const part of this.querySelectorAll("[data-for-mode]")) {
      part.hidden = !part.dataset.forMode.split(" ").includes(mode);
    }
    const needed = this.querySelector("[data-lyrics] [data-needed]");
    if (needed && !needed.hidden) needed.closest("[data-lyrics]").open = true;
  }

  // A fresh upload becomes the chosen source of the form.
  choose(upload) {
    const list = this.querySelector("[data-sources]");
    if (!list) return;
    const known = [...list.options].find((option) => option.value === upload.id);
    const option = known ?? list.appendChild(new Option(upload.label, upload.id));
    option.selected = true;
    list.dispatchEvent(new Event("change", { bubbles: true }));
  }

  once(event) {
    if (this.hasAttribute("data-sent")) return event.preventDefault();
    this.setAttribute("data-sent", "");
    for (const button of this.form.querySelectorAll('button:not([type="button"])')) {
      button.setAttribute("aria-disabled", "true");
    }
    return undefined;
  }

  release() {
    this.removeAttribute("data-sent");
    for (const button of this.form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
}

customElements.define("remix-form", RemixForm);

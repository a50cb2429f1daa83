// <copy-button> round a read-only input or a <pre>, and a hidden button: copies the text and says so.
class CopyButton extends HTMLElement {
  connectedCallback() {
    if (this.button) return; // only moved
    this.button = this.querySelector("button");
    this.source = this.querySelector("input, pre");
    this.button.hidden = false;
    if (this.source.select) this.source.addEventListener("focus", () => this.source.select());
    this.button.addEventListener("click", () => this.copy(this.button.querySelector("span") ?? this.button));
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
  }

  mark() {
    if (this.source.select) this.source.select();
    else getSelection().selectAllChildren(this.source);
  }

  async copy(word) {
    const before = (this.word ??= word.textContent);
    try {
      await navigator.clipboard.writeText(this.source.value ?? this.source.textContent);
    } catch {
      this.mark();
      document.execCommand("copy"); // a page without https has no clipboard of its own
    }
    word.textContent = "Copied";
    document.getElementById("announcer").textContent = this.dataset.say || "Copied";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (word.textContent = before), 2000);
  }
}

customElements.define("copy-button", CopyButton);

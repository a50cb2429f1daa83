// <copy-button> round a read-only input and a hidden button: copies the value and says so.
class CopyButton extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    const input = this.querySelector("input");
    button.hidden = false;
    input.addEventListener("focus", () => input.select());
    button.addEventListener("click", () => this.copy(input, button.querySelector("span") ?? button));
  }

  async copy(input, word) {
    const before = (this.word ??= word.textContent);
    input.select();
    try {
      await navigator.clipboard.writeText(input.value);
    } catch {
      document.execCommand("copy"); // a page without https has no clipboard of its own
    }
    word.textContent = "Copied";
    document.getElementById("announcer").textContent = "Copied";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => (word.textContent = before), 2000);
  }
}

customElements.define("copy-button", CopyButton);

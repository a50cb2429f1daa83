// <theme-switch> round a form of buttons name="theme": shows the choice at once, saves it behind the page.
class ThemeSwitch extends HTMLElement {
  connectedCallback() {
    this.addEventListener("submit", (event) => this.choose(event));
  }

  async choose(event) {
    const theme = event.submitter?.value;
    if (!theme) return;
    event.preventDefault();
    document.documentElement.dataset.theme = theme;
    for (const button of this.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", String(button.value === theme));
    }
    document.dispatchEvent(new CustomEvent("theme-change"));
    const form = event.target;
    const body = new FormData(form);
    body.set("theme", theme);
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
    if (!answer?.ok) document.getElementById("announcer").textContent = "The theme could not be saved.";
  }
}

customElements.define("theme-switch", ThemeSwitch);

// <service-switch> round the form of a remix: another service draws what depends on it anew, and keeps what was typed.
class ServiceSwitch extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    for (const row of this.querySelectorAll("[data-redraw]")) row.hidden = true;
    this.addEventListener("change", ({ target }) => target.name === "service" && this.redraw());
  }

  async redraw() {
    const asked = new FormData(this.form);
    asked.set("redraw", "1");
    asked.delete("file"); // it stays where it is
    this.latest = asked;
    this.setAttribute("aria-busy", "true");
    const drawn = await this.fetch(asked);
    if (this.latest !== asked) return; // somebody chose again in the meantime
    this.removeAttribute("aria-busy");
    if (drawn) this.exchange(drawn);
    else this.offer();
  }

  async fetch(asked) {
    const answer = await fetch(this.form.action, { method: "POST", body: asked }).catch(() => null);
    return answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  }

  exchange(drawn) {
    for (const part of this.querySelectorAll("[data-by-service]")) {
      const fresh = drawn.getElementById(part.id);
      if (fresh) part.replaceWith(document.importNode(fresh, true));
    }
    // What belongs to a mode is shown by whoever listens to the form.
    this.form.dispatchEvent(new Event("change", { bubbles: true }));
  }

  // The server did not answer: the button that works without script is there again.
  offer() {
    for (const row of this.querySelectorAll("[data-redraw]")) row.hidden = false;
  }
}

customElements.define("service-switch", ServiceSwitch);

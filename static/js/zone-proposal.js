/**
 * <zone-proposal>: knows the browser's time zone. Round an empty field it fills it in; with
 * data-offer it shows its button, which puts the browser's zone into a field that says another one.
 */
class ZoneProposal extends HTMLElement {
  connectedCallback() {
    const field = this.querySelector('input[name="time_zone"]');
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (!field || !zone) return;
    if (!this.hasAttribute("data-offer")) {
      field.value ||= zone;
      return;
    }
    const button = this.querySelector("button");
    const compare = () => {
      button.hidden = field.value === zone;
    };
    button.textContent = `Use this browser’s zone, ${zone}`;
    button.addEventListener("click", () => {
      field.value = zone;
      compare();
      field.focus();
    });
    field.addEventListener("input", compare);
    compare();
  }
}

customElements.define("zone-proposal", ZoneProposal);

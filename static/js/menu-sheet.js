// <menu-sheet> round a <details class="menu">: closes it on Escape, on a press elsewhere and when focus leaves.
class MenuSheet extends HTMLElement {
  connectedCallback() {
    const menu = this.querySelector("details");
    this.onPress = (event) => !this.contains(event.target) && (menu.open = false);
    document.addEventListener("pointerdown", this.onPress);
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.contains(event.relatedTarget)) menu.open = false;
    });
    this.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.onPress);
  }
}

customElements.define("menu-sheet", MenuSheet);

// <live-part data-url>: keeps its content as the server has it, by asking again; stops at data-final.
// data-wake names an event of the page that says there is news, even after the end.
import { remember, sync } from "desk/live-sync";

const SOONEST_MS = 2000;
const LATEST_MS = 15000;

class LivePart extends HTMLElement {
  connectedCallback() {
    if (!this.isKnown) remember(this);
    this.isKnown = true;
    this.gap = SOONEST_MS;
    this.onSight = () => (document.hidden ? clearTimeout(this.timer) : this.ask());
    document.addEventListener("visibilitychange", this.onSight);
    this.onNews = () => this.wake();
    if (this.dataset.wake) document.addEventListener(this.dataset.wake, this.onNews);
    this.plan();
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this.onSight);
    if (this.dataset.wake) document.removeEventListener(this.dataset.wake, this.onNews);
  }

  wake() {
    this.removeAttribute("data-final");
    this.gap = SOONEST_MS;
    this.hasNews = this.isAsking; // an answer that is on its way may be older than the news
    this.ask();
  }

  plan() {
    clearTimeout(this.timer);
    if (this.hasAttribute("data-final") || document.hidden || !this.isConnected) return;
    this.timer = setTimeout(() => this.ask(), this.gap);
  }

  async ask() {
    if (this.isAsking || this.hasAttribute("data-final")) return;
    this.isAsking = true;
    try {
      const headers = { Accept: "text/html", ...(this.etag && { "If-None-Match": this.etag }) };
      const answer = await fetch(this.dataset.url, { headers, cache: "no-store" });
      if (!this.isConnected) return; // its page has been left
      if (answer.redirected || [401, 403, 404].includes(answer.status)) return void location.reload();
      if (answer.status !== 304 && !answer.ok) throw new Error(`status ${answer.status}`);
      this.toggleAttribute("data-trouble", false);
      this.gap = answer.status === 304 ? Math.min(this.gap * 1.4, LATEST_MS) : SOONEST_MS;
      const html = answer.status === 200 && !this.hasNews && (await answer.text());
      if (html && this.isConnected) this.take(html, answer.headers.get("ETag"));
    } catch {
      this.gap = Math.min(this.gap * 2, LATEST_MS);
      this.toggleAttribute("data-trouble", true);
    } finally {
      this.isAsking = false;
      if (this.hasNews) this.wake();
      else this.plan();
    }
  }

  take(html, etag) {
    const box = document.createElement("template");
    box.innerHTML = html;
    const fresh = box.content.querySelector("live-part") ?? box.content;
    const focused = document.activeElement?.id;
    const isWhole = sync(this, fresh);
    this.etag = isWhole ? etag : null;
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus({ preventScroll: true });
    if (fresh.dataset) this.follow(fresh.dataset, isWhole);
    this.dispatchEvent(new CustomEvent("live-change", { bubbles: true }));
  }

  follow({ title, heading, say, final }, isWhole) {
    if (title) document.title = title;
    if (heading) document.querySelector("main h1").textContent = heading; // it stands above the part
    if (say && say !== this.dataset.say) document.getElementById("announcer").textContent = say;
    if (say) this.dataset.say = say;
    if (final !== undefined && isWhole) {
      this.setAttribute("data-final", "");
      this.dispatchEvent(new CustomEvent("live-final", { bubbles: true }));
    }
  }
}

customElements.define("live-part", LivePart);

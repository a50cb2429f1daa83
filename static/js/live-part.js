// <live-part data-url>: keeps its content as the server has it, by asking again; stops at data-final.
// A child with data-keep is left alone.
// data-wake names an event of the page that says there is news, even after the end.
const SOONEST_MS = 2000;
const LATEST_MS = 15000;
const TOKEN = /(name="csrfmiddlewaretoken" value=")[^"]*/g;

const told = new WeakMap(); // element → what the server said it was, before scripts touched it

function saying(element) {
  return element.outerHTML.replace(TOKEN, "$1");
}

function remember(parent) {
  for (const child of parent.children) {
    told.set(child, saying(child));
    if (child.hasAttribute("data-parts")) remember(child);
  }
}

function keys(parent) {
  const count = {};
  return [...parent.children].map((child) => {
    const place = (count[child.tagName] = (count[child.tagName] ?? -1) + 1);
    return [child.id || `${child.tagName} ${place}`, child];
  });
}

// Something a person is in the middle of: a take that plays, a field that is being filled.
function isBusy(element) {
  const playing = [...element.querySelectorAll("audio")].some((audio) => !audio.paused);
  const typing = document.activeElement?.matches("input, textarea, select");
  const written = [...element.querySelectorAll("textarea")].some((field) => field.value !== field.defaultValue);
  return playing || written || (typing && element.contains(document.activeElement));
}

function exchange(old, fresh) {
  const opened = [...old.querySelectorAll("details")].map((details) => details.open);
  fresh.querySelectorAll("details").forEach((details, place) => {
    details.open = opened[place] ?? details.open;
  });
  old.replaceWith(fresh);
}

// Brings `live` to what `fresh` says, child by child; returns false when something had to be left for later.
function sync(live, fresh) {
  const old = new Map(keys(live).filter(([, child]) => !child.hasAttribute("data-made")));
  let isWhole = true;
  let spot = null;
  for (const [key, child] of keys(fresh)) {
    let current = old.get(key);
    old.delete(key);
    const said = saying(child);
    if (current?.hasAttribute("data-keep")) {
      // a part of the page that refreshes itself
    } else if (!current) {
      current = document.importNode(child, true);
      spot ? spot.after(current) : live.prepend(current);
      note(current, child, said);
    } else if (told.get(current) !== said) {
      if (child.hasAttribute("data-parts") && current.localName === child.localName) {
        isWhole = sync(current, child) && isWhole;
        if (isWhole) told.set(current, said);
      } else if (isBusy(current)) {
        isWhole = false;
      } else {
        const next = document.importNode(child, true);
        exchange(current, next);
        current = next;
        note(current, child, said);
      }
    }
    spot = current;
  }
  for (const gone of old.values()) {
    if (isBusy(gone)) isWhole = false;
    else gone.remove();
  }
  return isWhole;
}

function note(element, fresh, said) {
  told.set(element, said);
  if (!fresh.hasAttribute("data-parts")) return;
  // Scripts may have added to the imported element already, so the server's children are paired by key.
  const mine = new Map(keys(element));
  for (const [key, child] of keys(fresh)) if (mine.has(key)) note(mine.get(key), child, saying(child));
}

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

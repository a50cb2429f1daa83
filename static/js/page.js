// A page of the desk that was fetched, and how it takes the place of the one that is shown. Knows nothing of the history.
const LATE_MS = 5000; // a style sheet that takes longer is not waited for

export class Page {
  constructor(answer, html) {
    this.url = answer.url;
    this.html = new DOMParser().parseFromString(html, "text/html");
    this.html.querySelectorAll("noscript").forEach((part) => part.remove()); // parsed as if scripts were off
  }

  // Made of the same files as this one; after the desk was brought up to date a page is to be loaded anew.
  get isOurs() {
    const made = (html) => [html.querySelector("script[type=importmap]")?.textContent, html.querySelector("link[rel=stylesheet]")?.getAttribute("href")].join();
    return Boolean(this.frame) && made(this.html) === made(document);
  }

  get frame() {
    return this.html.querySelector("body > .frame");
  }

  // The first field of a form that was refused.
  get problem() {
    return this.frame.querySelector("[aria-invalid=true]");
  }

  // Style sheets and scripts that only some pages have.
  async fetchParts() {
    const links = [...this.html.querySelectorAll("head link[rel=stylesheet]")];
    const scripts = [...this.html.querySelectorAll("script[type=module][src]")];
    this.sheets = new Set(links.map((link) => link.href));
    const here = new Set([...document.querySelectorAll("head link[rel=stylesheet]")].map(({ href }) => href));
    const coming = links.filter(({ href }) => !here.has(href)).map((link) => document.importNode(link));
    const loaded = coming.map((link) => new Promise((done) => link.addEventListener("load", done)));
    document.head.append(...coming);
    const late = new Promise((done) => setTimeout(done, LATE_MS));
    await Promise.all([Promise.race([Promise.all(loaded), late]), ...scripts.map(({ src }) => import(src))]);
  }

  show() {
    const { title, documentElement } = this.html;
    document.querySelector("body > .frame").replaceWith(document.adoptNode(this.frame));
    document.title = title;
    const before = document.documentElement.dataset.theme;
    document.documentElement.dataset.theme = documentElement.dataset.theme;
    if (before !== documentElement.dataset.theme) document.dispatchEvent(new CustomEvent("theme-change"));
    for (const link of document.querySelectorAll("head link[rel=stylesheet]")) if (!this.sheets.has(link.href)) link.remove();
  }

  // What a browser says of a page that it has loaded itself.
  announce() {
    const said = [...document.querySelectorAll(".messages-region .message")].map((message) => message.textContent.trim());
    document.getElementById("announcer").textContent = [document.title, ...said].join(". ");
  }
}

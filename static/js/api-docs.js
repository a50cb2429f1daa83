// <api-docs data-bundle data-url data-csrf> round the list of addresses: draws them with Swagger UI, to be tried as whoever is signed in.
const UNSAFE = /^(?!GET$|HEAD$|OPTIONS$)/i;
const dark = matchMedia("(prefers-color-scheme: dark)");

class ApiDocs extends HTMLElement {
  async connectedCallback() {
    this.paint = () => document.documentElement.classList.toggle("dark-mode", isDark());
    dark.addEventListener("change", this.paint);
    document.addEventListener("theme-change", this.paint);
    await loaded(this.dataset.bundle);
    if (!this.isConnected || !window.SwaggerUIBundle) return; // the list is there
    this.paint();
    this.draw();
  }

  draw() {
    const list = [...this.children];
    const place = document.createElement("div");
    this.append(place);
    window.SwaggerUIBundle({
      domNode: place,
      url: this.dataset.url,
      presets: [window.SwaggerUIBundle.presets.apis],
      layout: "BaseLayout",
      deepLinking: true,
      docExpansion: "list",
      defaultModelsExpandDepth: 0,
      validatorUrl: null,
      persistAuthorization: false,
      requestInterceptor: (request) => this.signed(request),
      onComplete: () => {
        for (const part of list) part.remove();
        this.dataset.drawn = "";
      },
    });
  }

  disconnectedCallback() {
    dark.removeEventListener("change", this.paint);
    document.removeEventListener("theme-change", this.paint);
    document.documentElement.classList.remove("dark-mode");
  }

  // A session changes something only with the page's own word; no other host is sent it.
  signed(request) {
    const isOurs = new URL(request.url, location.href).origin === location.origin;
    if (isOurs && UNSAFE.test(request.method ?? "GET")) {
      request.headers["X-CSRFToken"] = this.dataset.csrf;
    }
    return request;
  }
}

// Once in a document: pages follow each other in it. Whether it came is asked afterwards.
function loaded(address) {
  if (window.SwaggerUIBundle) return undefined;
  const script = Object.assign(document.createElement("script"), { src: address });
  return new Promise((done) => {
    script.onload = script.onerror = done;
    document.head.append(script);
  });
}

function isDark() {
  const chosen = document.documentElement.dataset.theme;
  return chosen === "dark" || (chosen !== "light" && dark.matches);
}

customElements.define("api-docs", ApiDocs);

/**
 * <passkey-form data-does="get|create" [data-ask]>: round a form with a hidden field "credential". Its button asks the
 * browser for a passkey, with what the JSON beside the form or the address in data-ask says, and sends the answer.
 */
const NOWHERE = "Passkeys work only with https at a host name, or at localhost; not at this address.";
const REFUSED = "No passkey was used: it was called off, took too long, or this device has none for this desk.";
const KNOWN = "This device already holds a passkey for your account here.";
const AWAY = "The desk could not be reached. Nothing has changed; try again in a moment.";

const isAddress = /^[\d.]+$|^\[/.test(location.hostname);
const isPossible = Boolean(window.PublicKeyCredential) && isSecureContext && !isAddress;

function toBytes(text) {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

function toText(buffer) {
  if (!buffer) return null;
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

const withBytes = (list) => list?.map((one) => ({ ...one, id: toBytes(one.id) }));

function forBrowser({ publicKey }) {
  const asked = { ...publicKey, challenge: toBytes(publicKey.challenge) };
  if (asked.user) asked.user = { ...asked.user, id: toBytes(asked.user.id) };
  if (asked.excludeCredentials) asked.excludeCredentials = withBytes(asked.excludeCredentials);
  if (asked.allowCredentials) asked.allowCredentials = withBytes(asked.allowCredentials);
  return asked;
}

// By hand: what password managers put in the browser's place often has no toJSON that works.
function forServer(made) {
  const { response } = made;
  const said = { clientDataJSON: toText(response.clientDataJSON) };
  for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[part]) said[part] = toText(response[part]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  const { id, type, authenticatorAttachment } = made;
  return { id, rawId: toText(made.rawId), type, authenticatorAttachment, response: said, clientExtensionResults: made.getClientExtensionResults() };
}

class PasskeyForm extends HTMLElement {
  connectedCallback() {
    if (this.form) return; // only moved
    this.form = this.querySelector("form");
    const without = this.querySelector("[data-without]");
    without.hidden = isPossible;
    without.textContent = NOWHERE;
    this.querySelector("[data-button]").hidden = !isPossible;
    this.form.addEventListener("submit", (event) => this.submit(event));
  }

  submit(event) {
    const isAnswered = this.isAnswered;
    this.isAnswered = false; // a page that comes back must ask anew
    if (isAnswered) return;
    event.preventDefault();
    this.say("");
    this.use(this.form.elements.credential);
  }

  async use(credential) {
    const button = this.querySelector("[data-button] button");
    button.disabled = true;
    try {
      credential.value = JSON.stringify(forServer(await this.made(await this.asked())));
      this.isAnswered = true;
      this.form.requestSubmit();
    } catch (error) {
      this.say(this.problem(error));
    } finally {
      button.disabled = false;
    }
  }

  // What the server asks for; data-ask is for a page that nobody has signed in to, where each try has a fresh question.
  async asked() {
    if (!this.dataset.ask) return JSON.parse(this.querySelector("script[type='application/json']").textContent);
    const answer = await fetch(this.dataset.ask, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new TypeError(answer.status);
    return (await answer.json()).request_options;
  }

  made(options) {
    const publicKey = forBrowser(options);
    if (this.dataset.does === "get") return navigator.credentials.get({ publicKey });
    const alone = this.form.elements.passwordless?.checked;
    publicKey.authenticatorSelection = {
      ...publicKey.authenticatorSelection,
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: Boolean(alone),
      ...(alone && { userVerification: "required" }),
    };
    return navigator.credentials.create({ publicKey });
  }

  problem(error) {
    if (error instanceof TypeError) return AWAY;
    return error.name === "InvalidStateError" ? KNOWN : REFUSED;
  }

  say(words) {
    const place = this.querySelector("[data-problem]");
    place.textContent = words;
    place.hidden = !words;
  }
}

customElements.define("passkey-form", PasskeyForm);

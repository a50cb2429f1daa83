// Goes from page to page of the desk within one document, so that what plays is never interrupted.
// The browser's Navigation API tells of every link, form and step in the history; what is no page of the desk (a file,
// the admin, a foreign address), and every browser without that API, loads as it always did.
import { icon, make } from "desk/icon";
import { Page } from "desk/page";
import { carry } from "desk/play-bar";
import { giveBack, remember } from "desk/typed";

const BY_BROWSER = "by the browser";
const AWAY = "The desk could not be reached. Nothing here has changed; try again in a moment.";
const AWAY_SENT = "The desk could not be reached. Whether it got what you sent is not known; look before you send it again.";

const { navigation } = window;
let coming = null; // the turn that is under way: a newer one calls it off

const frame = () => document.querySelector("body > .frame");
const withoutHash = (url) => url.split("#")[0];

// Asks as a browser does before work is lost; the guards of the page know nothing of turns.
function mayLeave() {
  return dispatchEvent(new Event("beforeunload", { cancelable: true })) || confirm("What you have changed here is not saved. Leave this page?");
}

function isOurs({ canIntercept, hashChange, downloadRequest, navigationType, destination, info }) {
  if (!canIntercept || hashChange || downloadRequest !== null || info === BY_BROWSER || !frame()) return false;
  // An entry of this very document is either a step through our pages or somebody's replaceState.
  return navigationType === "traverse" ? destination.sameDocument : navigationType !== "reload" && !destination.sameDocument;
}

function byBrowser(url, history) {
  const { committed, finished } = navigation.navigate(url, { history, info: BY_BROWSER });
  for (const end of [committed, finished]) end.catch(() => undefined); // a file that is saved ends no navigation
}

// The page at this address; null when there is none to show, and then something else has been done about it.
async function ask(url, body, signal, history = "auto") {
  const answer = await fetch(url, { method: body ? "POST" : "GET", body, headers: { Accept: "text/html" }, signal });
  const isText = answer.headers.get("Content-Type")?.startsWith("text/html") && !answer.headers.get("Content-Disposition");
  const page = isText && new Page(answer, await answer.text());
  if (page?.isOurs) {
    await page.fetchParts();
    return page;
  }
  if (!body || answer.redirected) byBrowser(body ? answer.url : url, history);
  else tell(`The desk answered with an error (${answer.status}). Load this page again before you go on.`);
  return null;
}

function tell(words) {
  const region = document.querySelector(".messages-region");
  const message = make("li", { class: "message", "data-level": "error" }, icon("circle-x"), make("span", { class: "message-text" }, words));
  region.replaceChildren(make("ul", { class: "messages", role: "list" }, message));
  region.scrollIntoView({ block: "nearest" });
}

async function turn({ destination, formData, navigationType }) {
  coming?.abort();
  const mine = (coming = new AbortController());
  const { signal } = mine;
  document.documentElement.setAttribute("data-turning", "");
  try {
    const page = await ask(destination.url, formData, signal);
    if (!page || signal.aborted) return;
    const hash = page.url === withoutHash(destination.url) ? new URL(destination.url).hash : ""; // a redirect's is not told
    const isSame = page.url === withoutHash(location.href);
    remember(navigation.currentEntry.key, frame());
    const history = isSame || navigationType === "replace" ? "replace" : "push";
    const isKept = isSame && Boolean(formData) && !page.problem;
    const { committed, finished } = navigation.navigate(page.url + hash, { history, info: { page, isKept } });
    committed.catch(() => undefined); // the other one tells the same
    await finished;
  } catch {
    if (!signal.aborted) tell(formData ? AWAY_SENT : AWAY);
  } finally {
    if (coming === mine) document.documentElement.removeAttribute("data-turning");
  }
}

// The page takes its place. One that only answers a form of its own stays where the reader is; one with a problem shows it.
function show(page, isKept) {
  const spot = isKept && document.activeElement?.closest("[id]")?.id;
  const { problem } = page;
  carry();
  page.show();
  page.announce();
  const goal = document.getElementById(spot) ?? problem ?? frame().querySelector("[autofocus]") ?? frame().querySelector("h1");
  if (goal && goal.tabIndex < 0) goal.tabIndex = -1;
  goal?.focus({ preventScroll: true });
  problem?.scrollIntoView({ block: "center" });
}

async function back({ destination, signal }) {
  try {
    const page = await ask(destination.url, null, signal, "replace");
    if (!page || signal.aborted) return;
    show(page, false);
    giveBack(destination.key, frame());
  } catch {
    if (!signal.aborted) tell(AWAY);
  }
}

function follow(event) {
  if (!isOurs(event)) return;
  const { page, isKept } = event.info ?? {};
  if (page) return event.intercept({ handler: async () => show(page, isKept), focusReset: "manual", scroll: isKept || page.problem ? "manual" : "after-transition" });
  if (!mayLeave()) return event.cancelable && event.preventDefault();
  if (event.navigationType !== "traverse") {
    event.preventDefault();
    return turn(event);
  }
  coming?.abort();
  remember(navigation.currentEntry.key, frame());
  return event.intercept({ handler: () => back(event), focusReset: "manual" });
}

navigation?.addEventListener("navigate", follow);

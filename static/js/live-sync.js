// Brings elements of the page to what the server says of them now, and leaves alone what a person is using.
// A child with data-keep is left alone; one with data-parts is gone into instead of exchanged.
const TOKEN = /(name="csrfmiddlewaretoken" value=")[^"]*/g;

const told = new WeakMap(); // element → what the server said it was, before scripts touched it

function saying(element) {
  return element.outerHTML.replace(TOKEN, "$1");
}

export function remember(parent) {
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
export function sync(live, fresh) {
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

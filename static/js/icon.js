// One symbol of the sprite as an element, for parts that script builds.
const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = svg.appendChild(document.createElementNS(SVG, "use"));
  use.setAttribute("href", `${document.getElementById("app").dataset.sprite}#${name}`);
  return svg;
}

export function setIcon(holder, name) {
  const use = holder.querySelector("use");
  const address = use.getAttribute("href").replace(/#.*/, `#${name}`);
  if (use.getAttribute("href") !== address) use.setAttribute("href", address);
}

// An element in one line: make("button", { type: "button", class: "button" }, icon("x"), "Close").
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

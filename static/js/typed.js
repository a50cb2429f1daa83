// What somebody has typed or chosen on a page and not sent, so that it is there again after Back; passwords and files are not kept.
const FIELDS = "textarea[name], select[name], input[name]:not([type=hidden], [type=password], [type=file])";
const MOST = 30; // pages

const kept = new Map(); // key of the history's entry → [[name of the field, what is in it]]

function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.options) return [...field.options].some(({ selected, defaultSelected }) => selected !== defaultSelected);
  return field.value !== field.defaultValue;
}

// A name may come more than once on a page: in other forms, or for each of several choices.
function named(frame) {
  const count = {};
  return [...frame.querySelectorAll(FIELDS)].map((field) => {
    const place = (count[field.name] = (count[field.name] ?? -1) + 1);
    return [`${field.name} ${place}`, field];
  });
}

export function remember(key, frame) {
  const changed = named(frame).filter(([, field]) => isChanged(field));
  kept.delete(key);
  kept.set(key, changed.map(([name, { value, checked }]) => [name, { value, checked }]));
  if (kept.size > MOST) kept.delete(kept.keys().next().value);
}

export function giveBack(key, frame) {
  const fields = new Map(named(frame));
  for (const [name, was] of kept.get(key) ?? []) {
    const field = fields.get(name);
    if (!field) continue;
    if ("checked" in field) field.checked = was.checked;
    field.value = was.value;
    for (const event of ["input", "change"]) field.dispatchEvent(new Event(event, { bubbles: true }));
  }
}

// The parts that people play with this bot (its project says which): a label and a colour each.

const COLOURS = 5;
let parts = [];

/** Takes the parts of the state; before any window is opened. */
export function setParts(given) {
  parts = given;
}

// Whoever plays none of the parts plays the first.
const placeOf = (person) => Math.max(0, parts.findIndex(({ kind }) => kind === person.kind));

export const labelOf = (person) => parts[placeOf(person)]?.label ?? "";
export const colourOf = (person) => String(placeOf(person) % COLOURS);
export const plays = (person, kind) => parts[placeOf(person)]?.kind === kind;
export const labelOfPart = (kind) => parts.find((part) => part.kind === kind)?.label ?? kind;

/** One person of each part first, then the others as they came. */
export function inOrder(people) {
  const first = parts.map(({ kind }) => people.find((person) => plays(person, kind))).filter(Boolean);
  return [...first, ...people.filter((person) => !first.includes(person))];
}

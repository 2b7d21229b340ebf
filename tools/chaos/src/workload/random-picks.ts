/** One of several, the more often the heavier it is. */
export interface Weighted<Value> {
  readonly weight: number;
  readonly value: Value;
}

/** A whole number from 0 to one below `end`. */
export function whole(random: () => number, end: number): number {
  return Math.floor(random() * end);
}

export function pick<Value>(random: () => number, values: readonly Value[]): Value {
  const value = values[whole(random, values.length)];
  if (value === undefined) throw new Error('There is nothing to pick from.');
  return value;
}

export function pickWeighted<Value>(random: () => number, choices: readonly Weighted<Value>[]): Value {
  let left = random() * choices.reduce((sum, { weight }) => sum + weight, 0);
  for (const { weight, value } of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  return pick(random, choices).value;
}

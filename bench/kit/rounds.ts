import { progress } from './report.js';
import { sized } from './size.js';

export interface Measured {
  readonly median: number;
  readonly spread: readonly [number, number];
}

/** Measures once and returns the figure. */
export type Contender = () => Promise<number>;

/**
 * Runs contenders in turns: once to warm up, which is not counted, then `rounds` times, each time in the opposite order. So a
 * machine that gets hotter or busier in the meantime affects all of them alike.
 */
export async function interleaved<K extends string>(
  contenders: Readonly<Record<K, Contender>>,
  rounds = sized(3, 1),
): Promise<Record<K, Measured>> {
  const names = Object.keys(contenders) as K[];
  const figures = new Map<K, number[]>(names.map((name) => [name, []]));
  for (const name of names) await contenders[name]();
  for (let round = 0; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      const figure = await contenders[name]();
      figures.get(name)!.push(figure);
      progress(`round ${round + 1}, ${name}: ${figure.toLocaleString('en-US', { maximumFractionDigits: 1 })}`);
    }
  }
  return Object.fromEntries(names.map((name) => [name, measured(figures.get(name)!)])) as Record<K, Measured>;
}

function measured(figures: readonly number[]): Measured {
  const sorted = figures.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)]!, spread: [sorted[0]!, sorted.at(-1)!] };
}

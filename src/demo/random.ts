import { fnv1a } from '../../projections/kit/projection.js';

/** Repeatable pseudo-random numbers: the same seed gives the same sequence on every machine. */
export interface Random {
  /** At least 0, below 1. */
  unit(): number;
  chance(probability: number): boolean;
  /** A number from `least` (inclusive) to `most` (exclusive). */
  between(least: number, most: number): number;
  pick<const T>(from: readonly T[]): T;
}

/** Mulberry32 (Tommy Ettinger, public domain): small, fast, good enough for synthetic data; never for secrets. */
export function randomFrom(seed: string): Random {
  let state = fnv1a(seed);
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    unit,
    chance: (probability) => unit() < probability,
    between: (least, most) => least + unit() * (most - least),
    pick: (from) => from[Math.floor(unit() * from.length)]!,
  };
}

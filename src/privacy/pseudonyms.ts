import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { IdentifiedPerson } from './text-store.js';

/**
 * Stands for a person in events, which hold no names: the same text of the same source is the same pseudonym, in every export. Made with a secret
 * of the installation, so that nobody who has a list of names can try them.
 */
export const keyedPseudonym = (secret: Uint8Array, system: string, name: string): string =>
  `person-${createHmac('sha256', secret).update(`${system}\n${name}`).digest('hex').slice(0, 24)}`;

/** As pseudonyms were made before they were keyed. Whoever has a list of names can try them. */
export const unkeyedPseudonym = (system: string, name: string): string =>
  `p-${createHash('sha256').update(`${system}\n${name}`).digest('hex').slice(0, 16)}`;
const UNKEYED = /^p-[0-9a-f]{16}$/;

/** The unkeyed pseudonyms among the texts of a value, at whatever depth. */
export function unkeyedIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return UNKEYED.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(unkeyedIn) : [];
}

/** Gives the pseudonym of whom a system calls so, who is remembered under it. */
export type RefOf = (system: string, name: string) => Promise<string>;

/** What pseudonyms are made of. */
export interface PseudonymSource {
  readonly secret: Uint8Array;
  /** The unkeyed pseudonyms that events have: whoever has one keeps it, so that the same person counts once. */
  readonly carriedOver: ReadonlySet<string>;
}

const OF_THIS_PROCESS: PseudonymSource = { secret: randomBytes(32), carriedOver: new Set() };

/** Names are remembered so many at a time: a file names the same few thousand again and again. */
const MAX_CACHED = 50_000;

/** Gives people their pseudonyms, and tells whom it gave one first. */
export class Pseudonyms {
  private readonly given = new Map<string, string>();
  private fresh: IdentifiedPerson[] = [];

  /** Without a source pseudonyms hold for this process alone: for rehearsals, which record nothing. */
  constructor(private readonly source: PseudonymSource = OF_THIS_PROCESS) {}

  /** The pseudonym of whom a source system calls so. */
  of(system: string, name: string): string {
    const person = `${system}\n${name}`;
    let ref = this.given.get(person);
    if (ref === undefined) {
      const before = unkeyedPseudonym(system, name);
      ref = this.source.carriedOver.has(before) ? before : keyedPseudonym(this.source.secret, system, name);
      if (this.given.size >= MAX_CACHED) this.given.clear();
      this.given.set(person, ref);
      this.fresh.push({ ref, system, name });
    }
    return ref;
  }

  /** Those who got a pseudonym since the last call. */
  takeFresh(): readonly IdentifiedPerson[] {
    return this.fresh.splice(0);
  }
}

import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { IdentifiedPerson } from './text-store.js';

/**
 * The pseudonym of a person in events, which hold no names. The same name from the same source gives the same pseudonym in
 * every export. Keyed with a secret of the installation, so that a list of names cannot be tried against it.
 */
export const keyedPseudonym = (secret: Uint8Array, system: string, name: string): string =>
  `person-${createHmac('sha256', secret).update(`${system}\n${name}`).digest('hex').slice(0, 24)}`;

/** The former, unkeyed pseudonym. A list of names can be tried against it. */
export const unkeyedPseudonym = (system: string, name: string): string =>
  `p-${createHash('sha256').update(`${system}\n${name}`).digest('hex').slice(0, 16)}`;
const UNKEYED = /^p-[0-9a-f]{16}$/;

/** The unkeyed pseudonyms among the texts in a value, at any depth. */
export function unkeyedIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return UNKEYED.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(unkeyedIn) : [];
}

/** Returns the pseudonym of a person, by the name that a system uses, and stores the person's identity under it. */
export type RefOf = (system: string, name: string) => Promise<string>;

/** The inputs from which pseudonyms are made. */
export interface PseudonymSource {
  readonly secret: Uint8Array;
  /** The unkeyed pseudonyms in existing events. Their owners keep them, so that the same person counts once. */
  readonly carriedOver: ReadonlySet<string>;
}

const OF_THIS_PROCESS: PseudonymSource = { secret: randomBytes(32), carriedOver: new Set() };

/** Maximum cached names. The cache pays off because a file repeats the same few thousand names. */
const MAX_CACHED = 50_000;

/** Assigns pseudonyms, and collects the newly assigned ones. */
export class Pseudonyms {
  private readonly given = new Map<string, string>();
  private fresh: IdentifiedPerson[] = [];

  /** Without a source, pseudonyms are valid in this process only: for rehearsals, which record nothing. */
  constructor(private readonly source: PseudonymSource = OF_THIS_PROCESS) {}

  /** The pseudonym of a person, by the name that a source system uses. */
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

  /** The people who got a pseudonym since the last call. */
  takeFresh(): readonly IdentifiedPerson[] {
    return this.fresh.splice(0);
  }
}

import type { MergerDocument } from '../../../projections/mergers/projection.js';
import { Kept } from '../kept.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import { Identities } from './identities.js';
import { TurningPoints } from './turning-points.js';

/** The mergers recorded so far, in order of their taking effect, and what they come to at every moment. */
class Mergers {
  private readonly identities = new Map<number, Identities>();

  constructor(private readonly recorded: readonly MergerDocument[]) {}

  at(moment: string): Identities {
    const later = this.recorded.findIndex(({ effectiveAt }) => effectiveAt > moment);
    const effective = later < 0 ? this.recorded.length : later;
    const known = this.identities.get(effective);
    if (known) return known;
    const made = new Identities(this.recorded.slice(0, effective), this.recorded);
    this.identities.set(effective, made);
    return made;
  }

  knownAt(moment: string): Identities {
    return new Identities(this.recorded.filter(({ effectiveAt, recordedAt }) => effectiveAt <= moment && recordedAt <= moment));
  }
}

/** Who was whom at any moment. The view that says so is a few documents: they are in memory, and read again when the view has moved on. */
export class IdentityRegister {
  readonly turningPoints = new TurningPoints();
  private readonly mergers = new Kept<Mergers>(8);

  /** Who has become one with whom by a moment, as far as the reader's views know. */
  async at(reader: ViewReader, moment: string): Promise<Identities> {
    return (await this.mergersOf(reader)).at(moment);
  }

  /**
   * The same, but only as far as it had been recorded by then: an answer under this identity stays what it was, whatever is told late. Where
   * two answers about the same few people must not differ, since the difference would be about fewer.
   */
  async knownAt(reader: ViewReader, moment: string): Promise<Identities> {
    return (await this.mergersOf(reader)).knownAt(moment);
  }

  private async mergersOf(reader: ViewReader): Promise<Mergers> {
    return this.mergers.of(await reader.mark('mergers'), async () => new Mergers(await readMergers(reader)));
  }
}

async function readMergers(reader: ViewReader): Promise<readonly MergerDocument[]> {
  const mergers: MergerDocument[] = [];
  for await (const merger of readAll<MergerDocument>(reader, { view: 'mergers', filter: {} })) mergers.push(merger);
  // They come by key, and a sort keeps that order where the moment is the same.
  return mergers.sort((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : a.effectiveAt > b.effectiveAt ? 1 : 0));
}

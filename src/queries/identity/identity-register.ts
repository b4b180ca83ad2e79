import type { DepartmentDocument } from '../../../projections/department/document.js';
import type { MergerDocument } from '../../../projections/mergers/projection.js';
import type { TeamDocument } from '../../../projections/team/projection.js';
import { AsyncMemo } from '../memoize.js';
import { readAll } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';
import { WholeView } from '../whole-view.js';
import { Identities } from './identities.js';

type Points<D> = (document: D) => readonly (string | null)[];
type PointsByKey = ReadonlyMap<string, readonly string[]>;

/**
 * The moments at which something begins to be called, to belong or to be read otherwise, as far as it is recorded: between two of them the
 * registers read the same at every moment, and what was made of them for one request serves the next.
 */
class TurningPoints {
  private readonly views = [
    pointsOf<MergerDocument>(
      'mergers',
      ({ side, id }) => `${side.toLowerCase()}.${id}`,
      ({ effectiveAt }) => [effectiveAt],
    ),
    pointsOf<TeamDocument>(
      'team',
      ({ teamId }) => teamId,
      ({ names, retiredAt }) => [...names.map(({ effectiveAt }) => effectiveAt), retiredAt],
    ),
    pointsOf<DepartmentDocument>(
      'department',
      ({ departmentId }) => departmentId,
      ({ names, parents, retiredAt }) => [...[...names, ...parents].map(({ effectiveAt }) => effectiveAt), retiredAt],
    ),
  ];
  private readonly sorted = new WeakMap<ViewReader, Promise<readonly string[]>>();

  /** How many of them have passed at a moment: the same number, the same registers. */
  async passedAt(reader: ViewReader, moment: string): Promise<number> {
    let points = this.sorted.get(reader);
    if (!points) this.sorted.set(reader, (points = this.read(reader)));
    return (await points).findLastIndex((point) => point <= moment) + 1;
  }

  private async read(reader: ViewReader): Promise<readonly string[]> {
    const views = await Promise.all(this.views.map((view) => view.of(reader)));
    return views.flatMap((points) => [...points.values()].flat()).sort();
  }
}

function pointsOf<D extends object>(view: string, keyOf: (document: D) => string, points: Points<D>): WholeView<D, PointsByKey> {
  const pointsIn = (document: D) => points(document).filter((point): point is string => point !== null && point !== '');
  return new WholeView<D, PointsByKey>({
    view,
    isCommon: true,
    read: async (reader) => {
      const read = new Map<string, readonly string[]>();
      for await (const document of readAll<D>(reader, { view, filter: {} })) read.set(keyOf(document), pointsIn(document));
      return read;
    },
    renew: (before, keys, documents) => {
      const renewed = new Map(before);
      for (const key of keys) {
        const document = documents.get(key);
        if (document) renewed.set(key, pointsIn(document));
        else renewed.delete(key);
      }
      return renewed;
    },
  });
}

/** The mergers recorded so far, in order of their taking effect, and what they come to at every moment. */
class Mergers {
  private readonly identities = new Map<number, Identities>();

  constructor(private readonly recorded: readonly MergerDocument[]) {}

  at(moment: string): Identities {
    const later = this.recorded.findIndex(({ effectiveAt }) => effectiveAt > moment);
    const effective = later < 0 ? this.recorded.length : later;
    const cached = this.identities.get(effective);
    if (cached) return cached;
    const identities = new Identities(this.recorded.slice(0, effective), this.recorded);
    this.identities.set(effective, identities);
    return identities;
  }

  knownAt(moment: string): Identities {
    return new Identities(this.recorded.filter(({ effectiveAt, recordedAt }) => effectiveAt <= moment && recordedAt <= moment));
  }
}

/** Who was whom at any moment. The view that says so is a few documents: they are in memory, and read again when the view has moved on. */
export class IdentityRegister {
  readonly turningPoints = new TurningPoints();
  private readonly mergers = new AsyncMemo<Mergers>(8);

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

import { Injectable } from '@nestjs/common';
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
 * The moments at which a name, a parent or a merger takes effect, as far as recorded. Between two of them the registers are
 * the same, so that values computed for one request can be reused by the next.
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

  /** The number of these moments that have passed. The same number means the same registers. */
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

/** The recorded mergers in the order of their taking effect, with the resulting identities at each moment. */
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

/** Who was merged into whom at any moment. The view consists of few documents, which are cached until it advances. */
@Injectable()
export class IdentityRegister {
  readonly turningPoints = new TurningPoints();
  private readonly mergers = new AsyncMemo<Mergers>(8);

  /** The mergers in effect at a moment, as far as the reader's views know. */
  async at(reader: ViewReader, moment: string): Promise<Identities> {
    return (await this.mergersOf(reader)).at(moment);
  }

  /**
   * Likewise, but only the mergers that had been recorded by then, so that an answer does not change when one is recorded
   * late. For numbers about few people, where the difference between two answers would be about even fewer.
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
  // The documents are sorted by key, and the sort is stable for equal moments.
  return mergers.sort((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : a.effectiveAt > b.effectiveAt ? 1 : 0));
}

import type { DepartmentDocument } from '../../../projections/department/document.js';
import type { MergerDocument } from '../../../projections/mergers/projection.js';
import type { TeamDocument } from '../../../projections/team/projection.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import { WholeView } from '../whole-view.js';

type Points<D> = (document: D) => readonly (string | null)[];
type PointsByKey = ReadonlyMap<string, readonly string[]>;

/**
 * The moments at which something begins to be called, to belong or to be read otherwise, as far as it is recorded: between two of them the
 * registers read the same at every moment, and what was made of them for one request serves the next.
 */
export class TurningPoints {
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
    renew: (known, keys, documents) => {
      const renewed = new Map(known);
      for (const key of keys) {
        const document = documents.get(key);
        if (document) renewed.set(key, pointsIn(document));
        else renewed.delete(key);
      }
      return renewed;
    },
  });
}

import { START, type Position } from '../domain/kernel/event.js';
import type { CatalogEntry } from '../view-store/view-store.js';
import { isBuiltBy, type CodedProjection } from './catalog.js';
import type { Projector } from './projector.js';
import type { ProjectionStatus } from '../queries/projection-status.js';

/** Lag is counted event by event, up to here. */
const COUNTED_AT_MOST = 10_000;
const PARKED_COUNTED_AT_MOST = 1_000;
/** A view that has not moved for so long though there is something to take in is stalled. Merely being behind is not: a rebuild may take an hour. */
const STALLED_AFTER_MS = 30_000;

/** Tells how the views stand. Remembers when each was last seen to move, to tell a stalled one from one that is behind. */
export class StatusReader {
  private readonly seen = new Map<string, { position: Position; since: number }>();

  constructor(private readonly projector: Projector) {}

  async read(): Promise<readonly ProjectionStatus[]> {
    const head = await this.projector.options.log.head();
    const entries = await this.projector.catalog.entries();
    const counts = new Map<Position, number>();
    const statuses: ProjectionStatus[] = [];
    for (const coded of this.projector.options.projections) {
      const entry = entries.get(coded.projection.name);
      if (entry?.active) statuses.push(await this.statusOf(coded, entry, head, counts));
    }
    return statuses;
  }

  private async statusOf(
    coded: CodedProjection,
    entry: CatalogEntry,
    head: Position,
    counts: Map<Position, number>,
  ): Promise<ProjectionStatus> {
    const { store } = this.projector.options;
    const { collection, version } = entry.active!;
    const position = (await store.checkpoint(collection)) ?? START;
    let behind = counts.get(position);
    if (behind === undefined) counts.set(position, (behind = await this.countBetween(position, head)));
    const parked = (await store.parked(collection, PARKED_COUNTED_AT_MOST)).length;
    const rebuilding = entry.building !== null;
    // Nobody folds into it here, and nothing takes its place: another version of the program switched to its own build.
    const isOfOtherCode = !rebuilding && !isBuiltBy(entry.active, coded);
    // Asked again, for the log may have moved on between the two answers.
    const isAhead = position > head && position > (await this.projector.options.log.head());
    const stalled =
      isAhead ||
      isOfOtherCode ||
      (behind > 0 && (this.projector.lastFailure !== undefined || this.hasStoodStill(coded.projection.name, position)));
    const state = stalled ? 'STALLED' : rebuilding ? 'REBUILDING' : behind > 0 ? 'CATCHING_UP' : 'LIVE';
    return { name: coded.projection.name, version, state, position, head, behind, parked };
  }

  private hasStoodStill(name: string, position: Position): boolean {
    const now = this.projector.clock.now();
    const seen = this.seen.get(name);
    if (seen?.position === position) return now - seen.since > STALLED_AFTER_MS;
    this.seen.set(name, { position, since: now });
    return false;
  }

  private async countBetween(after: Position, until: Position): Promise<number> {
    if (after >= until) return 0;
    let count = 0;
    for await (const page of this.projector.options.log.read(after, { until })) {
      count += page.length;
      if (count >= COUNTED_AT_MOST) break;
    }
    return count;
  }
}

import { RapportError } from '../domain/kernel/errors.js';
import { START, type Position } from '../domain/kernel/event.js';
import { AsyncMemo } from '../queries/memoize.js';
import type { ProjectionBuild, ProjectionStatus } from '../queries/projection-status.js';
import type { ViewStore, CatalogEntry, ViewRecord } from '../view-store/view-store.js';
import { isBuiltBy, requireProjections, type CodedProjection } from './catalog.js';
import { buildLease } from './lease.js';
import { ParkedEventsOf } from './parked.js';
import type { ProjectorControl, RebuildProgress, VerifyReport } from './projector-control.js';
import type { Projector } from './projector.js';
import { rebuild } from './rebuild.js';
import type { Projection } from '../../projections/kit/projection.js';
import type { LogReader } from '../event-log/event-log.js';
import { canonicalJson } from '../domain/kernel/same-data.js';
import { foldInto } from './fold-into.js';

const POLL_MS = 100;

/**
 * The operations of the projector that the shell and the API may call, in the projector's own process or in another process on the same
 * stores.
 */
export class Control implements ProjectorControl {
  readonly parked: ParkedEventsOf;
  private readonly statusReader: StatusReader;

  constructor(
    private readonly projector: Projector,
    /** Creates an empty temporary store for a fresh fold. */
    private readonly scratch: () => Promise<ViewStore>,
  ) {
    this.parked = new ParkedEventsOf(projector);
    this.statusReader = new StatusReader(projector);
  }

  status(): Promise<readonly ProjectionStatus[]> {
    return this.statusReader.read();
  }

  async rebuild(name?: string, onProgress?: (progress: RebuildProgress) => void, signal?: AbortSignal): Promise<void> {
    for (const coded of requireProjections(this.projector.options.projections, name))
      await rebuild(this.projector, coded, onProgress, signal);
  }

  async verify(
    name?: string,
    onProgress?: (progress: RebuildProgress) => void,
    signal?: AbortSignal,
  ): Promise<readonly VerifyReport[]> {
    const reports: VerifyReport[] = [];
    for (const { projection } of requireProjections(this.projector.options.projections, name)) {
      const entry = await this.projector.catalog.entry(projection.name);
      if (!entry.active) continue;
      const scratch = await this.scratch();
      try {
        const { log, store } = this.projector.options;
        reports.push(await verify(projection, entry, { log, store, scratch }, onProgress, signal));
      } finally {
        await scratch.close();
      }
    }
    return reports;
  }

  async rollback(name: string): Promise<void> {
    const [coded] = requireProjections(this.projector.options.projections, name);
    await this.projector.mutex.run(async () => {
      const { previous } = await this.projector.catalog.entry(name);
      if (previous === null) {
        throw new RapportError('ILLEGAL_MOVE', `${name}: there is no earlier build to return to`, {
          field: 'name',
          remedy: 'A rollback is possible once after a rebuild.',
          reasons: [{ field: 'name', code: 'NOTHING_THERE' }],
        });
      }
      if (!isBuiltBy(previous, coded!)) {
        throw new RapportError(
          'ILLEGAL_MOVE',
          `${name}: the earlier build belongs to another version of the program, and only that version can continue it`,
          {
            field: 'name',
            remedy: 'Start that version: it continues its own build and switches to it.',
            reasons: [{ field: 'name', code: 'OTHER_VERSION' }],
          },
        );
      }
      await this.projector.catalog.rollBack(name);
      this.projector.restart();
    });
  }

  async caughtUp(position: Position, signal?: AbortSignal): Promise<void> {
    while (!(await this.projector.gate.wait(position, POLL_MS, signal)) && (await this.lowestCheckpoint()) < position)
      signal?.throwIfAborted();
  }

  private async lowestCheckpoint(): Promise<Position> {
    const entries = await this.projector.catalog.entries();
    const checkpoints = await Promise.all(
      this.projector.options.projections.map(async ({ projection }) => {
        const active = entries.get(projection.name)?.active;
        return (active && (await this.projector.options.store.checkpoint(active.collection))) ?? START;
      }),
    );
    return checkpoints.reduce((low, position) => (position < low ? position : low), checkpoints[0] ?? START);
  }
}

const KEYS_AT_A_TIME = 1_000;

/**
 * Compares the active build of a view with a fresh fold of the log up to the view's own checkpoint. Skips documents that the projector
 * has moved beyond that checkpoint in the meantime; the next verification covers them.
 */
export async function verify(
  projection: Projection,
  { active, dropped }: CatalogEntry,
  { log, store, scratch }: { readonly log: LogReader; readonly store: ViewStore; readonly scratch: ViewStore },
  onProgress?: (progress: RebuildProgress) => void,
  signal?: AbortSignal,
): Promise<VerifyReport> {
  const { name } = projection;
  const { collection } = active!;
  const checkpoint = (await store.checkpoint(collection)) ?? START;
  const blank = { projection, store: scratch, dropped };
  if (checkpoint !== START) await foldInto([blank], log, checkpoint, (done) => onProgress?.({ name, done }), signal);
  else await scratch.create(name, projection.indexes);
  signal?.throwIfAborted();
  let documents = 0;
  const different: string[] = [];
  const contentOf = (record: ViewRecord | undefined) => canonicalJson(withoutPosition(record?.document ?? null, projection));
  const compare = async (keys: readonly string[]) => {
    const [stored, fresh] = [await store.load(collection, keys), await scratch.load(name, keys)];
    for (const key of keys) {
      const record = stored.get(key);
      if (record && record.position > checkpoint) continue;
      const expected = fresh.get(key);
      if (contentOf(record) !== contentOf(expected)) different.push(key);
    }
  };
  for await (const keys of keysOf(scratch, name)) {
    documents += keys.length;
    await compare(keys);
  }
  // The reverse comparison: documents that are stored although a fresh fold has none under their key.
  for await (const keys of keysOf(store, collection)) {
    const fresh = await scratch.load(name, keys);
    await compare(keys.filter((key) => (fresh.get(key)?.document ?? null) === null));
  }
  return { name, documents, different: different.length, firstDifference: different.sort()[0] ?? null };
}

/** Removes the position of a derived document's last change. It depends on where pages were cut; nothing else does. */
function withoutPosition(document: object | null, { cascade }: Projection): object | null {
  return document && cascade ? { ...document, [cascade.changedField]: undefined } : document;
}

async function* keysOf(store: ViewStore, collection: string): AsyncGenerator<readonly string[]> {
  let after: { value: null; key: string } | undefined;
  for (;;) {
    const found = await store.find(collection, { limit: KEYS_AT_A_TIME, ...(after && { after }) });
    if (found.length > 0) yield found.map(({ key }) => key);
    if (found.length < KEYS_AT_A_TIME) return;
    after = { value: null, key: found.at(-1)!.key };
  }
}

/** Lag is counted event by event, up to this limit. */
const MAX_COUNTED = 10_000;
const MAX_PARKED_COUNTED = 1_000;
/**
 * A view is stalled if it has events to fold but has not moved for this long. Being behind alone does not make it stalled: a rebuild
 * may take an hour.
 */
const STALLED_AFTER_MS = 30_000;

/** Reads the status of the views. Remembers when each view last moved, to distinguish a stalled view from one that is behind. */
export class StatusReader {
  private readonly seen = new Map<string, { position: Position; since: number }>();

  constructor(private readonly projector: Projector) {}

  async read(): Promise<readonly ProjectionStatus[]> {
    const head = await this.projector.options.log.head();
    const entries = await this.projector.catalog.entries();
    const { projections } = this.projector.options;
    // Most views are at the same position, so count once for each position.
    const counts = new AsyncMemo<number>(projections.length + 1);
    const behindAt = (position: Position) => counts.of(position, () => this.countBetween(position, head));
    const statuses: ProjectionStatus[] = [];
    for (const coded of projections) {
      const entry = entries.get(coded.projection.name);
      if (entry?.active) statuses.push(await this.statusOf(coded, entry, head, behindAt));
      // With an empty log and no projector at work yet, a missing view is no problem.
      else if (head !== START || (await this.projector.options.store.isLeased(this.projector.leaseName)))
        statuses.push(this.absent(coded, head, await behindAt(START)));
    }
    return statuses;
  }

  /**
   * The status of a view that the catalog does not know although the log has events or a projector is at work: the store was emptied,
   * or no projector ever ran.
   */
  private absent({ projection: { name, version } }: CodedProjection, head: Position, behind: number): ProjectionStatus {
    return { name, version, state: 'STALLED', position: START, head, behind, parked: 0, building: null };
  }

  private async statusOf(
    coded: CodedProjection,
    entry: CatalogEntry,
    head: Position,
    behindAt: (position: Position) => Promise<number>,
  ): Promise<ProjectionStatus> {
    const { store } = this.projector.options;
    const { collection, version } = entry.active!;
    const position = (await store.checkpoint(collection)) ?? START;
    const behind = await behindAt(position);
    const parked = (await store.parked(collection, MAX_PARKED_COUNTED)).length;
    const building = await this.buildOf(coded, entry);
    const rebuilding = building !== null && !building.isAbandoned;
    // No projector of this code folds into the build and no rebuild replaces it: another version of the program has switched to its own
    // build.
    const isOfOtherCode = !rebuilding && !isBuiltBy(entry.active, coded);
    // Read the head again: the log may have grown since the first read.
    const isAhead = position > head && position > (await this.projector.options.log.head());
    const stalled =
      isAhead ||
      isOfOtherCode ||
      (behind > 0 && (this.projector.lastFailure !== undefined || this.hasStoodStill(coded.projection.name, position)));
    const state = stalled ? 'STALLED' : rebuilding ? 'REBUILDING' : behind > 0 ? 'CATCHING_UP' : 'LIVE';
    return { name: coded.projection.name, version, state, position, head, behind, parked, building };
  }

  private async buildOf(coded: CodedProjection, { active, building }: CatalogEntry): Promise<ProjectionBuild | null> {
    if (building === null) return null;
    const { store } = this.projector.options;
    const { collection, version, codeHash, startedAt = null, lease } = building;
    const isOwn = isBuiltBy(building, coded);
    // Views are built one at a time, so a build that a running process has started but not reached yet is not abandoned. Nor is a build
    // of this code as long as the active one is of other code. A requested rebuild that was interrupted while the active view is of
    // this code waits for the next start and counts as abandoned.
    const isAwaited = async () => (isOwn ? !isBuiltBy(active, coded) : lease === undefined || (await store.isLeased(lease)));
    const isAbandoned = !(await store.isLeased(buildLease(collection))) && !(await isAwaited());
    return { version, codeHash, startedAt, position: (await store.checkpoint(collection)) ?? START, isOwn, isAbandoned };
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
      if (count >= MAX_COUNTED) break;
    }
    return count;
  }
}

import type { RecordedEvent } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import type { DroppedEvent, ViewRecord, WaitingEvent } from '../view-store/view-store.js';
import { foldKey } from './fold-target.js';
import type { Projector } from './projector.js';
import type { ParkedEvent, ParkedEvents, ParkedFilter } from '../queries/projection-status.js';
import { type CodedProjection, requireProjections } from './catalog.js';
import { rebuild } from './rebuild.js';

const MAX_LISTED = 10_000;

type Visit = (coded: CodedProjection, collection: string, record: ViewRecord) => Promise<void>;

/** The events that could not be folded, and those waiting behind them: lists, replays or drops them. */
export class ParkedEventsOf implements ParkedEvents {
  constructor(private readonly projector: Projector) {}

  async list(filter: ParkedFilter): Promise<readonly ParkedEvent[]> {
    const listed: ParkedEvent[] = [];
    await this.each(filter, async ({ projection }, _collection, { key, parked }) => {
      const [culprit, ...behind] = parked!.events as [WaitingEvent, ...WaitingEvent[]];
      const { id: eventId, type, position } = culprit;
      listed.push({ projection: projection.name, key, eventId, type, position, reason: parked!.reason, waiting: behind.length });
    });
    return listed;
  }

  async replay(filter: ParkedFilter): Promise<{ readonly replayed: number; readonly stillParked: number }> {
    const outcome = { replayed: 0, stillParked: 0 };
    const count = (isDone: boolean) => (outcome[isDone ? 'replayed' : 'stillParked'] += 1);
    const cascading = await this.amendEach(filter, async (coded, collection, record) => {
      count(await this.foldAgain(coded, collection, record, record.parked!.events));
    });
    for (const [coded, keys] of cascading) {
      await rebuild(this.projector, coded);
      const { active } = await this.projector.catalog.entry(coded.projection.name);
      const rebuilt = await this.projector.options.store.load(active!.collection, [...keys.keys()]);
      for (const key of keys.keys()) count(rebuilt.get(key)?.parked === undefined);
    }
    return outcome;
  }

  async drop(filter: ParkedFilter): Promise<{ readonly dropped: number }> {
    let dropped = 0;
    const cascading = await this.amendEach(filter, async (coded, collection, record) => {
      // Record the drop first. After a crash at this point the event is still parked and can be dropped again.
      await this.projector.catalog.drop(coded.projection.name, [culpritOf(record)]);
      await this.foldAgain(coded, collection, record, record.parked!.events.slice(1));
      dropped += 1;
    });
    for (const [coded, keys] of cascading) {
      await this.projector.catalog.drop(coded.projection.name, [...keys.values()].map(culpritOf));
      await rebuild(this.projector, coded);
      dropped += keys.size;
    }
    return { dropped };
  }

  /** Folds these events into the document as it was before the culprit. Returns true if none of them was parked again. */
  private async foldAgain(
    coded: CodedProjection,
    collection: string,
    record: ViewRecord,
    events: readonly WaitingEvent[],
  ): Promise<boolean> {
    const recorded = await readEach(this.projector.options.log, events);
    const before: ViewRecord = { key: record.key, position: '', document: record.document };
    const folded = foldKey(coded.projection, record.key, before, recorded);
    const document = folded ? folded.document : record.document;
    // Keep the position: it already covers these events.
    const amended: ViewRecord = {
      key: record.key,
      position: record.position,
      document,
      ...(folded?.parked && { parked: folded.parked }),
    };
    return (await this.projector.options.store.amend(collection, amended)) && !folded?.parked;
  }

  /**
   * Amends documents between two pages. No new event announces this change, so `touch` raises the catalog revision to invalidate
   * readers' caches. In a cascading view, where other documents are made of the amended one, a change without a position could not be
   * counted exactly once. Those views are returned, for the caller to rebuild alongside the running one.
   */
  private async amendEach(filter: ParkedFilter, amend: Visit): Promise<ReadonlyMap<CodedProjection, Map<string, ViewRecord>>> {
    const amended = new Set<string>();
    const cascading = new Map<CodedProjection, Map<string, ViewRecord>>();
    await this.projector.mutex.run(() =>
      this.each(filter, async (coded, collection, record) => {
        if (coded.projection.cascade) {
          cascading.set(coded, (cascading.get(coded) ?? new Map<string, ViewRecord>()).set(record.key, record));
          return;
        }
        amended.add(coded.projection.name);
        await amend(coded, collection, record);
      }),
    );
    for (const name of amended) await this.projector.catalog.touch(name);
    return cascading;
  }

  private async each({ projection, key }: ParkedFilter, visit: Visit): Promise<void> {
    const { store, projections } = this.projector.options;
    const entries = await this.projector.catalog.entries();
    for (const coded of requireProjections(projections, projection)) {
      const active = entries.get(coded.projection.name)?.active;
      if (!active) continue;
      for (const record of await store.parked(active.collection, MAX_LISTED)) {
        if (key === undefined || key === record.key) await visit(coded, active.collection, record);
      }
    }
  }
}

const culpritOf = ({ key, parked }: ViewRecord): DroppedEvent => ({ key, eventId: parked!.events[0]!.id });

async function readEach(log: LogReader, events: readonly WaitingEvent[]): Promise<readonly RecordedEvent[]> {
  const recorded: RecordedEvent[] = [];
  for (const { stream, revision } of events) {
    for await (const page of log.readStream(stream, { from: revision, maxCount: 1 })) recorded.push(...page);
  }
  return recorded;
}

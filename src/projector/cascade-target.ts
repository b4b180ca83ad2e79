import {
  type Cascade,
  type Contribution,
  difference,
  type Projection,
  type SettingsView,
} from '../../projections/kit/projection.js';
import { type Position, type RecordedEvent, START } from '../domain/kernel/event.js';
import type { DroppedEvent, ViewRecord, ViewStore, ViewWrite } from '../view-store/view-store.js';
import { address, type Changes, hashOf, runsOf, type Step, stepsOf } from './cascade-changes.js';
import { documentsWhere, reachIn, sourcesFrom } from './cascade-sources.js';
import { after, documentCache, foldKey, waiting, MAX_ROUNDS, type Target, TargetKeys } from './fold-target.js';

/** Number of sources whose contributions are held in memory at once when settings reach back. More sources are processed in several passes. */
const MAX_SOURCES = 25_000;

const LEVELS = [0, 1, 2] as const;

/**
 * A view with documents that are derived from other documents of the view. Updates apply exactly once, without transactions: a change to a
 * derived document carries the position of the event that caused it, and a document that is already at that position skips it. Derived
 * documents are written before their sources, and the checkpoint last. So when a source is at a position, all documents derived from it
 * include its contributions up to that position, and each change counts once.
 *
 * A page is applied as one change for each source, as long as no stored document is ahead of the checkpoint. Otherwise (after a crash, or
 * with a second projector) it is applied event by event, since the other writer may have cut pages differently, and nothing in memory is
 * trusted.
 */
export class CascadeTarget implements Target {
  private readonly keys: TargetKeys;
  private readonly cascade: Cascade;
  private readonly settingsTypes: ReadonlySet<string>;
  private readonly cache = documentCache();
  private readonly contributed = new WeakMap<
    object,
    { readonly under: SettingsView; readonly contributions: readonly Contribution[] }
  >();
  private settingsDocuments = new Map<string, object>();
  private settings: SettingsView;
  private reached: Position = START;
  /** The position up to which the current page is applied: no stored document should be ahead of it. */
  private upTo: Position = START;
  private isCareful = true;

  constructor(
    readonly projection: Projection,
    readonly collection: string,
    private readonly store: ViewStore,
    dropped?: readonly DroppedEvent[],
  ) {
    this.keys = new TargetKeys(projection, dropped);
    this.cascade = projection.cascade!;
    this.settingsTypes = new Set(this.cascade.settings.types);
    this.settings = this.cascade.settings.at([], START);
  }

  get position(): Position {
    return this.reached;
  }
  async resume(): Promise<Position> {
    this.cache.clear();
    this.isCareful = true;
    this.reached = this.upTo = (await this.store.checkpoint(this.collection)) ?? START;
    await this.readSettings();
    return this.reached;
  }

  async take(page: readonly RecordedEvent[]): Promise<void> {
    const last = page.at(-1);
    if (last === undefined || last.position <= this.reached) return;
    const fresh = after(page, this.reached).filter((event) => this.keys.handles(event));
    for (const run of runsOf(fresh, (event) => this.isSettings(event))) {
      await this.takeRun(run);
      this.upTo = run.at(-1)!.position;
    }
    await this.store.saveCheckpoint(this.collection, last.position);
    this.reached = this.upTo = last.position;
  }

  private isSettings({ type }: RecordedEvent): boolean {
    return this.settingsTypes.has(type);
  }

  /** Repeats a run until no other process has created one of its documents in the meantime. */
  private async takeRun(run: readonly RecordedEvent[]): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const done = this.isSettings(run[0]!) ? await this.takeSettings(run) : await this.takeFacts(run);
      if (done) return;
      this.isCareful = true;
      this.cache.clear();
    }
    throw new Error(`${this.collection}: another process keeps changing the documents`);
  }

  // --- facts

  /** Returns false when another process is ahead or has just created one of the documents: repeat in careful mode. */
  private async takeFacts(run: readonly RecordedEvent[]): Promise<boolean> {
    const groups = this.keys.group(run);
    const changes: Changes = new Map();
    const writes: ViewWrite[][] = [[], [], []];
    let isSomebodyAhead = false;
    for (const level of LEVELS) {
      const keys = new Set([...groups.keys(), ...changes.keys()].filter((key) => this.levelOf(key) === level));
      const records = await this.load([...keys]);
      isSomebodyAhead ||= this.areAhead(records);
      if (isSomebodyAhead && !this.isCareful) return false;
      for (const key of keys) {
        const write = this.changed(key, records.get(key), groups.get(key) ?? [], changes);
        if (write) writes[level]!.push(write);
      }
    }
    if (!(await this.write(writes))) return false;
    this.isCareful = isSomebodyAhead;
    return true;
  }

  /** Applies to a document the events and changes that are new to it. Adds the difference in its contributions to `changes`. */
  private changed(
    key: string,
    stored: ViewRecord | undefined,
    events: readonly RecordedEvent[],
    changes: Changes,
  ): ViewWrite | undefined {
    let record: ViewRecord | undefined = stored;
    let written: ViewWrite | undefined;
    for (const step of stepsOf(events, changes.get(key) ?? [], stored?.position ?? START, this.isCareful)) {
      const before = record?.document ?? null;
      const write = this.parkedIfSenseless(this.stepped(key, record, step), record, step);
      if (!write) continue;
      record = write;
      written = { ...write, existed: stored !== undefined };
      if (this.levelOf(key) < 2) this.passOn(before, write.document, write.position, changes);
    }
    return written;
  }

  private stepped(key: string, record: ViewRecord | undefined, { events, changes }: Step): ViewWrite | undefined {
    const folded = events.length > 0 ? foldKey(this.projection, key, record, events) : undefined;
    const before = folded ?? record;
    if (changes.length === 0) return folded;
    const position = [...changes.map((change) => change.position), before?.position ?? START].reduce((a, b) => (a > b ? a : b));
    const [removed, added] = [changes.flatMap((change) => change.removed), changes.flatMap((change) => change.added)];
    const document = this.cascade.combine(before?.document ?? null, key, removed, added, position);
    if (document === null && before === undefined) return undefined;
    return { key, position, document, existed: record !== undefined, ...(before?.parked && { parked: before.parked }) };
  }

  /**
   * When a source's contributions cannot be computed, parks it like an event that cannot be folded, from the first such event on. It
   * blocks no other document.
   */
  private parkedIfSenseless(
    write: ViewWrite | undefined,
    before: ViewRecord | undefined,
    { events, changes }: Step,
  ): ViewWrite | undefined {
    if (!write || write.parked || events.length === 0 || this.senselessIn(write) === undefined) return write;
    let sensible = this.stepped(write.key, before, { events: [], changes }) ?? before;
    for (let count = 1; count <= events.length; count += 1) {
      const next = this.stepped(write.key, before, { events: events.slice(0, count), changes });
      const reason = this.senselessIn(next);
      if (reason !== undefined) {
        return {
          ...write,
          document: sensible?.document ?? null,
          parked: { reason, events: events.slice(count - 1).map(waiting) },
        };
      }
      sensible = next;
    }
    return write;
  }

  /** The reason why a source's contributions cannot be computed; undefined if they can. */
  private senselessIn(write: ViewWrite | undefined): string | undefined {
    try {
      if (write && this.levelOf(write.key) < 2) this.contributionsOf(write.document);
      return undefined;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  private passOn(before: object | null, after: object | null, position: Position, changes: Changes): void {
    const { removed, added } = difference(this.contributionsOf(before), this.contributionsOf(after));
    address({ position, removed, added }, changes);
  }

  private contributionsOf(document: object | null): readonly Contribution[] {
    if (document === null) return [];
    const cached = this.contributed.get(document);
    if (cached?.under === this.settings) return cached.contributions;
    const contributions = this.cascade.contributions(document, this.settings);
    this.contributed.set(document, { under: this.settings, contributions });
    return contributions;
  }

  // --- settings

  /** Applies settings, and recomputes the contributions of the sources that they concern. */
  private async takeSettings(run: readonly RecordedEvent[]): Promise<boolean> {
    if (this.isCareful && run.length > 1) {
      for (const event of run) if (!(await this.takeSettings([event]))) return false;
      return true;
    }
    const groups = this.keys.group(run);
    const records = await this.load([...groups.keys()]);
    if (!this.isCareful && this.areAhead(records)) return false;
    const writes: ViewWrite[] = [];
    const documents = new Map(this.settingsDocuments);
    for (const [key, events] of groups) {
      const write = foldKey(this.projection, key, records.get(key), events);
      if (write) writes.push(write);
      const document = write ? write.document : records.get(key)?.document;
      if (document) documents.set(key, document);
    }
    const { position } = run.at(-1)!;
    const before = this.settings;
    const after = this.cascade.settings.at(documents.values(), position);
    if (!(await this.refold(run, before, after))) return false;
    if (!(await this.write([writes, [], []]))) return false;
    this.settingsDocuments = documents;
    this.settings = after;
    return true;
  }

  /** Applies the difference between the contributions under the old and the new settings to the derived documents. */
  private async refold(run: readonly RecordedEvent[], before: SettingsView, after: SettingsView): Promise<boolean> {
    const { settings } = this.cascade;
    const from = run.map((event) => settings.reachOf(event)).reduce((a, b) => (a < b ? a : b));
    const ranges = [{ field: settings.reachField, from }];
    const passes = 1 + Math.floor((await this.store.count(this.collection, { ranges })) / MAX_SOURCES);
    for (let pass = 0; pass < passes; pass += 1) {
      const changes: Changes = new Map();
      const isMeant = (key: string) => passes === 1 || hashOf(key) % passes === pass;
      for await (const records of sourcesFrom(this.store, this.collection, settings.reachField, from)) {
        if (!this.isCareful && this.areAhead(records)) return false;
        for (const { document, position } of records.values()) {
          if (document === null || position > run.at(-1)!.position) continue;
          const reach = reachIn(document, settings.reachField);
          if (!run.some((event) => settings.reachOf(event) <= reach && settings.concerns(event, document))) continue;
          const change = difference(this.cascade.contributions(document, before), this.cascade.contributions(document, after));
          address({ position: run.at(-1)!.position, ...change }, changes, isMeant);
        }
      }
      if (changes.size === 0) continue;
      const stored = await this.load([...changes.keys()]);
      if (!this.isCareful && this.areAhead(stored)) return false;
      const writes = [...changes.keys()].flatMap((key) => this.changed(key, stored.get(key), [], changes) ?? []);
      if (!(await this.write([[], [], writes]))) return false;
    }
    return true;
  }

  private async readSettings(): Promise<void> {
    const { settings } = this.cascade;
    this.settingsDocuments = await documentsWhere(this.store, this.collection, settings.where);
    this.settings = settings.at(this.settingsDocuments.values(), this.reached);
  }

  /** Whether another process has applied more of the log to one of these documents than this one has. */
  private areAhead(records: ReadonlyMap<string, ViewRecord>): boolean {
    return [...records.values()].some(({ position }) => position > this.upTo);
  }

  private levelOf(key: string): number {
    return key.startsWith('!') ? 0 : this.cascade.levelOf(key);
  }

  /** Loads records; the caller loads sources before documents derived from them. In careful mode, always from the store. */
  private async load(keys: readonly string[]): Promise<ReadonlyMap<string, ViewRecord>> {
    const unknown = this.isCareful ? keys : keys.filter((key) => !this.cache.has(key));
    const loaded = unknown.length > 0 ? await this.store.load(this.collection, unknown) : new Map<string, ViewRecord>();
    if (this.isCareful) return loaded;
    return new Map(
      keys.flatMap((key) => {
        const record = this.cache.get(key) ?? loaded.get(key);
        return record ? [[key, record] as const] : [];
      }),
    );
  }

  /** Writes derived documents first. Returns false when another process has just created one of these documents. */
  private async write(writes: readonly (readonly ViewWrite[])[]): Promise<boolean> {
    for (const ofLevel of writes.toReversed()) {
      if (ofLevel.length === 0) continue;
      const behind = await this.store.write(this.collection, ofLevel);
      if (behind.length > 0) return false;
      // In careful mode another process may be ahead: its changes are only visible in the store.
      if (this.isCareful) continue;
      for (const write of ofLevel) {
        // An operator may change parked records, so do not cache them.
        if (write.parked) this.cache.delete(write.key);
        else this.cache.set(write.key, { ...write, existed: true });
      }
    }
    return true;
  }
}

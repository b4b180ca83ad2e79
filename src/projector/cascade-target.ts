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

/** What so many sources contribute is held in memory at once while settings reach back; of more, it is gone over several times. */
const MAX_SOURCES = 25_000;

const LEVELS = [0, 1, 2] as const;

/**
 * A view whose documents are made of others of it. Exactly once, without transactions: a change of a derived document bears the position of
 * the event that made it, and is passed over by a document that is at that position already. Derived documents are written before their
 * sources, the checkpoint last; so a source at a position says that everything made of it has what it contributed by then. Each change is
 * counted once.
 *
 * A page is taken as one change of each source, as long as nobody is ahead of the checkpoint. Else (after a crash, beside another projector)
 * it is taken event by event, since whoever was ahead may have cut their pages elsewhere, and nothing kept in memory is trusted.
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
  /** Up to where the page at hand has been taken: nothing that is stored should be further. */
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

  /** Until nobody is found to have made one of its documents meanwhile. */
  private async takeRun(run: readonly RecordedEvent[]): Promise<void> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const done = this.isSettings(run[0]!) ? await this.takeSettings(run) : await this.takeFacts(run);
      if (done) return;
      this.isCareful = true;
      this.cache.clear();
    }
    throw new Error(`${this.collection}: documents keep changing under the projector`);
  }

  // --- facts

  /** False: somebody is ahead, or has just made a document: again, with care. */
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

  /** A document after its events and changes that are new to it; what it contributes otherwise than before is added to the changes. */
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

  /** What no contribution can be worked out of is parked like what cannot be folded, from the first such event on: it stops nobody else. */
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

  /** Why nothing can be worked out of a source; undefined where it can. */
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

  /** Adopts settings, and has the sources that they concern contribute anew. */
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

  /** The difference that settings make to what sources contribute goes to the documents made of them. */
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

  /** Whether somebody has taken more of the log into one of these than has been taken here. */
  private areAhead(records: ReadonlyMap<string, ViewRecord>): boolean {
    return [...records.values()].some(({ position }) => position > this.upTo);
  }

  private levelOf(key: string): number {
    return key.startsWith('!') ? 0 : this.cascade.levelOf(key);
  }

  /** Sources are loaded before what is made of them; with care, always from the store. */
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

  /** What is made of others first. False: somebody has just made one of these documents. */
  private async write(writes: readonly (readonly ViewWrite[])[]): Promise<boolean> {
    for (const ofLevel of writes.toReversed()) {
      if (ofLevel.length === 0) continue;
      const behind = await this.store.write(this.collection, ofLevel);
      if (behind.length > 0) return false;
      // What somebody ahead has made of a document is seen only in the store.
      if (this.isCareful) continue;
      for (const write of ofLevel) {
        // Parked records may be changed by an operator: they are read again each time.
        if (write.parked) this.cache.delete(write.key);
        else this.cache.set(write.key, { ...write, existed: true });
      }
    }
    return true;
  }
}

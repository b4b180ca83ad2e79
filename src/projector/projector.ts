import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { anySignal, sharedController } from '../any-signal.js';
import { isRapportError, RapportError } from '../domain/kernel/errors.js';
import { type Clock, systemClock } from '../clock.js';
import { Mutex } from '../waiting.js';
import { type Position, type RecordedEvent, START } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import type { ViewStore } from '../view-store/view-store.js';
import { Catalog, type CodedProjection, isBuiltBy } from './catalog.js';
import type { Target } from './fold-target.js';
import { BATCH, inBatches, targetOf } from './fold-into.js';
import { Lease } from './lease.js';
import { PositionGate } from './position-gate.js';

/**
 * Explains to the operator an error that stopped the projector: INVALID_POSITION means that the views belong to another log. Returns
 * other errors unchanged.
 */
export function explainFailure(error: unknown): unknown {
  if (!isRapportError(error, 'INVALID_POSITION')) return error;
  return new RapportError(
    'INVALID_POSITION',
    'The views are at a position that the log does not have: they belong to another log',
    {
      field: 'VIEW_STORE',
      remedy:
        'Use the views of this log, or an empty database or file: the views are rebuilt. Do the same if the log was restored from an older backup.',
      cause: error,
    },
  );
}

/**
 * After each fold the projector idles for three times as long as it took, to leave the process to its commands and to write more events
 * at once. A caller that waits for a position ends the pause. A page of `BULK_PAGE` events indicates a bulk write: the projector then
 * lets more events gather and folds them in large batches.
 */
const TIMES_FOLDING = 3;
const BULK_PAGE = 200;
const BULK_GATHERING_MS = { least: 150, most: 2_000 } as const;
/**
 * Number of events to fold at a time at the start, when the whole log may lie ahead: a document that many events touch is written once
 * for all of them. Later batches are smaller, since callers may wait for what they wrote.
 */
const CATCH_UP_BATCH = 16_000;
/**
 * Number of views that fold a large page concurrently: one folds while a server writes another. Holding the documents of all views at
 * once would take too much memory.
 */
const CONCURRENT_VIEWS = 2;
const RETRY_MS = 500;
/** Interval at which a failure that persists for the same reason is reported again: a server may be away for a night. */
const TOLD_AGAIN_MS = 60_000;
/** How long a switch made by another process may go unnoticed. */
const CATALOG_AGE_MS = 1_000;

/** Identifies the code of the folds: two processes that fold the same views in the same way have the same value. */
function versionOf(projections: readonly CodedProjection[]): string {
  const folds = projections.map(({ projection: { name, version }, codeHash }) => `${name} ${version} ${codeHash}`);
  return createHash('sha256').update(folds.sort().join('\n')).digest('hex').slice(0, 12);
}

export interface ProjectorOptions {
  readonly log: LogReader;
  readonly store: ViewStore;
  readonly projections: readonly CodedProjection[];
  /** Identifies this process as the owner of a lease. */
  readonly owner: string;
  /** Receives failures that the projector recovers from. */
  readonly onError: (error: unknown) => void;
  /** Default: the system clock. */
  readonly clock?: Clock;
}

/**
 * Brings the views up to date with the log and keeps them there. Each document is guarded by its position, so a crash, a repeat or a
 * second projector costs work but changes nothing. The lease only avoids duplicate work.
 */
export class Projector {
  readonly clock: Clock;
  /**
   * One lease for each version of the program. When two versions run side by side, as during an upgrade, each folds the builds of its
   * own code, which the other cannot fold or does not know. Both fold a build whose code did not change.
   */
  readonly leaseName: string;
  readonly gate: PositionGate;
  readonly catalog: Catalog;
  /** Mutual exclusion between folding a page and operations that must not overlap it (a switch, a replay of parked events). */
  readonly mutex = new Mutex();
  private targets: readonly Target[] = [];
  private catalogReadAt = 0;
  private readonly stopping = sharedController();
  private round = new AbortController();
  private running: Promise<void> | undefined;
  private builders = 0;
  private failure: unknown;
  private told: { readonly reason: string; readonly at: number } | undefined;

  constructor(readonly options: ProjectorOptions) {
    this.clock = options.clock ?? systemClock;
    this.leaseName = `projector-${versionOf(options.projections)}`;
    this.gate = new PositionGate(this.clock);
    this.catalog = new Catalog(options.store, this.leaseName);
  }

  /** Prepares the collections and starts the projector, which runs in the background until `stop`. */
  async start(): Promise<void> {
    for (const coded of this.options.projections) await this.catalog.ensure(coded);
    await this.catalog.dropUnnamed();
    await this.retarget();
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /**
   * Names an owner for the lease of one build. Each caller has a lease of its own: the store lets an owner acquire its lease again, and
   * an operator's rebuild and the completion of unfinished builds would work on one build at the same time.
   */
  nextBuilder(): string {
    this.builders += 1;
    return `${this.options.owner}, build ${this.builders}`;
  }

  /** Restarts from the collections that the catalog names now, which may be behind. */
  restart(): void {
    this.round.abort();
  }

  /** The error of the last attempt; undefined after a success. */
  get lastFailure(): unknown {
    return this.failure;
  }

  /** Continues with the collections that the catalog names now, from their checkpoints. Call with the mutex held. */
  private async retarget(): Promise<void> {
    const targets = await this.namedTargets();
    for (const target of targets) await target.resume();
    this.targets = targets;
    this.gate.move(this.reached());
  }

  /**
   * Targets for the active builds of this process's code. A build of other code stays untouched: it serves reads until its successor is
   * ready.
   */
  private async namedTargets(): Promise<readonly Target[]> {
    const entries = await this.catalog.entries();
    this.catalogReadAt = this.clock.now();
    return this.options.projections.flatMap((coded) => {
      const { active = null, dropped } = entries.get(coded.projection.name) ?? {};
      if (active === null || !isBuiltBy(active, coded)) return [];
      const target = this.targets.find(({ collection }) => collection === active.collection);
      return [target ?? targetOf(coded.projection, active.collection, this.options.store, dropped)];
    });
  }

  private lowest(): Position {
    const [first, ...others] = this.targets.map(({ position }) => position);
    return others.reduce((low, position) => (position < low ? position : low), first ?? START);
  }

  /**
   * The position that all views have reached. START while a view's active build is of other code: this process does not know its
   * position.
   */
  private reached(): Position {
    return this.targets.length === this.options.projections.length ? this.lowest() : START;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    const lease = new Lease(this.options.store, this.leaseName, this.options.owner, this.clock);
    while (!signal.aborted) {
      try {
        this.round = new AbortController();
        await lease.hold(signal, (leaseSignal) => this.project(anySignal(leaseSignal, this.round.signal)));
      } catch (error) {
        this.fail(explainFailure(error));
        await this.clock.sleep(RETRY_MS, signal);
      }
    }
  }

  private fail(failure: unknown): void {
    const reason = isRapportError(failure) ? failure.code : String(failure);
    const now = this.clock.now();
    const isNew = this.failure === undefined || this.told?.reason !== reason || now - this.told.at >= TOLD_AGAIN_MS;
    this.failure = failure;
    if (!isNew) return;
    this.told = { reason, at: now };
    this.options.onError(failure);
  }

  /** Folds the views that the catalog names until the signal aborts or the catalog names other collections. */
  private async project(signal: AbortSignal): Promise<void> {
    await this.catalog.restore(this.options.projections);
    await this.mutex.run(() => this.retarget());
    if (this.targets.length === 0) return this.clock.sleep(CATALOG_AGE_MS, signal);
    const over = new AbortController();
    void this.watchCatalog(anySignal(signal, over.signal));
    try {
      await this.catchUpAndFollow(signal);
    } finally {
      over.abort();
    }
  }

  /**
   * Catches up in large batches, then follows the log page by page. When a bulk page arrives, waits for more events and catches up in
   * batches again.
   */
  private async catchUpAndFollow(signal: AbortSignal): Promise<void> {
    for (let size = CATCH_UP_BATCH; ; size = BATCH) {
      let startedAt = this.clock.now();
      for await (const batch of inBatches(this.options.log.read(this.lowest(), { signal }), size)) {
        if (!(await this.take(batch, signal))) return;
      }
      const catchingUp = this.clock.now() - startedAt;
      this.failure = undefined;
      for await (const page of this.options.log.follow(this.lowest(), { signal })) {
        // Fold this page together with the events that gather behind it: folded alone, its documents would be written twice.
        if (page.length >= BULK_PAGE) break;
        startedAt = this.clock.now();
        if (!(await this.take(page, signal))) return;
        await this.gate.idle(TIMES_FOLDING * (this.clock.now() - startedAt), signal);
      }
      if (signal.aborted) return;
      const { least, most } = BULK_GATHERING_MS;
      await this.gate.idle(Math.min(most, Math.max(least, TIMES_FOLDING * catchingUp)), signal);
    }
  }

  /**
   * Restarts when the catalog names other collections: another process has switched to its own build, the response to our own switch
   * was lost, or the store was emptied. `take` checks this with each page; this loop covers the time without pages.
   */
  private async watchCatalog(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.clock.sleep(CATALOG_AGE_MS, signal);
      if (signal.aborted) return;
      // Other calls report a store that does not answer.
      const isOnTarget = await this.mutex.run(() => this.isOnTarget()).catch(() => true);
      if (!isOnTarget && !signal.aborted) return this.restart();
    }
  }

  /** Returns false when the catalog names other collections than the current targets: the new ones may lack events before this page. */
  private async take(page: readonly RecordedEvent[], signal: AbortSignal): Promise<boolean> {
    return this.mutex.run(async () => {
      if (signal.aborted || !(await this.isOnTarget())) return false;
      const some = pLimit(page.length < BULK_PAGE ? Infinity : CONCURRENT_VIEWS);
      const outcomes = await Promise.allSettled(this.targets.map((target) => some(() => target.take(page))));
      // Throw only after all writes have ended: after a failure all targets restart from what is stored.
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed) throw failed.reason;
      this.failure = undefined;
      this.gate.move(this.reached());
      return true;
    });
  }

  private async isOnTarget(): Promise<boolean> {
    if (this.clock.now() - this.catalogReadAt < CATALOG_AGE_MS) return true;
    const named = await this.namedTargets();
    return named.length === this.targets.length && named.every((target) => this.targets.includes(target));
  }
}

import { createHash } from 'node:crypto';
import pLimit from 'p-limit';
import { anySignal } from '../any-signal.js';
import { isRapportError, RapportError } from '../domain/kernel/errors.js';
import { type Clock, systemClock } from '../clock.js';
import { Mutex } from '../mutex.js';
import { type Position, type RecordedEvent, START } from '../domain/kernel/event.js';
import type { LogReader } from '../event-log/event-log.js';
import type { ViewStore } from '../view-store/view-store.js';
import { Catalog, type CodedProjection, isBuiltBy } from './catalog.js';
import type { Target } from './fold-target.js';
import { BATCH, inBatches, targetOf } from './fold-into.js';
import { Lease } from './lease.js';
import { PositionGate } from './position-gate.js';

/** Says of what stopped the projector what it means for whoever runs it. */
export function explainFailure(error: unknown): unknown {
  if (!isRapportError(error, 'INVALID_POSITION')) return error;
  return new RapportError(
    'INVALID_POSITION',
    'The views have come to a position that the log does not have: they are of another log',
    {
      field: 'VIEW_STORE',
      remedy:
        'Name the views of this log, or an empty database or file: they are built again. The same holds when the log was put back from an older backup.',
      cause: error,
    },
  );
}

/**
 * Folding leaves the process to its commands for three times as long as it took, unless somebody waits for a position: what gathers
 * meanwhile meets in fewer writes. A page of `BULK_PAGE` events means that much is being written at once; then more is let gather, and all of
 * it taken in large batches.
 */
const TIMES_FOLDING = 3;
const BULK_PAGE = 200;
const BULK_GATHERING_MS = { least: 150, most: 2_000 } as const;
/**
 * Events folded at a time by a projector that begins, and may have the whole log before it: a document that many events touch is written once for
 * all of them. Later somebody may wait for what they wrote, and batches are smaller.
 */
const CATCH_UP_BATCH = 16_000;
/** Views that take a large page at once: one is folded while a server writes another. The documents of all of them would be too many to hold. */
const CONCURRENT_VIEWS = 2;
const RETRY_MS = 500;
/** Attempts that go on failing for the same reason are told of once in so long: a server may be away for a night. */
const TOLD_AGAIN_MS = 60_000;
/** How long a switch made by another process may stay unseen. */
const CATALOG_AGE_MS = 1_000;

/** Two processes have the same one if they fold the same views in the same way. */
function versionOf(projections: readonly CodedProjection[]): string {
  const folds = projections.map(({ projection: { name, version }, codeHash }) => `${name} ${version} ${codeHash}`);
  return createHash('sha256').update(folds.sort().join('\n')).digest('hex').slice(0, 12);
}

export interface ProjectorOptions {
  readonly log: LogReader;
  readonly store: ViewStore;
  readonly projections: readonly CodedProjection[];
  /** Who this process is, for the lease. */
  readonly owner: string;
  /** Hears of failures that the projector survives by itself. */
  readonly onError: (error: unknown) => void;
  /** The machine's when absent. */
  readonly clock?: Clock;
}

/**
 * Brings the views up to the log and keeps them there. Documents are guarded by position, so a crash, a repeat or a second projector costs
 * work and changes nothing; the lease only saves the double work.
 */
export class Projector {
  readonly clock: Clock;
  /**
   * A lease for each version of the program. Of two that run side by side, as in an upgrade, each folds the builds of its own code, which the
   * other cannot fold or does not know of; a build whose code did not change both fold.
   */
  readonly leaseName: string;
  readonly gate: PositionGate;
  readonly catalog: Catalog;
  /** Pages and what must not meet a page (a switch, a replay of parked events) exclude each other. */
  readonly mutex = new Mutex();
  private targets: readonly Target[] = [];
  private catalogReadAt = 0;
  private readonly stopping = new AbortController();
  private round = new AbortController();
  private running: Promise<void> | undefined;
  private failure: unknown;
  private told: { readonly reason: string; readonly at: number } | undefined;

  constructor(readonly options: ProjectorOptions) {
    this.clock = options.clock ?? systemClock;
    this.leaseName = `projector-${versionOf(options.projections)}`;
    this.gate = new PositionGate(this.clock);
    this.catalog = new Catalog(options.store, this.leaseName);
  }

  /** Prepares the collections; the work itself goes on in the background until `stop`. */
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

  /** Begins anew with the collections that the catalog names now, which may be behind. */
  restart(): void {
    this.round.abort();
  }

  /** What went wrong at the last attempt; undefined while all is well. */
  get lastFailure(): unknown {
    return this.failure;
  }

  /** Takes up the collections that the catalog names now, from their checkpoints. Call within the mutex. */
  private async retarget(): Promise<void> {
    const targets = await this.namedTargets();
    for (const target of targets) await target.resume();
    this.targets = targets;
    this.gate.move(this.reached());
  }

  /** The active builds made by this process's code. One made by other code is left alone: it serves until its successor is ready. */
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

  /** Where all views are, as far as is known here: of one that other code made, and that is being built anew, it is not. */
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

  /** Takes up the views that the catalog names and brings them to the log, until the signal comes or the catalog names others. */
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

  /** Catches up in large batches, then follows page by page, in batches that grow with how much comes. */
  private async catchUpAndFollow(signal: AbortSignal): Promise<void> {
    for (let size = CATCH_UP_BATCH; ; size = BATCH) {
      let startedAt = this.clock.now();
      for await (const batch of inBatches(this.options.log.read(this.lowest(), { signal }), size)) {
        if (!(await this.take(batch, signal))) return;
      }
      const catchingUp = this.clock.now() - startedAt;
      this.failure = undefined;
      for await (const page of this.options.log.follow(this.lowest(), { signal })) {
        // Taken with what gathers behind it: a page of its own would have its documents written twice.
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
   * Begins anew when the catalog names other collections: another process has switched to a build of its own, the answer to a switch of ours was
   * lost, or the store was emptied. With each page it is seen anyway; this is for as long as none comes.
   */
  private async watchCatalog(signal: AbortSignal): Promise<void> {
    for (;;) {
      await this.clock.sleep(CATALOG_AGE_MS, signal);
      if (signal.aborted) return;
      // A store that does not answer is told of by whatever else needs it.
      const isOnTarget = await this.mutex.run(() => this.isOnTarget()).catch(() => true);
      if (!isOnTarget && !signal.aborted) return this.restart();
    }
  }

  /** False when the targets are no longer those of the catalog: the new ones may lack what went before this page. */
  private async take(page: readonly RecordedEvent[], signal: AbortSignal): Promise<boolean> {
    return this.mutex.run(async () => {
      if (signal.aborted || !(await this.isOnTarget())) return false;
      const some = pLimit(page.length < BULK_PAGE ? Infinity : CONCURRENT_VIEWS);
      const outcomes = await Promise.allSettled(this.targets.map((target) => some(() => target.take(page))));
      // Only now that nobody writes any more: after a failure all begin anew from what is stored.
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

import { RapportError } from '../domain/kernel/errors.js';
import { isAway, Outage } from '../outage.js';
import type { CatalogEntry } from '../view-store/view-store.js';
import { isBuiltBy, supplanted, type CodedProjection } from './catalog.js';
import { buildLease, Lease } from './lease.js';
import { BATCH, inBatches, targetOf } from './fold-into.js';
import type { Projector } from './projector.js';
import type { RebuildProgress } from './projector-control.js';

/** Between two attempts at what was left to be built. */
const RETRY_MS = 2_000;

type OnProgress = (progress: RebuildProgress) => void;

/**
 * Builds a view anew beside the running one and switches over. Waits, half a minute long, for a server that is away. Cut off, it is taken up again at
 * the next start.
 */
export async function rebuild(
  projector: Projector,
  coded: CodedProjection,
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<void> {
  const entry = await projector.catalog.startBuild(coded);
  await completeBuild(projector, coded, entry, onProgress, signal);
}

/**
 * Completes what a changed projection, or a rebuild that was cut off, left to be built. Goes on until that is done or the projector stops: the old
 * views may be of other code, and nobody folds into them meanwhile.
 */
export async function completeUnfinished(projector: Projector): Promise<void> {
  const { signal } = projector;
  while (!signal.aborted) {
    try {
      const entries = await projector.catalog.entries();
      for (const coded of projector.options.projections) {
        const entry = entries.get(coded.projection.name);
        if (entry && isBuiltBy(entry.building, coded)) await completeBuild(projector, coded, entry, undefined, signal);
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      projector.options.onError(error);
      await projector.clock.sleep(RETRY_MS, signal);
    }
  }
}

async function completeBuild(
  projector: Projector,
  coded: CodedProjection,
  entry: CatalogEntry,
  onProgress?: OnProgress,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const { log, store } = projector.options;
  const { name } = coded.projection;
  const { collection } = entry.building!;
  const target = targetOf(coded.projection, collection, store, entry.dropped);
  let done = 0;
  let isComplete = false;
  const outage = new Outage(projector.clock);
  const takeAll = async (leaseSignal: AbortSignal) => {
    for await (const batch of inBatches(log.read(target.position, { signal: leaseSignal }), BATCH)) {
      await target.take(batch);
      outage.end();
      done += batch.length;
      onProgress?.({ name, done });
    }
    leaseSignal.throwIfAborted();
  };
  // Held so that others know that somebody builds it.
  const lease = new Lease(store, buildLease(collection), projector.options.owner, projector.clock);
  const build = async (leaseSignal: AbortSignal) => {
    // Whoever held the lease before has completed it: by now it is for the live projector to fold into.
    isComplete = (await projector.catalog.entry(name)).active?.collection === collection;
    if (isComplete) return projector.restart();
    await target.resume();
    await takeAll(leaseSignal);
    // The last stretch and the switch under one lock: no page of the live projector slips in between.
    await projector.mutex.run(async () => {
      await takeAll(leaseSignal);
      await projector.catalog.flip(name, collection);
      // Other views may have been switched by another process meanwhile, to collections that are behind what is being followed here.
      projector.restart();
    });
    isComplete = true;
  };
  while (!isComplete && !signal.aborted) {
    try {
      // Lost while the store was away, it is taken again.
      await lease.hold(signal, build);
    } catch (error) {
      if (isAway(error)) await outage.wait(error, signal);
      else throw (await projector.catalog.entry(name)).building?.collection === collection ? error : supplanted(name);
    }
  }
  if (!isComplete) {
    throw new RapportError('CONFLICT', `the rebuild of ${name} was stopped; the running view is untouched`, {
      remedy: `Run it again: it starts anew beside the running view.`,
    });
  }
}

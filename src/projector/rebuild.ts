import { RapportError } from '../domain/kernel/errors.js';
import { isAway, Outage } from '../outage.js';
import type { CatalogEntry } from '../view-store/view-store.js';
import { isBuiltBy, supplanted, type CodedProjection } from './catalog.js';
import { buildLease, Lease } from './lease.js';
import { BATCH, inBatches, targetOf } from './fold-into.js';
import type { Projector } from './projector.js';
import type { RebuildProgress } from './projector-control.js';

/** Delay between two attempts to complete unfinished builds. */
const RETRY_MS = 2_000;

type OnProgress = (progress: RebuildProgress) => void;

/**
 * Rebuilds a view alongside the running one and switches over. Waits up to half a minute for a server that is away. An interrupted rebuild
 * resumes at the next start.
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
 * Completes the builds that a changed projection or an interrupted rebuild has left. Retries until they are complete or the projector
 * stops: the old views may be of other code, and then no projector folds into them in the meantime.
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
  // Shows other processes that this build is being worked on.
  const lease = new Lease(store, buildLease(collection), projector.nextBuilder(), projector.clock);
  const build = async (leaseSignal: AbortSignal) => {
    // The previous lease holder has completed the build; from now on the live projector folds into it.
    isComplete = (await projector.catalog.entry(name)).active?.collection === collection;
    if (isComplete) return projector.restart();
    await target.resume();
    await takeAll(leaseSignal);
    // Take the remaining events and switch under one lock, so that the live projector takes no page in between.
    await projector.mutex.run(async () => {
      await takeAll(leaseSignal);
      await projector.catalog.flip(name, collection);
      // Another process may have switched other views in the meantime, to collections that are behind the position followed here.
      projector.restart();
    });
    isComplete = true;
  };
  while (!isComplete && !signal.aborted) {
    try {
      // A lease that was lost while the store was away is acquired again.
      await lease.hold(signal, build);
    } catch (error) {
      if (isAway(error)) await outage.wait(error, signal);
      else throw (await projector.catalog.entry(name)).building?.collection === collection ? error : supplanted(name);
    }
  }
  if (!isComplete) {
    throw new RapportError('CONFLICT', `the rebuild of ${name} was stopped; the running view is unchanged`, {
      remedy: `Run it again: it starts from the beginning, beside the running view.`,
    });
  }
}

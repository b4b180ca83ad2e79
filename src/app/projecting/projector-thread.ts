import { parentPort } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { openLogInThread } from '../../event-log/open-event-log.js';
import type { RebuildProgress } from '../../projector/projector-control.js';
import { WriteCount } from '../../view-store/embedded/write-count.js';
import { openViewStore } from '../../view-store/open-view-store.js';
import type { CallNumber, ParentCalls, StoreUrls, ThreadCalls } from './calls.js';
import { channelOver } from '../aside/channel.js';
import { openProjector, type OpenedProjector } from './open-projector.js';

// The projector in a thread of its own: folding and writing views takes nothing from those who command and ask. Started by
// `ThreadedProjector`; everything it does beyond `start` and `stop` is what Control does.
const port = parentPort!;
const closing: (() => Promise<void>)[] = [];
const aborts = new Map<CallNumber, AbortController>();
let opened: OpenedProjector | undefined;

/** Runs a call that can be stopped and may tell of its progress. */
async function long<T>(
  call: CallNumber,
  work: (signal: AbortSignal, onProgress: (progress: RebuildProgress) => void) => Promise<T>,
): Promise<T> {
  const abort = new AbortController();
  aborts.set(call, abort);
  try {
    return await work(abort.signal, (progress) => void parent.progressed.asEvent(call, progress));
  } finally {
    aborts.delete(call);
  }
}

async function start({ eventLog, viewStore }: StoreUrls, written: SharedArrayBuffer): Promise<void> {
  const log = await openLogInThread(eventLog);
  closing.push(() => log.close());
  const store = await openViewStore(viewStore, new WriteCount(written));
  closing.push(() => store.close());
  await store.catalog();
  opened = openProjector(log, store);
  await opened.start();
  closing.push(() => opened!.stop());
}

async function stop(): Promise<void> {
  for (const step of closing.splice(0).reverse()) await step();
}

const control = () => opened!.control;
const functions: ThreadCalls = {
  start,
  stop,
  abort: (call) => aborts.get(call)?.abort(),
  status: () => control().status(),
  rebuild: (call, name) => long(call, (signal, onProgress) => control().rebuild(name, onProgress, signal)),
  verify: (call, name) => long(call, (signal, onProgress) => control().verify(name, onProgress, signal)),
  rollback: (name) => control().rollback(name),
  caughtUp: (call, position) => long(call, (signal) => control().caughtUp(position, signal)),
  parkedList: (filter) => control().parked.list(filter),
  parkedReplay: (filter) => control().parked.replay(filter),
  parkedDrop: (filter) => control().parked.drop(filter),
};
const parent = createBirpc<ParentCalls, ThreadCalls>(functions, { ...channelOver(port), bind: 'functions', timeout: -1 });

import { createBirpc } from 'birpc';
import { openLogInThread } from '../../event-log/open-event-log.js';
import type { RebuildProgress, VerifyReport } from '../../projector/projector-control.js';
import { WriteCount } from '../../view-store/embedded/write-count.js';
import { openViewStore } from '../../view-store/open-view-store.js';
import { channelToParent } from '../threads/channel.js';
import { openProjector, type OpenedProjector } from './open-projector.js';
import type { Position } from '../../domain/kernel/event.js';
import type { ParkedEvent, ParkedFilter, ProjectionStatus } from '../../queries/projection-status.js';

/** Where the thread finds the stores: addresses as `openEventLog` and `openViewStore` take them. */
export interface StoreUrls {
  readonly eventLog: string;
  readonly viewStore: string;
}

/** Work that may take long is named by a number, to tell of its progress and to stop it: neither functions nor signals cross threads. */
export type CallNumber = number;

/** What the thread offers: `ProjectorControl` in calls that can be copied from thread to thread. */
export interface ThreadCalls {
  /** Opens the stores and begins to project. Resolves when every view can be read. `written` is the memory of a WriteCount. */
  start(urls: StoreUrls, written: SharedArrayBuffer): Promise<void>;
  /** Ends the projector and closes the stores. */
  stop(): Promise<void>;
  abort(call: CallNumber): void;
  status(): Promise<readonly ProjectionStatus[]>;
  rebuild(call: CallNumber, name: string | undefined): Promise<void>;
  verify(call: CallNumber, name: string | undefined): Promise<readonly VerifyReport[]>;
  rollback(name: string): Promise<void>;
  caughtUp(call: CallNumber, position: Position): Promise<void>;
  parkedList(filter: ParkedFilter): Promise<readonly ParkedEvent[]>;
  parkedReplay(filter: ParkedFilter): Promise<{ readonly replayed: number; readonly stillParked: number }>;
  parkedDrop(filter: ParkedFilter): Promise<{ readonly dropped: number }>;
}

/** What the thread tells by itself. */
export interface ParentCalls {
  progressed(call: CallNumber, progress: RebuildProgress): void;
}

// The projector in a thread of its own: folding and writing views takes nothing from those who command and ask. Started by
// `ThreadedProjector`; everything it does beyond `start` and `stop` is what Control does.
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
const parent = createBirpc<ParentCalls, ThreadCalls>(functions, { ...channelToParent(), bind: 'functions', timeout: -1 });

import { workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import { openLogInThread } from '../../event-log/open-event-log.js';
import type { Control } from '../../projector/control.js';
import type { RebuildProgress, VerifyReport } from '../../projector/projector-control.js';
import { WriteCount } from '../../view-store/embedded/write-count.js';
import { openViewStore } from '../../view-store/open-view-store.js';
import { AbortableCalls, type CallNumber, type ParentFunctions, type ThreadFunctions } from '../threads/call-thread.js';
import { channelToParent } from '../threads/channel.js';
import { openProjector } from './open-projector.js';
import type { Position } from '../../domain/kernel/event.js';
import type { ParkedEvent, ParkedFilter, ProjectionStatus } from '../../queries/projection-status.js';

/** What the thread is started with: addresses as `openEventLog` and `openViewStore` take them. */
export interface ProjectorThreadData {
  readonly eventLog: string;
  readonly viewStore: string;
  /** The memory of the WriteCount that tells readers of a file of views when to look. */
  readonly written: SharedArrayBuffer;
}

/** The functions of the thread: `ProjectorControl` in calls that can be copied between threads. */
export interface ProjectorFunctions extends ThreadFunctions {
  /** Resolves when the stores are open and every view can be read. */
  started(): Promise<void>;
  status(): Promise<readonly ProjectionStatus[]>;
  rebuild(call: CallNumber, name: string | undefined): Promise<void>;
  verify(call: CallNumber, name: string | undefined): Promise<readonly VerifyReport[]>;
  rollback(name: string): Promise<void>;
  caughtUp(call: CallNumber, position: Position): Promise<void>;
  parkedList(filter: ParkedFilter): Promise<readonly ParkedEvent[]>;
  parkedReplay(filter: ParkedFilter): Promise<{ readonly replayed: number; readonly stillParked: number }>;
  parkedDrop(filter: ParkedFilter): Promise<{ readonly dropped: number }>;
}

// The projector in a thread of its own, started by ThreadedProjector: folding and writing views does not hold up commands and queries.
const closing: (() => Promise<void>)[] = [];
const calls = new AbortableCalls();

/** Opens the stores and begins to project. */
async function open({ eventLog, viewStore, written }: ProjectorThreadData): Promise<Control> {
  const log = await openLogInThread(eventLog);
  closing.push(() => log.close());
  const store = await openViewStore(viewStore, new WriteCount(written));
  closing.push(() => store.close());
  await store.catalog();
  const projector = openProjector(log, store);
  await projector.start();
  closing.push(() => projector.stop());
  return projector.control;
}

const opening = open(workerData as ProjectorThreadData);
// Reported by the calls that wait for it.
opening.catch(() => undefined);

const functions: ProjectorFunctions = {
  abort: calls.abort,
  stop: async () => {
    for (const close of closing.splice(0).reverse()) await close();
  },
  started: async () => void (await opening),
  status: async () => (await opening).status(),
  rebuild: (call, name) => calls.run(call, async (signal) => (await opening).rebuild(name, progressOf(call), signal)),
  verify: (call, name) => calls.run(call, async (signal) => (await opening).verify(name, progressOf(call), signal)),
  rollback: async (name) => (await opening).rollback(name),
  caughtUp: (call, position) => calls.run(call, async (signal) => (await opening).caughtUp(position, signal)),
  parkedList: async (filter) => (await opening).parked.list(filter),
  parkedReplay: async (filter) => (await opening).parked.replay(filter),
  parkedDrop: async (filter) => (await opening).parked.drop(filter),
};
const parent = createBirpc<ParentFunctions, ProjectorFunctions>(functions, {
  ...channelToParent(),
  bind: 'functions',
  timeout: -1,
});

const progressOf = (call: CallNumber) => (progress: RebuildProgress) => void parent.progressed.asEvent(call, progress);

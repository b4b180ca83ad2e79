import { Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import { RapportError } from '../../domain/kernel/errors.js';
import type { Position } from '../../domain/kernel/event.js';
import type { ParkedEvents, ProjectionStatus } from '../../queries/projection-status.js';
import type { ProjectorControl, RebuildProgress, VerifyReport } from '../../projector/projector-control.js';
import type { WriteCount } from '../../view-store/embedded/write-count.js';
import { logger } from '../logger.js';
import type { CallNumber, ParentCalls, StoreUrls, ThreadCalls } from './projector-thread.js';
import { channelOver, endThread } from '../threads/channel.js';
import { pause } from '../../clock.js';

/** In MB. It folds in far less; a heap that may grow at will is rarely swept, and holds several times what it needs. */
const HEAP = { maxOldGenerationSizeMb: 768, maxYoungGenerationSizeMb: 12 };

/** The built program beside the built program, the source beside the source. */
const PROGRAM = new URL(import.meta.url.replace(/threaded-projector(\.[jt]s)$/, 'projector-thread$1'));
const RESTART_MS = 1_000;

type OnProgress = (progress: RebuildProgress) => void;
type Thread = BirpcReturn<ThreadCalls, ParentCalls>;

/**
 * The projector in a thread beside the API: a large page of events then holds up nobody's command or query, and a second core is put to
 * use. A thread that dies is started anew; the views go on from their checkpoints, as after a process's death.
 */
export class ThreadedProjector implements ProjectorControl {
  private readonly listeners = new Map<CallNumber, OnProgress>();
  private calls = 0;
  private worker!: Worker;
  private thread!: Thread;
  private stopping = false;

  private constructor(
    private readonly urls: StoreUrls,
    private readonly written: WriteCount,
  ) {}

  /**
   * @param written tells those who read a file of views beside the thread when to look
   * @throws RapportError VIEWS_UNAVAILABLE, LOG_UNAVAILABLE, STORE_BUSY, STORE_CORRUPT, DISK_FULL; no thread is left then.
   */
  static async start(urls: StoreUrls, written: WriteCount): Promise<ThreadedProjector> {
    const projector = new ThreadedProjector(urls, written);
    try {
      await projector.begin();
      return projector;
    } catch (error) {
      await projector.stop();
      throw error;
    }
  }

  /** Ends the projector, lets it close its stores, and ends the thread. */
  async stop(): Promise<void> {
    this.stopping = true;
    // A thread that is dead already has nothing to close.
    await this.thread.stop().catch(() => undefined);
    await endThread(this.worker);
  }

  status(): Promise<readonly ProjectionStatus[]> {
    return this.thread.status();
  }

  rebuild(name?: string, onProgress?: OnProgress, signal?: AbortSignal): Promise<void> {
    return this.long((call) => this.thread.rebuild(call, name), onProgress, signal);
  }

  verify(name?: string, onProgress?: OnProgress, signal?: AbortSignal): Promise<readonly VerifyReport[]> {
    return this.long((call) => this.thread.verify(call, name), onProgress, signal);
  }

  rollback(name: string): Promise<void> {
    return this.thread.rollback(name);
  }

  caughtUp(position: Position, signal?: AbortSignal): Promise<void> {
    return this.long((call) => this.thread.caughtUp(call, position), undefined, signal);
  }

  readonly parked: ParkedEvents = {
    list: (filter) => this.thread.parkedList(filter),
    replay: (filter) => this.thread.parkedReplay(filter),
    drop: (filter) => this.thread.parkedDrop(filter),
  };

  private async begin(): Promise<void> {
    const worker = new Worker(PROGRAM, { name: 'projector', resourceLimits: HEAP });
    const functions: ParentCalls = { progressed: (call, progress) => this.listeners.get(call)?.(progress) };
    const thread = createBirpc<ThreadCalls, ParentCalls>(functions, { ...channelOver(worker), timeout: -1 });
    worker.once('error', (error) => logger.error({ error }, 'The projector’s thread died and is started anew'));
    worker.once('exit', () => {
      thread.$close(ended());
      if (!this.stopping && this.worker === worker) void this.beginAgain();
    });
    this.worker = worker;
    this.thread = thread;
    await thread.start(this.urls, this.written.memory);
  }

  private async beginAgain(): Promise<void> {
    await pause(RESTART_MS);
    if (this.stopping) return;
    await this.begin().catch(async (error: unknown) => {
      logger.error({ error }, 'The projector could not be started and is tried again');
      await endThread(this.worker);
    });
  }

  private async long<T>(work: (call: CallNumber) => Promise<T>, onProgress?: OnProgress, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const call = (this.calls += 1);
    const abort = () => void this.thread.abort.asEvent(call);
    if (onProgress) this.listeners.set(call, onProgress);
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await work(call);
    } catch (error) {
      // The reason of stopping did not cross the threads as what it was.
      signal?.throwIfAborted();
      throw error;
    } finally {
      this.listeners.delete(call);
      signal?.removeEventListener('abort', abort);
    }
  }
}

const ended = () =>
  new RapportError('VIEWS_UNAVAILABLE', 'The projector’s thread has ended', {
    remedy: 'It is started anew: try again in a moment.',
  });

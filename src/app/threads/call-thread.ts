import { Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import type { RapportError } from '../../domain/kernel/errors.js';
import { channelOver, endThread } from './channel.js';
import { sharedController } from '../../any-signal.js';

/**
 * Identifies a call, so that its progress can be reported and it can be aborted: functions and signals cannot be sent to a
 * thread.
 */
export type CallNumber = number;

/** The functions of every thread of this kind. */
export interface ThreadFunctions {
  abort(call: CallNumber): void;
  /** Closes what the thread has opened. */
  stop(): Promise<void>;
}
/** The notifications of a thread to its parent. */
export interface ParentFunctions {
  progressed(call: CallNumber, progress: unknown): void;
}

export interface CallThreadOptions {
  readonly name: string;
  /**
   * The heap's limits in MB; when absent, those of the process. V8 rarely collects a heap without a limit, which then grows to
   * several times what is in use.
   */
  readonly heap?: { readonly old: number; readonly young: number };
  /** The `workerData` of the program. */
  readonly data: unknown;
  /** The error for callers when the thread dies during their call. */
  readonly ended: () => RapportError;
  /** Called with the error that ended the thread. */
  readonly onError: (error: unknown) => void;
  /** Called when the thread has ended for whatever reason. */
  readonly onExit?: () => void;
  /** Further functions, besides `progressed`, that the thread may call. */
  readonly functions?: Readonly<Record<string, (...args: never[]) => unknown>>;
}

interface Running<F extends ThreadFunctions> {
  readonly worker: Worker;
  readonly functions: BirpcReturn<F, ParentFunctions>;
  /** The number of calls that wait for their answer. */
  underWay: number;
}

/** A worker thread that is started by the first call, and again by the first call after its death. */
export class CallThread<F extends ThreadFunctions> {
  private readonly watchers = new Map<CallNumber, (progress: never) => void>();
  private calls = 0;
  private running: Running<F> | undefined;

  constructor(
    private readonly program: URL,
    private readonly options: CallThreadOptions,
  ) {}

  /** Makes a call that may report progress. Aborting the signal stops it and throws the signal's reason. */
  async call<T, P = never>(
    work: (functions: BirpcReturn<F, ParentFunctions>, call: CallNumber) => Promise<T>,
    {
      signal,
      onProgress,
    }: { readonly signal?: AbortSignal | undefined; readonly onProgress?: ((progress: P) => void) | undefined } = {},
  ): Promise<T> {
    signal?.throwIfAborted();
    const running = (this.running ??= this.begin());
    const { functions, worker } = running;
    const call = (this.calls += 1);
    const abort = () => void (functions as unknown as BirpcReturn<ThreadFunctions>).abort.asEvent(call);
    if (onProgress) this.watchers.set(call, onProgress);
    signal?.addEventListener('abort', abort, { once: true });
    // A pending call keeps the process alive; an idle thread does not.
    if (running.underWay++ === 0) worker.ref();
    try {
      return await work(functions, call);
    } catch (error) {
      // The abort reason lost its class between the threads, so throw the original one.
      signal?.throwIfAborted();
      throw error;
    } finally {
      if (--running.underWay === 0) worker.unref();
      this.watchers.delete(call);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Lets the thread close what it has opened, and ends it. Pending calls fail. */
  async end(): Promise<void> {
    const { running } = this;
    if (!running) return;
    running.worker.ref();
    // A dead thread has nothing to close.
    await (running.functions as unknown as BirpcReturn<ThreadFunctions>).stop().catch(() => undefined);
    await endThread(running.worker);
  }

  private begin(): Running<F> {
    const { name, data, ended, onError, onExit, heap, functions = {} } = this.options;
    const resourceLimits = heap && { maxOldGenerationSizeMb: heap.old, maxYoungGenerationSizeMb: heap.young };
    const worker = new Worker(this.program, { name, workerData: data, ...(resourceLimits && { resourceLimits }) });
    const offered = {
      ...functions,
      progressed: (call: CallNumber, progress: unknown) => this.watchers.get(call)?.(progress as never),
    };
    const thread = createBirpc<F, ParentFunctions>(offered, { ...channelOver(worker), timeout: -1 });
    const running = { worker, functions: thread, underWay: 0 };
    worker.once('error', onError);
    worker.once('exit', () => {
      thread.$close(ended());
      this.running = undefined;
      onExit?.();
    });
    return running;
  }
}

/** For use in a thread: the pending calls that can be aborted. */
export class AbortableCalls {
  private readonly controllers = new Map<CallNumber, AbortController>();

  readonly abort = (call: CallNumber): void => this.controllers.get(call)?.abort();

  async run<T>(call: CallNumber, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = sharedController();
    this.controllers.set(call, controller);
    try {
      return await work(controller.signal);
    } finally {
      this.controllers.delete(call);
    }
  }
}

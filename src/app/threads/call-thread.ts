import { Worker } from 'node:worker_threads';
import { type BirpcReturn, createBirpc } from 'birpc';
import type { RapportError } from '../../domain/kernel/errors.js';
import { channelOver, endThread } from './channel.js';

/** Work that may take long is named by a number, to tell of its progress and to stop it: neither functions nor signals cross threads. */
export type CallNumber = number;

/** What every thread of this kind offers. */
export interface ThreadFunctions {
  abort(call: CallNumber): void;
  /** Closes what it has opened. */
  stop(): Promise<void>;
}
/** What a thread tells by itself. */
export interface ParentFunctions {
  progressed(call: CallNumber, progress: unknown): void;
}

export interface CallThreadOptions {
  readonly name: string;
  /** In MB; what the process may have when absent. A heap that may grow at will is rarely swept, and holds several times what it needs. */
  readonly heap?: { readonly old: number; readonly young: number };
  /** Handed to the program as `workerData`. */
  readonly data: unknown;
  /** What callers are told when the thread dies under their work. */
  readonly ended: () => RapportError;
  /** Told what it died of. */
  readonly onError: (error: unknown) => void;
  /** Called when the thread has ended, however it did. */
  readonly onExit?: () => void;
  /** Functions that the thread may call, beside `progressed`. */
  readonly functions?: Readonly<Record<string, (...args: never[]) => unknown>>;
}

interface Running<F extends ThreadFunctions> {
  readonly worker: Worker;
  readonly functions: BirpcReturn<F, ParentFunctions>;
  /** Calls that wait for their answer. */
  underWay: number;
}

/** A worker thread that is begun with the first call, and anew with the first after its death. */
export class CallThread<F extends ThreadFunctions> {
  private readonly watchers = new Map<CallNumber, (progress: never) => void>();
  private calls = 0;
  private running: Running<F> | undefined;

  constructor(
    private readonly program: URL,
    private readonly options: CallThreadOptions,
  ) {}

  /** Carries out a call that tells of its progress and is stopped by the signal, whose reason is thrown then. */
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
    // A call under way keeps the process; an idle thread does not.
    if (running.underWay++ === 0) worker.ref();
    try {
      return await work(functions, call);
    } catch (error) {
      // The reason of stopping did not cross the threads as what it was.
      signal?.throwIfAborted();
      throw error;
    } finally {
      if (--running.underWay === 0) worker.unref();
      this.watchers.delete(call);
      signal?.removeEventListener('abort', abort);
    }
  }

  /** Lets the thread close what it has opened, and ends it. Calls under way fail. */
  async end(): Promise<void> {
    const { running } = this;
    if (!running) return;
    running.worker.ref();
    // A thread that is dead already has nothing to close.
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

/** In a thread: the calls under way that can be stopped. */
export class AbortableCalls {
  private readonly controllers = new Map<CallNumber, AbortController>();

  readonly abort = (call: CallNumber): void => this.controllers.get(call)?.abort();

  async run<T>(call: CallNumber, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    this.controllers.set(call, controller);
    try {
      return await work(controller.signal);
    } finally {
      this.controllers.delete(call);
    }
  }
}

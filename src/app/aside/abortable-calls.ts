import type { CallNumber } from './call-thread.js';

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

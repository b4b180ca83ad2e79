import { RapportError } from '../domain/kernel/errors.js';

interface Waiting {
  readonly isContinued: boolean;
  readonly start: () => void;
}

export interface CostlyQueueOptions {
  /** What the queue runs, as a plural for error messages: `questions about the past`. */
  readonly what: string;
  /** The maximum number of tasks that run at the same time. */
  readonly concurrency: number;
  /** The maximum number of waiting tasks; further ones are refused. */
  readonly capacity: number;
}

/**
 * A bounded queue for costly work. Tasks leave the queue when their caller gives up.
 * Continuations of work in progress go first and are never refused: finishing one answer is worth more than starting a second
 * one.
 */
export class CostlyQueue {
  private readonly waiting: Waiting[] = [];
  private running = 0;

  constructor(private readonly options: CostlyQueueOptions) {}

  /** @throws RapportError BUSY when the queue is full; the signal's reason when it is aborted before the task starts */
  async run<T>(work: () => Promise<T>, signal: AbortSignal, isContinued = false): Promise<T> {
    signal.throwIfAborted();
    if (this.running >= this.options.concurrency) await this.waitForStart(signal, isContinued);
    else this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      this.startNext();
    }
  }

  private waitForStart(signal: AbortSignal, isContinued: boolean): Promise<void> {
    const { what, capacity } = this.options;
    if (!isContinued && this.waiting.length >= capacity) {
      throw new RapportError('BUSY', `${this.waiting.length} ${what} wait already`, {
        remedy: 'Nothing was started. Try again in a few seconds; identical queries share one answer.',
      });
    }
    return new Promise((resolve, reject) => {
      const place: Waiting = {
        isContinued,
        start: () => {
          signal.removeEventListener('abort', leave);
          resolve();
        },
      };
      const leave = () => {
        this.waiting.splice(this.waiting.indexOf(place), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.waiting.push(place);
    });
  }

  private startNext(): void {
    const first = this.waiting.findIndex(({ isContinued }) => isContinued);
    const [next] = this.waiting.splice(Math.max(0, first), 1);
    if (!next) return;
    this.running += 1;
    next.start();
  }
}

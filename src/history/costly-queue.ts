import { RapportError } from '../domain/kernel/errors.js';

interface Waiting {
  readonly isContinued: boolean;
  readonly start: () => void;
}

export interface CostlyQueueOptions {
  /** What it runs, in the plural and for people: `questions about the past`. */
  readonly what: string;
  /** How many run at a time. */
  readonly concurrency: number;
  /** How many may wait; one more is refused. */
  readonly capacity: number;
}

/**
 * Runs costly work one after another, refuses what would wait too long, and takes those who give up out of the line. What continues work under
 * way goes first and is never refused: to finish one answer helps more than to begin a second.
 */
export class CostlyQueue {
  private readonly waiting: Waiting[] = [];
  private running = 0;

  constructor(private readonly options: CostlyQueueOptions) {}

  /** @throws RapportError BUSY when too many wait already; the signal's reason when it comes before the work's turn */
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
        remedy: 'Nothing was begun. Ask again in a few seconds; those who ask the same share one answer.',
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

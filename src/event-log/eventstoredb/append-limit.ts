/**
 * Appends on their way at the same time, on a client. The client writes them all to one stream that holds 16; what it queues behind them
 * it rejects, when the connection breaks, in a promise that nobody can catch, and that ends the process.
 */
const MAX_IN_FLIGHT = 15;

/** Lets so many pieces of work run at once, the others in the order of coming. */
export class AppendLimit {
  private free = MAX_IN_FLIGHT;
  private readonly waiting: (() => void)[] = [];

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free++;
    }
  }
}

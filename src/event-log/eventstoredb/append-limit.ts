/** The client's own stream holds 16 messages: one less is never queued behind it. See secureAppendStream. */
const CAUTIOUS = 15;
/** Enough to keep the server busy; what a broken connection leaves unanswered, and what memory a frozen server costs, stay bounded. */
const BOLD = 512;

/** Lets so many pieces of work run at once, the others in the order of coming. */
export class AppendLimit {
  private running = 0;
  private places = CAUTIOUS;
  private readonly waiting: (() => void)[] = [];

  /** Tells whether the stream of the moment takes any number of messages. */
  adapt(isUnlimited: boolean): void {
    this.places = isUnlimited ? BOLD : CAUTIOUS;
    this.fill();
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < this.places) this.running++;
    else await new Promise<void>((start) => this.waiting.push(start));
    try {
      return await work();
    } finally {
      this.running--;
      this.fill();
    }
  }

  private fill(): void {
    while (this.running < this.places) {
      const start = this.waiting.shift();
      if (start === undefined) return;
      this.running++;
      start();
    }
  }
}

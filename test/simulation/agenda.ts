import { randomFrom } from '../support/random.js';

interface Entry {
  readonly time: number;
  readonly action: () => void;
}

/** The random choices of a run, from its seed. */
export class Chance {
  private readonly draw: () => number;

  constructor(seed: number) {
    // Neighbouring seeds give similar first numbers, so a few are discarded.
    this.draw = randomFrom(Math.imul(seed, 0x9e3779b1));
    for (let turn = 0; turn < 4; turn += 1) this.draw();
  }

  /** True with this probability. */
  of(probability: number): boolean {
    return this.draw() < probability;
  }
  between(least: number, most: number): number {
    return least + this.draw() * (most - least);
  }
  /** An integer from 0 to `count`, exclusive. */
  below(count: number): number {
    return Math.floor(this.draw() * count);
  }
  among<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

/**
 * The virtual time of a simulation: a queue of actions. Runs one action at a time, and lets the code under test finish its
 * reaction before the next action. A turn of the event loop is enough for that, because nothing in a simulation waits for real
 * I/O.
 */
export class Agenda {
  now = 0;
  readonly lines: string[] = [];
  /** The first violation that a check has found during the run. */
  violation: unknown;
  private readonly entries: Entry[] = [];

  constructor(readonly chance: Chance) {}

  /** Schedules an action in so many milliseconds. Actions for the same moment run in the order in which they were scheduled. */
  after(milliseconds: number, action: () => void): void {
    const time = this.now + milliseconds;
    let low = 0;
    for (let high = this.entries.length; low < high;) {
      const middle = (low + high) >> 1;
      if (this.entries[middle]!.time <= time) low = middle + 1;
      else high = middle;
    }
    this.entries.splice(low, 0, { time, action });
  }

  pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.after(milliseconds, resolve));
  }

  /** Writes a line of the schedule. */
  tell(words: string): void {
    this.lines.push(`${this.now.toFixed(1).padStart(9)} ${words}`);
  }

  /** Checks a condition at any time. The first violation ends the run. */
  check(isRight: boolean, wrong: () => string): void {
    if (!isRight) this.violation ??= new Error(wrong());
  }

  /** Runs until the work is done. @throws what the work throws, the first violation, and an Error for a deadlock */
  async run(work: Promise<void>): Promise<void> {
    let isDone = false;
    const finish = (error?: unknown) => {
      isDone = true;
      this.violation ??= error;
    };
    work.then(() => finish(), finish);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.violation !== undefined) throw this.violation as Error;
      if (isDone) return;
      const next = this.entries.shift();
      if (next === undefined) throw new Error('Everybody waits and nothing is left to happen');
      this.now = next.time;
      next.action();
    }
  }
}

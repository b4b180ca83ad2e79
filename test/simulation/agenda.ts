import { randomFrom } from '../support/random.js';

interface Entry {
  readonly time: number;
  readonly action: () => void;
}

/** What a run draws from its seed. */
export class Chance {
  private readonly draw: () => number;

  constructor(seed: number) {
    // Neighbouring seeds begin alike: a few draws set them apart.
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
  /** From 0 up to, but not, `count`. */
  below(count: number): number {
    return Math.floor(this.draw() * count);
  }
  among<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

/**
 * Time of a simulation: what is to happen, in order. One thing happens at a time, and all that the code under test does upon it is done
 * before the next: promises settle in turns of the process, and nothing here waits for anything else.
 */
export class Agenda {
  now = 0;
  readonly lines: string[] = [];
  /** What a check found wrong while the run went on. */
  violation: unknown;
  private readonly entries: Entry[] = [];

  constructor(readonly chance: Chance) {}

  /** Lets something happen so many milliseconds from now; of what falls on one moment, in the order of planning. */
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

  /** Whatever is found wrong at any time ends the run. */
  check(isRight: boolean, wrong: () => string): void {
    if (!isRight) this.violation ??= new Error(wrong());
  }

  /** Goes on until the work is done. @throws what the work throws, what `check` found, and when nothing is left to happen. */
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

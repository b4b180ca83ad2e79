import type { Clock } from '../../src/clock.js';
import type { Agenda } from './agenda.js';

/** What came of something that ran on a machine that died meanwhile. */
export const LOST = Symbol('lost');

/** One process: it has a clock and a time of day of its own, may stand still for a while, and may die, upon which nothing of it ever goes on. */
export class Machine implements Clock {
  isAlive = true;
  private readonly bootedAt: number;
  private readonly rate: number;
  private leaps = 0;
  private dayOffset: number;
  private thawsAt = 0;
  private died!: () => void;
  private readonly death = new Promise<typeof LOST>((resolve) => (this.died = () => resolve(LOST)));

  constructor(
    readonly name: string,
    private readonly agenda: Agenda,
  ) {
    this.bootedAt = agenda.now;
    this.rate = agenda.chance.between(0.95, 1.05);
    this.dayOffset = agenda.chance.between(-200, 200);
  }

  now(): number {
    return (this.agenda.now - this.bootedAt) * this.rate + this.leaps;
  }

  timeOfDay(): number {
    return this.agenda.now + this.dayOffset;
  }

  sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      signal?.addEventListener('abort', wake);
      this.after(milliseconds / this.rate, wake);
    });
  }

  /** Something that reaches this process after a while: never once it is dead, late while it stands still. */
  after(milliseconds: number, action: () => void): void {
    this.agenda.after(milliseconds, () => {
      if (!this.isAlive) return;
      if (this.agenda.now < this.thawsAt) this.after(this.thawsAt - this.agenda.now, action);
      else action();
    });
  }

  /** The result of work that this process does, unless it dies before. */
  answerOf<T>(work: Promise<T>): Promise<T | typeof LOST> {
    return Promise.race([work, this.death]);
  }

  kill(): void {
    this.isAlive = false;
    this.died();
  }

  /** Stands still, as in a long garbage collection or on a host that was put to sleep. */
  freeze(milliseconds: number): void {
    this.thawsAt = this.agenda.now + milliseconds;
  }

  /** The clock goes forward at once by so much: the machine slept without knowing. */
  leap(milliseconds: number): void {
    this.leaps += milliseconds;
  }

  /** Somebody sets the time of day. */
  setDay(offset: number): void {
    this.dayOffset = offset;
  }
}

import type { Clock } from '../../src/clock.js';
import type { Agenda } from './agenda.js';

/** The result of work on a machine that died before it finished. */
export const LOST = Symbol('lost');

/**
 * A simulated process with its own monotonic clock and time of day. It may freeze for a while, and it may die, which ends all
 * its work.
 */
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

  /** Schedules an action in this process: skipped once it is dead, delayed while it is frozen. */
  after(milliseconds: number, action: () => void): void {
    this.agenda.after(milliseconds, () => {
      if (!this.isAlive) return;
      if (this.agenda.now < this.thawsAt) this.after(this.thawsAt - this.agenda.now, action);
      else action();
    });
  }

  /** The result of work in this process; LOST if it dies first. */
  answerOf<T>(work: Promise<T>): Promise<T | typeof LOST> {
    return Promise.race([work, this.death]);
  }

  kill(): void {
    this.isAlive = false;
    this.died();
  }

  /** Freezes the process, as in a long garbage collection or on a host that was put to sleep. */
  freeze(milliseconds: number): void {
    this.thawsAt = this.agenda.now + milliseconds;
  }

  /** Moves the monotonic clock forward at once, as if the machine had slept without noticing. */
  leap(milliseconds: number): void {
    this.leaps += milliseconds;
  }

  /** Sets the time of day, as an offset from the simulation's time. */
  setDay(offset: number): void {
    this.dayOffset = offset;
  }
}

import type { Server } from './program.js';

/**
 * Milliseconds of processor time that a server takes for each thing that it is asked: what others do on the same machine hardly moves it, where it
 * may double a time by the clock. The first round counts for nothing.
 */
export class CpuTime {
  private readonly rounds: number[] = [];

  constructor(private readonly server: Pick<Server, 'cpuSeconds'>) {}

  async of<T>(round: () => Promise<T>, asked: (result: T) => number): Promise<T> {
    const before = this.server.cpuSeconds();
    const result = await round();
    const after = this.server.cpuSeconds();
    if (before !== undefined && after !== undefined) this.rounds.push(((after - before) * 1_000) / asked(result));
    return result;
  }

  /** Undefined where the system does not say what a process took. */
  median(): number | undefined {
    const counted = this.rounds.slice(1).sort((a, b) => a - b);
    return counted[Math.floor(counted.length / 2)];
  }
}

import type { Server } from './program.js';

/**
 * A server's processor time per request, in milliseconds. Other load on the machine hardly affects it, while it may double
 * wall-clock time. The first round, the warm-up, is ignored.
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

  /** Undefined on systems that do not report a process's time. */
  median(): number | undefined {
    const counted = this.rounds.slice(1).sort((a, b) => a - b);
    return counted[Math.floor(counted.length / 2)];
  }
}

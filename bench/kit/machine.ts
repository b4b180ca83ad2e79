import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** From here on something else runs beside the bench, and its figures are too low. */
const BUSY = 0.5;

export interface Machine {
  readonly description: string;
  /** Processes that wanted a core in the minute before. */
  readonly load: number;
  readonly isBusy: boolean;
}

/** The machine as it is before a bench. Where the system does not say its load (Windows) it counts as idle. */
export function machine(): Machine {
  const cores = cpus();
  const gigabytes = Math.round(totalmem() / 2 ** 30);
  const load = Math.round(loadavg()[0]! * 10) / 10;
  return {
    description: `${cores.length} x ${cores[0]?.model.trim() ?? 'unknown processor'}, ${gigabytes} GB, ${platform()} ${release()} ${arch()}, Node ${process.version}`,
    load,
    isBusy: load > BUSY,
  };
}

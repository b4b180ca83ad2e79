import { arch, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** Above this load something else runs besides the bench, and its figures are too low. */
const BUSY = 0.5;

export interface Machine {
  readonly description: string;
  /** Load average of the last minute: processes that needed a core. */
  readonly load: number;
  readonly isBusy: boolean;
}

/** The machine before a bench. Systems that do not report their load (Windows) count as idle. */
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

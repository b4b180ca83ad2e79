import { RapportError } from '../../domain/kernel/errors.js';

/** Makes what was committed so far durable (`WriteAheadFile`). */
export interface Disk {
  sync(): void;
  syncAside(): Promise<void>;
}

/** Going through another thread takes about a tenth of this; a process held up for longer is felt by whoever else asks something of it. */
const QUICK_MS = 0.5;

/** Waits until commits are on the disk, in the way that costs least. */
export class Durability {
  private took = Infinity;
  private broken: RapportError | undefined;

  constructor(private readonly disk: Disk) {}

  /**
   * A lone writer on a quick disk waits for the disk and for nothing else. While several write, or the disk is slow, the process prepares
   * the next appends and answers others meanwhile.
   * @throws RapportError LOG_UNAVAILABLE, from then on at every call: what a failed sync left on the disk nobody can say, and a second one
   * may succeed without having written it.
   */
  async reached(appends: number): Promise<void> {
    if (this.broken) throw this.broken;
    const begun = performance.now();
    try {
      if (appends === 1 && this.took < QUICK_MS) this.disk.sync();
      else await this.disk.syncAside();
    } catch (cause) {
      this.broken = new RapportError('LOG_UNAVAILABLE', `The disk did not take the event log: ${(cause as Error).message}`, {
        remedy: 'Check the disk, then start again: the log goes on from what is on it.',
        cause,
      });
      throw this.broken;
    }
    this.took = performance.now() - begun;
  }
}

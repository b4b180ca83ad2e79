import { NotedWrites } from '../../sqlite/opened-file.js';

const COUNT_BYTES = 8;

/**
 * Shared memory through which the thread that writes a file of views informs the threads that read it. Contains the number of checkpoint
 * writes (every query reads it, and asking SQLite would take microseconds) and the time of the last write to the file. One writer, any
 * number of readers.
 */
export class WriteCount {
  readonly writes: NotedWrites;
  private readonly count: Int32Array;

  /** @param memory the shared memory of another thread, received from it */
  constructor(readonly memory = new SharedArrayBuffer(COUNT_BYTES + NotedWrites.BYTES)) {
    this.count = new Int32Array(memory, 0, 1);
    this.writes = new NotedWrites(memory, COUNT_BYTES);
  }

  /** Read it before the data that it guards, so that a write in between is noticed the next time. */
  get now(): number {
    return Atomics.load(this.count, 0);
  }

  /** Call it after the commit and before any caller is notified. */
  raise(): void {
    Atomics.add(this.count, 0, 1);
  }
}

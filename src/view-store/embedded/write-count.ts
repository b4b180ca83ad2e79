import { NotedWrites } from '../../sqlite/opened-file.js';

const COUNT_BYTES = 8;

/**
 * What the thread that writes a file of views tells those that read beside it, in memory that they share: how often the checkpoints have been written,
 * which every query asks and SQLite's own answer would cost it microseconds, and when the file was. One writer; of readers any number.
 */
export class WriteCount {
  readonly writes: NotedWrites;
  private readonly count: Int32Array;

  /** @param memory another thread's, which that one handed over */
  constructor(readonly memory = new SharedArrayBuffer(COUNT_BYTES + NotedWrites.BYTES)) {
    this.count = new Int32Array(memory, 0, 1);
    this.writes = new NotedWrites(memory, COUNT_BYTES);
  }

  /** To be read before what it stands for, so that a write in between is noticed the next time. */
  get now(): number {
    return Atomics.load(this.count, 0);
  }

  /** Called when the write is committed and before anybody hears of it. */
  raise(): void {
    Atomics.add(this.count, 0, 1);
  }
}

/**
 * How often the checkpoints in a file of views have been written: shared memory, by which the thread that writes tells those that read beside it.
 * Every query asks whether they have moved, and SQLite's own answer would cost it microseconds. One writer; of readers any number.
 */
export class WriteCount {
  private readonly count: Int32Array;

  /** @param memory another thread's, which that one handed over */
  constructor(readonly memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.count = new Int32Array(memory);
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

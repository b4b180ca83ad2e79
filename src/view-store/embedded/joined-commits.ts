import type { Database } from '../../sqlite/database.js';

interface Waiting {
  readonly work: () => unknown;
  readonly resolve: (result: never) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Joins the writes of one turn of the event loop into one transaction: a page goes into eight collections, and a commit costs more than a
 * record. All of a turn's writes are done, or none and each learns why.
 */
export class JoinedCommits {
  private waiting: Waiting[] = [];
  private turn: Promise<void> | undefined;

  constructor(private readonly database: Database) {}

  join<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.waiting.push({ work, resolve: resolve, reject });
      this.turn ??= new Promise((done) => {
        setImmediate(() => {
          this.commit();
          done();
        });
      });
    });
  }

  /** Resolves when nothing is waiting any more. */
  async idle(): Promise<void> {
    while (this.turn) await this.turn;
  }

  private commit(): void {
    const joined = this.waiting;
    this.waiting = [];
    this.turn = undefined;
    try {
      const results = this.database.transaction(() => joined.map(({ work }) => work()));
      joined.forEach(({ resolve }, index) => resolve(results[index] as never));
    } catch (error) {
      for (const { reject } of joined) reject(error);
    }
  }
}

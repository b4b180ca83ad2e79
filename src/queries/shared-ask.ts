import { setImmediate } from 'node:timers/promises';

/**
 * One question for all who ask it at the same time. Nobody is given an answer that was on its way before he asked: it may be older than what he
 * knows of already. So an asker waits for the answer under way, and shares the next one.
 */
export class SharedAsk<T> {
  private underWay: Promise<unknown> = Promise.resolve();
  private next: Promise<T> | undefined;

  constructor(private readonly ask: () => Promise<T>) {}

  answer(): Promise<T> {
    this.next ??= this.afterTheOneUnderWay();
    return this.next;
  }

  private async afterTheOneUnderWay(): Promise<T> {
    // Those whose requests came in the same turn of the event loop share it, too.
    await setImmediate();
    await this.underWay.catch(() => undefined);
    this.next = undefined;
    const asked = this.ask();
    this.underWay = asked;
    return asked;
  }
}

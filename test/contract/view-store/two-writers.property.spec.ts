import { expect, it } from 'vitest';
import fc from '../../support/properties.js';
import type { ViewStore } from '../../../src/view-store/view-store.js';
import { overEngines } from './engines.js';
import { at } from './records.js';

interface Fact {
  readonly key: string;
  readonly position: number;
  readonly add: number;
}
interface Sum {
  readonly sum: number;
  readonly seen: number;
}
const EMPTY: Sum = { sum: 0, seen: 0 };

/** A small projector: folds a page over what is stored, as often as the store names records that were behind. */
async function foldPage(store: ViewStore, collection: string, page: readonly Fact[]): Promise<void> {
  let keys: readonly string[] = [...new Set(page.map(({ key }) => key))];
  while (keys.length > 0) {
    const stored = await store.load<Sum>(collection, keys);
    const writes = keys.flatMap((key) => {
      const record = stored.get(key);
      const news = page.filter((fact) => fact.key === key && at(fact.position) > (record?.position ?? ''));
      if (news.length === 0) return [];
      // A multiple of seven deletes the document: a tombstone from which the next fact starts anew.
      const document = news.reduce<Sum | null>((before, { add }) => {
        const { sum, seen } = before ?? EMPTY;
        return (sum + add) % 7 === 0 ? null : { sum: sum + add, seen: seen + 1 };
      }, record?.document ?? null);
      return [{ key, position: at(news.at(-1)!.position), document, existed: record !== undefined }];
    });
    keys = await store.write(collection, writes);
  }
  await store.saveCheckpoint(collection, at(page.at(-1)!.position));
}

async function foldAll(
  store: ViewStore,
  collection: string,
  facts: readonly Fact[],
  size: number,
  order: readonly number[],
): Promise<void> {
  const pages = Math.ceil(facts.length / size);
  // From the beginning up to a page, then again from an earlier one: what a lost lease or a crash before the checkpoint does.
  for (const start of [0, ...order.map((n) => n % pages), 0])
    for (let page = start; page < pages; page++) await foldPage(store, collection, facts.slice(page * size, (page + 1) * size));
}

const contents = async (store: ViewStore, collection: string, facts: readonly Fact[]) => {
  const stored = await store.load(collection, [...new Set(facts.map(({ key }) => key))]);
  return {
    records: [...stored.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    checkpoint: await store.checkpoint(collection),
  };
};

overEngines('Two writers that fold the same history in any interleaving', (subject) => {
  it('leave what one leaves', async () => {
    const facts = fc
      .array(fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), add: fc.integer({ min: 1, max: 9 }) }), {
        minLength: 1,
        maxLength: 12,
      })
      .map((parts) => parts.map((part, index): Fact => ({ ...part, position: index + 1 })));
    const size = fc.integer({ min: 1, max: 4 });
    const repeats = fc.array(fc.nat(9), { maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(facts, size, size, repeats, repeats, fc.scheduler(), async (history, one, two, again, anew, scheduler) => {
        const alone = await subject.collection();
        for (const fact of history) await foldPage(subject.store, alone, [fact]);
        const shared = await subject.collection();
        // Each call of a writer waits for its turn, which the generator draws.
        const inTurn = (store: ViewStore): ViewStore =>
          Object.assign(Object.create(store), {
            load: scheduler.scheduleFunction(store.load.bind(store)),
            write: scheduler.scheduleFunction(store.write.bind(store)),
          }) as ViewStore;
        await scheduler.waitFor(
          Promise.all([
            foldAll(inTurn(subject.store), shared, history, one, again),
            foldAll(inTurn(subject.other), shared, history, two, anew),
          ]),
        );
        expect(await contents(subject.store, shared, history)).toEqual(await contents(subject.store, alone, history));
        await subject.store.drop(alone);
        await subject.store.drop(shared);
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});

import { expect, it } from 'vitest';
import { PersistentMap } from '../../../src/domain/kernel/persistent-map.js';
import fc from '../../support/properties.js';
import { runs } from '../../support/runs.js';

const KEYS = Array.from({ length: 200 }, (_, i) => `r-${i}`);
const shown = (map: { get: (key: string) => number | undefined; has: (key: string) => boolean; size: number }) =>
  [map.size, ...KEYS.map((key) => (map.has(key) ? map.get(key) : 'none'))].join();

it('a persistent map holds what a map does, and each earlier one what it held', () => {
  const change = fc.record({ key: fc.constantFrom(...KEYS), value: fc.option(fc.nat(9), { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(change, { maxLength: 300, size: 'max' }), (changes) => {
      const map = new Map<string, number>();
      let persistent = PersistentMap.empty<number>();
      const before: (readonly [PersistentMap<number>, string])[] = [];
      for (const { key, value } of changes) {
        if (before.length < 5) before.push([persistent, shown(map)]);
        if (value === undefined) map.delete(key);
        else map.set(key, value);
        persistent = value === undefined ? persistent.without(key) : persistent.with(key, value);
      }
      expect(shown(persistent)).toBe(shown(map));
      for (const [earlier, itsContent] of before) expect(shown(earlier)).toBe(itsContent);
    }),
    { numRuns: runs(10, 500) },
  );
});

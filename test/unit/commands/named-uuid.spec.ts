import { expect, it } from 'vitest';
import fc from '../../support/properties.js';
import { v4, v5 } from 'uuid';
import { namedUuids } from '../../../src/commands/edge.js';

it('names as the library does, whatever the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (name) => {
      const namespace = v4();
      expect(namedUuids(namespace)(name)).toBe(v5(name, namespace));
    }),
  );
});

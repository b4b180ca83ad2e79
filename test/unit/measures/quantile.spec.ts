import { expect, it } from '@jest/globals';
import { quantile } from '../../../src/measures/distribution/quantile.js';

it('a quantile is the least value that so large a share does not exceed, and one of the values', () => {
  const ten = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
  expect([0.05, 0.1, 0.11, 0.5, 0.9, 0.91, 1].map((q) => quantile(ten, q))).toEqual([1, 1, 2, 5, 9, 10, 10]);
  expect(quantile([7], 0.5)).toBe(7);
  expect(quantile([], 0.5)).toBeNull();
});

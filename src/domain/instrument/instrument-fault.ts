import type { Instrument } from './decider.js';

/** What is wrong with a questionnaire, by field; undefined when nothing is. */
export function instrumentFault({ items, composites }: Instrument): { field: string; message: string } | undefined {
  const ids = items.map(({ itemId }) => itemId);
  if (ids.length === 0) return { field: 'items', message: 'a questionnaire asks something' };
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return { field: 'items', message: `the question "${twice}" is there twice` };
  const never = items.find(({ points, positiveFrom }) => positiveFrom > points);
  if (never) return { field: 'items', message: `no answer to "${never.itemId}" could be positive` };
  const stranger = composites.flatMap(({ itemIds }) => itemIds).find((id) => !ids.includes(id));
  if (stranger !== undefined) return { field: 'composites', message: `"${stranger}" is no question of this instrument` };
  return undefined;
}

import { ENOUGH_PEOPLE } from '../../../projections/kit/enough-people.js';

/**
 * k: how many distinct people must stand behind a number before it is shown. 5 inside the hospital, 11 outside it (CMS shows no cell of 1 to
 * 10, S62), 10 for comments, which say more than a number does (S63). (domain.md, 7)
 */
export const THRESHOLDS = { INTERNAL: ENOUGH_PEOPLE, EXTERNAL: 11, COMMENTS: 10 } as const;

export type Audience = keyof typeof THRESHOLDS;

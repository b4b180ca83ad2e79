import { Z95 } from '../../measures/proportions/wilson.js';
import type { QuickScore } from './quick-score.js';

/** The lower end of a score's 95 % interval, value − 1.96 · SE, in points; null without a score. Not cut at 0: it orders. */
export const lowerBound = ({ value, standardError }: QuickScore): number | null =>
  value === null || standardError === null ? null : value - Z95 * standardError;
/** The upper end. */
export const upperBound = ({ value, standardError }: QuickScore): number | null =>
  value === null || standardError === null ? null : value + Z95 * standardError;

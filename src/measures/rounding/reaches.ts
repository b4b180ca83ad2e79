/**
 * Sums of fractions stand a few ulps off: five trials of one day may have 4.999999999999999 effective ones, and weights of .20, .15 and .25
 * may miss a coverage of .6. A threshold is met when it is missed by no more than this.
 */
const ROUNDING = 1e-9;

export const reaches = (value: number, threshold: number): boolean => value >= threshold - ROUNDING;

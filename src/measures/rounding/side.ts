/** A mean of equal values may stand an ulp off them; without this, a constant series would lie outside its own limits. */
const ROUNDING = 1e-12;

/** 1 when the value lies above the line, −1 below, 0 on it. */
export function side(value: number, line: number): 1 | 0 | -1 {
  if (Math.abs(value - line) <= ROUNDING) return 0;
  return value > line ? 1 : -1;
}

const density = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Below this the series is short and exact, above it the fraction is. */
const MEETING = 3;
/** Terms of the continued fraction: far more than a double can tell apart from z = 3 on. */
const DEPTH = 100;

/** P(Z > z) for a standard normal Z and z ≥ 0. Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14. */
export function normalTail(z: number): number {
  return z < MEETING ? 0.5 - density(z) * series(z) : density(z) / fraction(z);
}

/** z + z³/3 + z⁵/(3·5) + … */
function series(z: number): number {
  let sum = 0;
  let term = z;
  for (let odd = 3; term > Number.EPSILON * sum; odd += 2) {
    sum += term;
    term *= (z * z) / odd;
  }
  return sum;
}

/** z + 1/(z + 2/(z + 3/(z + …))), from the inside out. */
function fraction(z: number): number {
  let value = z;
  for (let k = DEPTH; k > 0; k--) value = z + k / value;
  return value;
}

/**
 * Kish's effective sample size (Σw)² / Σw²: as many equally weighted trials would be as certain as these. 0 without any weight.
 * (domain.md, 3.1; Kish, Survey Sampling, 1965)
 */
export const effectiveN = (weight: number, squares: number): number => (squares > 0 ? (weight * weight) / squares : 0);

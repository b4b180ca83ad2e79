const MILLISECONDS = 86_400_000;

/** Whole days since 1970-01-01, UTC. */
export const dayOf = (moment: string): number => Math.floor(Date.parse(moment) / MILLISECONDS);
/** The year, UTC: moments inside are in UTC already. */
export const yearOf = (moment: string): number => Number(moment.slice(0, 4));
/** `YYYY-MM`, UTC. */
export const monthOf = (moment: string): string => moment.slice(0, 7);
/** `YYYY-Qn`, UTC. */
export const quarterOf = (moment: string): string => `${moment.slice(0, 4)}-Q${Math.ceil(Number(moment.slice(5, 7)) / 3)}`;

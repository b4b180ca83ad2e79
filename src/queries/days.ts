const DAY = 86_400_000;

/** Whole days since 1970-01-01, UTC: how tallies are kept. */
export const dayOf = (moment: string): number => Math.floor(Date.parse(moment) / DAY);
/** The first day that starts at or after the moment: the end, exclusive, of a stretch of whole days. */
export const dayAfter = (moment: string): number => Math.ceil(Date.parse(moment) / DAY);

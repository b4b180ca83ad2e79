const DAY = 86_400_000;

/** The day of a moment as whole days since 1970-01-01 in UTC; tallies are stored by this number. */
export const dayOf = (moment: string): number => Math.floor(Date.parse(moment) / DAY);
/** The first moment of a day. */
export const startOfDay = (day: number): string => new Date(day * DAY).toISOString();
/** The next millisecond: the exclusive bound of a range that includes this moment. */
export const justAfter = (moment: string): string => new Date(Date.parse(moment) + 1).toISOString();
/** The previous millisecond: the last moment of a range with this exclusive bound. */
export const justBefore = (moment: string): string => new Date(Date.parse(moment) - 1).toISOString();

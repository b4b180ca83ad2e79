import { bucketOf, firstDayOf } from '../../measures/trend/calendar.js';
import { lastDayOver, startOfDay } from '../days.js';

/** The last calendar quarter (UTC) that is over at a moment. */
export function lastQuarter(asOf: string): { readonly firstDay: number; readonly lastDay: number } {
  const now = bucketOf(lastDayOver(asOf) + 1, 'QUARTER');
  return { firstDay: firstDayOf(now - 1, 'QUARTER'), lastDay: firstDayOf(now, 'QUARTER') - 1 };
}

/** The last moment of it. */
export const endOfQuarter = (asOf: string): string =>
  new Date(Date.parse(startOfDay(lastQuarter(asOf).lastDay + 1)) - 1).toISOString();

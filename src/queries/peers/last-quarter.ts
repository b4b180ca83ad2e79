import { quarterOf } from '../../../projections/kit/day.js';
import { bucketOf, firstDayOf } from '../../measures/trend/calendar.js';
import { lastDayOver, startOfDay } from '../days.js';

export interface Quarter {
  /** `YYYY-Qn`. */
  readonly name: string;
  readonly firstDay: number;
  readonly lastDay: number;
}

/** The last calendar quarter (UTC) that is over at a moment. */
export function lastQuarter(asOf: string): Quarter {
  const now = bucketOf(lastDayOver(asOf) + 1, 'QUARTER');
  const firstDay = firstDayOf(now - 1, 'QUARTER');
  return { name: quarterOf(startOfDay(firstDay)), firstDay, lastDay: firstDayOf(now, 'QUARTER') - 1 };
}

/** The last moment of it. */
export const endOf = ({ lastDay }: Quarter): string => new Date(Date.parse(startOfDay(lastDay + 1)) - 1).toISOString();

import { isZone } from '../kernel/zone.js';
import type { WorkingCalendar } from './working-time.js';

/** What is wrong with a calendar, by field; undefined when nothing is. */
export function calendarFault({ zone, hours, holidays }: WorkingCalendar): { field: string; message: string } | undefined {
  if (!isZone(zone)) return { field: 'zone', message: `"${zone}" is no IANA time zone` };
  for (const { from, until } of hours) {
    if (!TIME.test(from) || !TIME.test(until))
      return { field: 'hours', message: `"${from}" to "${until}" are no times of a day` };
    if (from >= until) {
      const message = `"${from}" to "${until}" ends before it begins: work over midnight is two stretches, until 24:00 and from 00:00 of the next weekday`;
      return { field: 'hours', message };
    }
  }
  const overlap = overlapOf(hours);
  if (overlap) return { field: 'hours', message: `${overlap} overlap: each stretch of working time is said once` };
  const holiday = holidays.find((date) => !isDate(date));
  if (holiday !== undefined) return { field: 'holidays', message: `"${holiday}" is no date` };
  return undefined;
}

const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/;

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

type Hours = WorkingCalendar['hours'];

/** Two stretches of a weekday that share time, in words. Those that touch do not. */
function overlapOf(hours: Hours): string | undefined {
  const inOrder = [...hours].sort((a, b) => a.weekday - b.weekday || (a.from < b.from ? -1 : 1));
  const at = inOrder.findIndex((next, place) => {
    const before = inOrder[place - 1];
    return before?.weekday === next.weekday && next.from < before.until;
  });
  if (at === -1) return undefined;
  const shown = ({ from, until }: Hours[number]) => `${from} to ${until}`;
  return `on weekday ${inOrder[at]!.weekday} ${shown(inOrder[at - 1]!)} and ${shown(inOrder[at]!)}`;
}

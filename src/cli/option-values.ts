import { InvalidArgumentError } from 'commander';

/** Reads an option's whole number; commander names the option in the refusal. */
export const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
};

/** Reads a day of the calendar, `YYYY-MM-DD`. In which zone it begins is not said. */
export function day(text: string): string {
  const moment = new Date(`${text}T00:00:00.000Z`);
  // 2026-02-31 would silently become a day in March.
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError('Give a day like 2026-03-01.');
}

/** Reads the name of a time zone. */
export function timeZone(text: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    throw new InvalidArgumentError('Give a time zone of the IANA list, like Europe/Berlin.');
  }
}

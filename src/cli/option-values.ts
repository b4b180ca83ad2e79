import { InvalidArgumentError } from 'commander';

/** Parses an integer between two inclusive bounds. Commander adds the option's name to the error. */
export const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
};

/** Parses a calendar day, `YYYY-MM-DD`, without a zone. */
export function day(text: string): string {
  const moment = new Date(`${text}T00:00:00.000Z`);
  // 2026-02-31 would silently become a day in March.
  if (/^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text)) return text;
  throw new InvalidArgumentError('Give a day such as 2026-03-01.');
}

/** Parses the name of an IANA time zone. */
export function timeZone(text: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return text;
  } catch {
    throw new InvalidArgumentError('Give a time zone of the IANA list, such as Europe/Berlin.');
  }
}

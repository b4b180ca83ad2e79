import { type Locale, useLocale, useTexts } from '../shell/texts.js';
import { useZone, wholeDays } from './zone.js';

/**
 * A moment in the reader's format and the organisation's time zone. The exact value is in the `datetime` attribute and in the tooltip.
 * A dash when absent.
 */
export function Time({ at, withTime = true }: { at: string | null | undefined; withTime?: boolean }) {
  const format = useMoments(withTime);
  if (!at) return <>–</>;
  return (
    <time dateTime={at} title={at}>
      {format(at)}
    </time>
  );
}

export function useMoments(withTime = true): (at: string) => string {
  const locale = useLocale();
  const timeZone = useZone();
  // The reader's regional variant of English or German, for the order of day and month and the clock.
  const own = navigator.languages.find((language) => language.startsWith(locale)) ?? locale;
  const format = formatIn(own, timeZone, withTime);
  return (at) => format.format(new Date(at));
}

const formats = new Map<string, Intl.DateTimeFormat>();
/** The same for all moments of a page: to make one takes as long as to draw several rows. */
function formatIn(locale: string, timeZone: string, withTime: boolean): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${withTime}`;
  const format =
    formats.get(key) ??
    new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone, ...(withTime && { timeStyle: 'short' }) });
  formats.set(key, format);
  return format;
}

/** The date formats of the server: a page that is also rendered to a file reads the same on every machine. */
const DATES = { en: 'en-GB', de: 'de-DE' } as const;

/** The first and last day of a period, `until` exclusive; two moments if these are not whole days of the zone. */
export const usePeriod = (zone: string) => periodsIn(useLocale(), zone);

export function periodsIn(locale: Locale, zone: string, dateStyle: 'medium' | 'long' = 'medium') {
  const day = new Intl.DateTimeFormat(DATES[locale], { dateStyle, timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(DATES[locale], { dateStyle, timeStyle: 'short', timeZone: zone });
  return (from: string, until: string): readonly [from: string, to: string] => {
    const days = wholeDays(from, until, zone);
    const [first, last] = (days ?? [from, until]).map((at) => (days ? day : moment).format(new Date(at)));
    return [first!, last!];
  };
}

/** Formats minutes in minutes, hours or days. */
export function useDuration(): (minutes: number | null | undefined) => string {
  const { units } = useTexts();
  const format = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 1 });
  return (minutes) => {
    if (typeof minutes !== 'number') return '–';
    if (minutes < 60) return `${format.format(minutes)} ${units.minutes}`;
    return minutes < 2_880 ? `${format.format(minutes / 60)} ${units.hours}` : `${format.format(minutes / 1_440)} ${units.days}`;
  };
}

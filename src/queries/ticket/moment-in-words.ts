const DAY_AND_TIME = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** A moment for a sentence: "on 3 March 2026 at 08:00 UTC". In UTC, said so, because we do not know where the reader is. */
export function inWords(moment: string, withPreposition = true): string {
  const parts = DAY_AND_TIME.formatToParts(new Date(moment));
  const part = (wanted: Intl.DateTimeFormatPartTypes) => parts.find(({ type }) => type === wanted)?.value ?? '';
  const text = `${part('day')} ${part('month')} ${part('year')} at ${part('hour')}:${part('minute')} UTC`;
  return withPreposition ? `on ${text}` : text;
}

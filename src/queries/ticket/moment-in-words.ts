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
  const parts = new Map(DAY_AND_TIME.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
  const text = `${parts.get('day')} ${parts.get('month')} ${parts.get('year')} at ${parts.get('hour')}:${parts.get('minute')} UTC`;
  return withPreposition ? `on ${text}` : text;
}

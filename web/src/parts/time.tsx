import { useLocale } from '../shell/texts.js';

/** A moment as the reader writes it; the exact one stands in the element for machines and on hovering. */
export function Time({ at, withTime = true }: { at: string; withTime?: boolean }) {
  const format = new Intl.DateTimeFormat(useLocale(), withTime ? { dateStyle: 'medium', timeStyle: 'short' } : { dateStyle: 'medium' });
  return (
    <time dateTime={at} title={at}>
      {format.format(new Date(at))}
    </time>
  );
}

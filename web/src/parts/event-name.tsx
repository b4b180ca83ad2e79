import { useLocale } from '../shell/texts.js';
import { eventsDe } from '../texts/events-de.js';
import { eventsEn } from '../texts/events-en.js';

// Beside the catalogue of all pages: only those that show events load them.
const NAMES: Readonly<Record<'en' | 'de', Readonly<Record<string, string>>>> = { en: eventsEn, de: eventsDe };

/** What a type of event is called; one that a newer server has is shown as it came. */
export function useEventName(): (type: string) => string {
  const names = NAMES[useLocale()];
  return (type) => names[type] ?? type;
}

/** In words, and as programs name it: by that, feeds are filtered. */
export function EventName({ type }: { type: string }) {
  return (
    <>
      {useEventName()(type)} <code class="type">{type}</code>
    </>
  );
}

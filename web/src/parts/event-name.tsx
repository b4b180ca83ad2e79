import { useLocale } from '../shell/texts.js';
import { eventsDe } from '../texts/events-de.js';
import { eventsEn } from '../texts/events-en.js';

// Separate from the texts of all pages, so that only pages that show events load it.
const NAMES: Readonly<Record<'en' | 'de', Readonly<Record<string, string>>>> = { en: eventsEn, de: eventsDe };

/** The display name of an event type; a type that only a newer server knows is shown unchanged. */
export function useEventName(): (type: string) => string {
  const names = NAMES[useLocale()];
  return (type) => names[type] ?? type;
}

/** The event type in words and as its technical name, by which feeds are filtered. */
export function EventName({ type }: { type: string }) {
  return (
    <>
      {useEventName()(type)} <code class="type">{type}</code>
    </>
  );
}

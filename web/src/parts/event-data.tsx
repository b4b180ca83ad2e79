import { useTexts, useLocale } from '../shell/texts.js';
import { fieldsDe } from '../texts/fields-de.js';
import { fieldsEn } from '../texts/fields-en.js';
import { useEventName } from './event-name.js';
import type { SideNames } from './side-names.js';
import { Time } from './time.js';
import { Linked, useCode } from './words.js';

// Separate from the texts of all pages, so that only pages that show events load it.
const NAMES: Readonly<Record<'en' | 'de', Readonly<Record<string, string>>>> = { en: fieldsEn, de: fieldsDe };

/** The display name of a field of an event or record; a field that only a newer server knows is shown unchanged. */
export function useFieldName(): (field: string) => string {
  const { record } = useTexts();
  const names: Readonly<Record<string, string>> = { ...NAMES[useLocale()], ...record.fields };
  return (field) => names[field] ?? field;
}

/** The data of an event, field by field. */
export function EventData({ data, named }: { data: unknown; named: SideNames }) {
  const fieldName = useFieldName();
  const code = useCode();
  if (typeof data !== 'object' || data === null) return <>{String(data)}</>;
  // A number for each component of the score: one of them has the name of a person's rating elsewhere.
  const nameOf = (field: string) => ('reliability' in data ? code(field.toUpperCase()) : fieldName(field));
  return (
    <dl class="event-data">
      {Object.entries(data as Readonly<Record<string, unknown>>).map(([field, value]) => (
        <div key={field}>
          <dt>{nameOf(field)}</dt>
          <dd>
            <FieldValue field={field} value={value} named={named} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface FieldValueProps {
  readonly field: string;
  readonly value: unknown;
  readonly named: SideNames;
}
/** A value as people read it: moments, names and codes in words, ids as links to what they identify. */
export function FieldValue({ field, value, named }: FieldValueProps) {
  const { codes, yes, no } = useTexts();
  const eventName = useEventName();
  if (value === null || value === undefined) return <>–</>;
  if (typeof value === 'boolean') return <>{value ? yes : no}</>;
  if (Array.isArray(value)) {
    if (value.length === 0) return <>–</>;
    return (
      <>
        {(value as readonly unknown[]).map((item, place) => (
          <span key={place}>
            {place > 0 && typeof item !== 'object' && ', '}
            <FieldValue field={field} value={item} named={named} />
          </span>
        ))}
      </>
    );
  }
  if (typeof value === 'object') return <EventData data={value} named={named} />;
  if (typeof value === 'number') return <>{value}</>;
  if (typeof value !== 'string') return null;
  if (MOMENT.test(value)) return <Time at={value} />;
  const [, pathOf, wordOf] = PLACES.find(([fields]) => fields.test(field)) ?? [];
  if (pathOf) return <Linked to={pathOf(encodeURIComponent(value))}>{wordOf?.(value, named) ?? value}</Linked>;
  return <>{(codes as Readonly<Record<string, string>>)[value] ?? (field === 'type' ? eventName(value) : value)}</>;
}

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
/** By the names of the fields that identify it: where a thing is shown, and its name if it has one. */
const PLACES: readonly (readonly [RegExp, (id: string) => string, ((id: string, named: SideNames) => string)?])[] = [
  [/teamIds?$/i, (id) => `/teams/${id}`, (id, { team }) => team(id)],
  [/(departmentIds?|parentId)$/i, (id) => `/departments/${id}`, (id, { department }) => department(id)],
  [/ticketIds?$/i, (id) => `/tickets/${id}`],
  [/interactionIds?$/i, (id) => `/interactions/${id}`],
  [/commitmentIds?$/i, (id) => `/streams/commitment-${id}`],
  [/improvementIds?$/i, (id) => `/streams/improvement-${id}`],
  [/surveyIds?$/i, (id) => `/streams/survey-${id}`],
  [/^auditId$/, (id) => `/audits/${id}`],
  [/^runId$/, (id) => `/imports/${id}`],
];

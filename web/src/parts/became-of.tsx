import { useMemo } from 'preact/hooks';
import { changesBetween, recordAround } from '../api/records.js';
import { Asked } from '../shell/asked.js';
import { useTexts } from '../shell/texts.js';
import { FieldValue, useFieldName } from './event-data.js';
import { useEventName } from './event-name.js';
import { useSideNames } from './side-names.js';
import { Table } from './table.js';

interface BecameProps {
  readonly stream: string;
  readonly event: { readonly type: string; readonly position: string };
  /** Position of the preceding event in the stream. */
  readonly before: string | undefined;
}

/** What an event changed in its record: compares the record as of the event with the record as of the preceding event. */
export function BecameOf({ stream, event: { type, position }, before }: BecameProps) {
  const { events, loading } = useTexts();
  const query = useMemo(() => recordAround(stream, position, before), [stream, position, before]);
  const named = useSideNames();
  const nameOf = useFieldName();
  const caption = events.becameOf(useEventName()(type));
  return (
    <section aria-label={caption}>
      <h3>{caption}</h3>
      <Asked key={position} query={query} variables={{}} meanwhile={<p aria-busy="true">{loading}</p>}>
        {(answer) => (
          <Table
            caption={caption}
            rows={changesBetween(answer.before, answer.after)}
            keyOf={({ field }) => field}
            columns={[
              { heading: events.field, cell: ({ field }) => nameOf(field) },
              {
                heading: events.was,
                cell: ({ field, was }) => <FieldValue field={field} value={was} named={named} />,
                text: ({ was }) => shown(was),
              },
              {
                heading: events.is,
                cell: ({ field, is }) => <FieldValue field={field} value={is} named={named} />,
                text: ({ is }) => shown(is),
              },
            ]}
          />
        )}
      </Asked>
    </section>
  );
}

const shown = (value: unknown): string => (value === null ? '–' : typeof value === 'string' ? value : JSON.stringify(value));

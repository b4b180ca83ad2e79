import { RapportError } from './errors.js';
import type { EventType, RecordedEvent } from './event.js';

type Declaration = Pick<EventType, 'schemaVersion' | 'upcast'>;

/**
 * Gives a recorded event the shape in which its type is declared now. A type that is not declared is left alone: nobody here reads it.
 * @returns the event itself where it has that shape already, which nearly all have
 * @throws RapportError UNKNOWN_EVENT_VERSION for a version that the declaration does not know. A later program wrote it: read as if it were of
 * the present shape it would be misread, and what it keeps confidential might be told.
 */
export function upcasting(eventTypes: readonly EventType[]): (event: RecordedEvent) => RecordedEvent {
  const declared = new Map<string, Declaration>(eventTypes.map((eventType) => [eventType.type, eventType]));
  const current = new Map(eventTypes.map(({ type, schemaVersion }) => [type, String(schemaVersion)]));
  return (event) => {
    const { type, metadata } = event;
    const schemaVersion = current.get(type);
    if (schemaVersion === undefined || metadata.schemaVersion === schemaVersion) return event;
    return { ...event, data: upcast(event, declared.get(type)!), metadata: { ...metadata, schemaVersion } };
  };
}

function upcast({ id, type, data, metadata }: RecordedEvent, { schemaVersion, upcast: steps }: Declaration): object {
  const recorded = Number(metadata.schemaVersion);
  if (!Number.isInteger(recorded) || recorded < 1 || recorded > schemaVersion) {
    throw new RapportError(
      'UNKNOWN_EVENT_VERSION',
      `The event ${id} is a ${type} of version "${metadata.schemaVersion}"; this program knows it up to version ${schemaVersion}`,
      { remedy: 'Run the version of Rapport that wrote it, or a later one.' },
    );
  }
  let shape = data;
  for (let version = recorded; version < schemaVersion; version += 1) shape = steps[version]!(shape as never);
  return shape;
}

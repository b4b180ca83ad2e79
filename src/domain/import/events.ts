import { event, type EventOf } from '../kernel/event.js';
import { run } from './fields.js';

export const ImportRunRecorded = event(
  'ImportRunRecorded',
  run,
  'An import came to the end of its file. Importing the same file again is the same run and records nothing.',
);

export const IMPORT_EVENTS = [ImportRunRecorded] as const;
export type ImportEvent = EventOf<(typeof IMPORT_EVENTS)[number]>;

import { event, type EventOf } from '../kernel/event.js';
import * as f from './fields.js';

export const InstrumentRegistered = event(
  'InstrumentRegistered',
  { instrumentId: f.instrumentId, name: f.name, licence: f.licence, items: f.items, composites: f.composites },
  'A questionnaire can be used. It never changes: a new version is a new instrument.',
);

export const INSTRUMENT_EVENTS = [InstrumentRegistered] as const;
export type InstrumentEvent = EventOf<(typeof INSTRUMENT_EVENTS)[number]>;

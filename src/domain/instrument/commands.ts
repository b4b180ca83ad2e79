import { command } from '../kernel/command.js';
import { optional } from '../kernel/fields.js';
import * as f from './fields.js';

export class RegisterInstrument extends command({
  aggregate: 'instrument',
  key: ['instrumentId'],
  description: 'Makes a questionnaire usable, with the terms on which it may be used. A new version is a new instrument.',
  fields: {
    instrumentId: f.instrumentId,
    name: f.name,
    licence: f.licence,
    items: f.items,
    composites: optional(f.composites),
  },
}) {}

export const INSTRUMENT_COMMANDS = [RegisterInstrument] as const;

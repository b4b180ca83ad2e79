import { COMMAND_CATALOG, ownFieldsOf } from '../plan/command-catalog.js';
import { compilePattern } from '../values/pattern.js';
import { isEncoding } from '../read/decoder.js';
import { isZone } from '../values/zone-clock.js';
import { checkFields } from './check-fields.js';
import { timeFormatProblem } from './check-format.js';
import { checkInbound } from './check-inbound.js';
import { checkRecordKind, ofTickets } from './check-record-kind.js';
import { invalidMapping, unknownName } from './invalid-mapping.js';
import type { ActivitySpec, CommandSpec, Format, Mapping, OneOrMany, StateSpec } from './mapping.js';

/** Commands that an import derives itself from `opening`, `assignment` and `registers`. */
const DERIVED: Readonly<Record<string, string>> = {
  LogTicket: 'opening',
  AssignTicket: 'registers.teams and assignment',
  UnassignTicket: 'registers.teams and assignment',
  CorrectTicketDepartment: 'registers.departments.whenChanged',
  StartInteraction: 'interaction',
  LinkInteractionToTicket: 'interaction',
};
/** About whom a mapping's commands may be: the ticket, or the contact. */
const ADDRESSED: ReadonlySet<string> = new Set(['ticket', 'interaction']);

/** Parts of a format that only some types have. */
const ONLY_OF: Readonly<Partial<Record<keyof Format, readonly Format['type'][]>>> = {
  delimiter: ['csv'],
  quote: ['csv'],
  escape: ['csv'],
  ragged: ['csv'],
  skipLines: ['csv', 'xlsx'],
  sheet: ['xlsx'],
  member: ['csv', 'ndjson', 'json', 'xes'],
  encoding: ['csv', 'ndjson', 'json', 'xes'],
  rows: ['json'],
  keyed: ['json'],
  each: ['ndjson', 'json', 'csv', 'xlsx'],
  separator: ['csv', 'xlsx'],
};

/** What a shape cannot say: encodings, zones, formats, commands and fields that exist. Throws INVALID_MAPPING naming the place. */
export function checkMapping(mapping: Mapping): void {
  checkFormat(mapping);
  checkTimes(mapping);
  checkPatterns(mapping, '');
  checkRecordKind(mapping);
  if (mapping.opening) checkFields('LogTicket', mapping.opening.fields, 'opening.fields', ownFieldsOf('LogTicket'));
  if (mapping.interaction)
    checkFields('StartInteraction', mapping.interaction.fields, 'interaction.fields', ownFieldsOf('StartInteraction'));
  checkAdopted(mapping);
  checkInbound(mapping);
  checkStates(mapping);
  mapping.changes?.forEach((part, i) => checkCommand(part, `changes[${i}]`, mapping));
  mapping.milestones?.forEach((part, i) => checkCommand(part, `milestones[${i}]`, mapping));
  for (const [activity, specs] of Object.entries(mapping.events?.values ?? {}))
    checkActivity(specs, `events.values.${activity}`, mapping);
  if (mapping.events?.otherwise !== undefined) checkActivity(mapping.events.otherwise, 'events.otherwise', mapping);
}

function checkFormat({ format }: Mapping): void {
  const { type, columns } = format;
  if (type !== 'csv' && type !== 'xlsx' && columns === undefined) {
    throw invalidMapping('format.columns', `this part is required for ${type}, where no header names the columns`);
  }
  for (const [part, types] of Object.entries(ONLY_OF)) {
    if (format[part as keyof Format] === undefined || types.includes(type)) continue;
    throw invalidMapping(`format.${part}`, `${type} has no such part; it is of ${types.join(' and ')}`, 'Leave it out.');
  }
  if (format.encoding !== undefined && !isEncoding(format.encoding)) {
    throw invalidMapping(
      'format.encoding',
      `there is no encoding "${format.encoding}"`,
      'Use utf-8, windows-1252, iso-8859-15, utf-16le, cp850 or another of the WHATWG list or of the code pages.',
    );
  }
}

function checkTimes({ zone, times }: Mapping): void {
  const name = typeof zone === 'object' ? zone.name : zone;
  if (name !== undefined && !isZone(name)) {
    throw invalidMapping(
      typeof zone === 'object' ? 'zone.name' : 'zone',
      `there is no time zone "${name}"`,
      'Use a name of the IANA data base: Europe/Berlin, UTC.',
    );
  }
  for (const [column, formats] of Object.entries(times)) {
    for (const format of typeof formats === 'string' ? [formats] : formats) {
      const problem = timeFormatProblem(format);
      if (problem !== undefined) throw invalidMapping(`times.${column}`, `"${format}": ${problem}`);
    }
  }
}

/** Every regular expression in it, wherever: `match` of a derived column, `matches` of a condition. */
function checkPatterns(part: unknown, field: string): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [name, inner] of Object.entries(part)) {
    const place = Array.isArray(part) ? `${field}[${name}]` : field === '' ? name : `${field}.${name}`;
    if ((name === 'match' || name === 'matches') && typeof inner === 'string') compilePattern(inner, place);
    else checkPatterns(inner, place);
  }
}

/** What teams had adopted is constant: checked whole, as the commands that it becomes. */
function checkAdopted({ registers: { teams } }: Mapping): void {
  for (const [part, command] of [
    ['targets', 'AdoptTargets'],
    ['calendar', 'AdoptCalendar'],
  ] as const) {
    const given = teams?.[part];
    if (given !== undefined) checkFields(command, given, `registers.teams.${part}`, ['teamId']);
    if (given !== undefined && Number.isNaN(Date.parse(given.effectiveAt)))
      throw invalidMapping(
        `registers.teams.${part}.effectiveAt`,
        `"${given.effectiveAt}" is no moment`,
        'Write 2025-01-01T00:00:00Z.',
      );
  }
}

function checkStates(mapping: Mapping): void {
  const { states } = mapping;
  if (states === undefined) return;
  for (const [command, fields] of Object.entries(states.commands ?? {})) {
    const field = `states.commands.${command}`;
    if (!COMMAND_CATALOG.has(command)) throw unknownName(field, 'command', command, COMMAND_CATALOG.keys());
    checkFields(command, fields, field, [...ownFieldsOf(command), 'reason', 'workaround'], 'MAY_SET');
  }
  for (const [state, spec] of Object.entries(states.values)) checkState(spec, `states.values.${state}`);
  for (const part of ['otherwise', 'whenMissing'] as const) {
    const spec = states[part];
    if (spec !== undefined && spec !== 'keep') checkState(spec, `states.${part}`);
  }
}

function checkState(spec: StateSpec, field: string): void {
  if (typeof spec === 'string' || spec.reason === undefined) return;
  checkFields('PlaceTicketOnHold', { reason: spec.reason }, field, ownFieldsOf('PlaceTicketOnHold'));
}

function checkActivity(specs: OneOrMany<ActivitySpec>, field: string, mapping: Mapping): void {
  for (const spec of Array.isArray(specs) ? (specs as readonly ActivitySpec[]) : [specs as ActivitySpec]) {
    if (spec === 'ignore') continue;
    if ('state' in spec && mapping.opening === undefined) throw ofTickets(field, 'a state');
    if ('state' in spec) checkState(spec, field);
    else checkCommand(spec, field, mapping);
  }
}

function checkCommand({ command, fields }: CommandSpec, field: string, { opening, interaction }: Mapping): void {
  const addressable = [...COMMAND_CATALOG].filter(
    ([name, { definition }]) => ADDRESSED.has(definition.aggregate) && !(name in DERIVED),
  );
  const place = DERIVED[command];
  if (place !== undefined)
    throw invalidMapping(`${field}.command`, `${command} is derived from ${place}`, `Declare ${place} instead.`);
  const names = addressable.map(([name]) => name);
  if (!names.includes(command)) throw unknownName(`${field}.command`, 'command on a ticket or its contact', command, names);
  const { aggregate } = COMMAND_CATALOG.get(command)?.definition ?? {};
  if (aggregate === 'ticket' && opening === undefined) throw ofTickets(`${field}.command`, command);
  if (aggregate === 'interaction' && interaction === undefined) {
    throw invalidMapping(
      `${field}.command`,
      `${command} is about a contact, and no interaction is declared`,
      'Declare interaction.',
    );
  }
  checkFields(command, fields, `${field}.fields`, ownFieldsOf(command));
}

import { DateTime } from 'luxon';
import { SPREADSHEET_DAYS, isZone } from '../values/time-reader.js';
import { isLanguage } from '../values/month-names.js';
import { wallClockReader } from '../values/wall-clock.js';
import { invalidMapping, unknownName } from './invalid-mapping.js';
import type { ActivitySpec, CommandSpec, Format, Mapping, OneOrMany, StateSpec } from './mapping.js';
import { COMMAND_CATALOG, ownFieldsOf } from '../plan/command-catalog.js';
import { compilePattern } from '../values/pattern.js';
import { isEncoding } from '../read/decoder.js';
import { calendarFault } from '../../domain/team/decider.js';
import { checkConstants, checkFields } from './check-fields.js';

const SPECIAL = new Set(['iso', 'epoch-seconds', 'epoch-millis', SPREADSHEET_DAYS]);

/** The problem with a time format; undefined where there is none. A format must read back what it writes. */
export function timeFormatProblem(format: string): string | undefined {
  if (SPECIAL.has(format)) return undefined;
  if (!/y/.test(format))
    return 'the format has no year (tokens as in Luxon: yyyy MM dd HH mm ss, d M H without padding, ZZ for +01:00)';
  if (/'[^']*Z'\s*$/.test(format))
    return 'the format reads the Z that means UTC as a plain letter: write `iso`, or Z without quotes';
  const sample = DateTime.fromISO('2026-11-23T14:05:06.007Z', { zone: 'utc' });
  const written = sample.toFormat(format, { locale: 'en' });
  const fits = wallClockReader(format)?.(written) !== undefined || DateTime.fromFormat(written, format, { locale: 'en' }).isValid;
  return fits
    ? undefined
    : 'the format cannot be read (tokens as in Luxon; `iso`, `epoch-seconds`, `epoch-millis`, `spreadsheet-days`)';
}

/** Checks that a posted body can be authenticated and read. Throws INVALID_MAPPING. */
export function checkInbound({ inbound, format, join, fidelity }: Mapping): void {
  if (inbound === undefined) return;
  if (inbound.receivedAt !== undefined && fidelity === 'HISTORY') {
    throw invalidMapping(
      'inbound.receivedAt',
      'the moment of a delivery is not part of a history: a repeated delivery would have a later one',
      'Declare fidelity: SNAPSHOT, or name a moment that the source gives.',
    );
  }
  const { hmac, token, timestamp, columns = format.columns } = inbound;
  if ((hmac === undefined) === (token === undefined)) {
    throw invalidMapping('inbound', 'declare how deliveries are signed: either hmac or token');
  }
  const signs = hmac?.signs ?? '{body}';
  if (!signs.includes('{body}'))
    throw invalidMapping('inbound.hmac.signs', 'a signature that does not cover {body} proves nothing');
  if (signs.includes('{timestamp}') && timestamp === undefined) {
    throw invalidMapping('inbound.timestamp', 'hmac.signs uses {timestamp}: declare its header and age limit');
  }
  if (!signs.includes('{timestamp}') && timestamp !== undefined) {
    throw invalidMapping(
      'inbound.timestamp',
      'a timestamp that is not signed proves nothing: anyone who has a delivery could change it',
      'Let hmac.signs include {timestamp}, as the source signs it, or leave timestamp out.',
    );
  }
  if (join !== undefined)
    throw invalidMapping('join', 'a delivery contains no joined tables', 'Leave it out, or leave inbound out.');
  if (columns === undefined || format.type === 'xes') {
    throw invalidMapping('inbound.columns', 'a delivery has no header', 'List the columns to read; a.b reaches into an object.');
  }
}

const OF_TICKETS = ['assignment', 'states', 'promise', 'relationships', 'reported'] as const;
const ALONE = ['benchmarks', 'response'] as const;
const NOT_ALONE = ['opening', 'interaction', 'changes', 'events', 'milestones', 'actor', 'pseudonyms', ...OF_TICKETS] as const;

/**
 * Checks which kind of record the mapping produces: `benchmarks` figures of others, `response` survey answers, `opening`
 * tickets, otherwise contacts. Parts of one kind are invalid for another. Throws INVALID_MAPPING.
 */
export function checkRecordKind(mapping: Mapping): void {
  const { opening, interaction, registers } = mapping;
  const alone = ALONE.find((name) => mapping[name] !== undefined);
  if (alone !== undefined) return checkAlone(alone, mapping);
  if (opening !== undefined) {
    if (interaction?.ticket === undefined) return;
    const problem = 'the contact already concerns the ticket that it opens';
    throw invalidMapping('interaction.ticket', problem, 'Leave it out, or leave opening out if the rows are contacts.');
  }
  if (interaction === undefined) {
    throw invalidMapping('opening', 'this part is required, or only interaction if the rows are contacts and not tickets');
  }
  const corrects = registers.departments.whenChanged === 'correct' ? ['registers.departments.whenChanged'] : [];
  const [part] = [...OF_TICKETS.filter((name) => mapping[name] !== undefined), ...corrects];
  if (part !== undefined) throw ofTickets(part, part);
}

/** Such rows produce nothing else and name no persons: an answer must not be linkable to its author's other actions. */
function checkAlone(kind: (typeof ALONE)[number], mapping: Mapping): void {
  const { registers, response } = mapping;
  const named = registers.teams !== undefined || Object.keys(registers.departments).length > 0 ? ['registers'] : [];
  const others = [...ALONE.filter((name) => name !== kind), ...NOT_ALONE].filter((name) => mapping[name] !== undefined);
  const [part] = [...others, ...named];
  if (part !== undefined)
    throw invalidMapping(part, `${part} is not allowed together with ${kind}`, `Leave it out, or leave ${kind} out.`);
  if (response === undefined) return;
  const { surveyId, respondentRef } = response;
  checkFields('SubmitSurveyResponse', { surveyId, respondentRef }, 'response', ['answers']);
}

/** The error for a part or command about tickets in a mapping that opens none. */
export const ofTickets = (field: string, what: string) =>
  invalidMapping(field, `${what} concerns tickets, but no opening is declared`, 'Declare opening, or leave it out.');

/** Commands that the import derives itself from `opening`, `assignment` and `registers`. */
const DERIVED: Readonly<Record<string, string>> = {
  LogTicket: 'opening',
  AssignTicket: 'registers.teams and assignment',
  UnassignTicket: 'registers.teams and assignment',
  CorrectTicketDepartment: 'registers.departments.whenChanged',
  StartInteraction: 'interaction',
  LinkInteractionToTicket: 'interaction',
};
/** The aggregates that a mapping's commands may address: the ticket, or the contact. */
const ADDRESSED: ReadonlySet<string> = new Set(['ticket', 'interaction']);
/** Commands for the import's own bookkeeping, which a mapping may not use. */
const OF_IMPORT: ReadonlySet<string> = new Set(['CorrectTicketHistory', 'NoteTicketRows']);

/** Format parts that only some types have. */
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

/**
 * Checks what the JSON Schema cannot express: that encodings, zones, formats, commands and fields exist. Throws
 * INVALID_MAPPING naming the place.
 */
export function checkMapping(mapping: Mapping): void {
  checkFormat(mapping.format, 'format');
  for (const [name, { format }] of Object.entries(mapping.join ?? {})) checkFormat(format, `join.${name}.format`);
  checkTimes(mapping);
  checkPatterns(mapping, '');
  checkRecordKind(mapping);
  if (mapping.opening) checkFields('LogTicket', mapping.opening.fields, 'opening.fields', ownFieldsOf('LogTicket'));
  if (mapping.interaction)
    checkFields('StartInteraction', mapping.interaction.fields, 'interaction.fields', ownFieldsOf('StartInteraction'));
  checkAdopted(mapping);
  checkInbound(mapping);
  checkStates(mapping);
  if (mapping.promise !== undefined && mapping.registers.teams === undefined)
    throw invalidMapping(
      'promise',
      'there is no team that could have made the promise',
      'Declare registers.teams, or leave promise out.',
    );
  mapping.changes?.forEach((part, i) => checkCommand(part, `changes[${i}]`, mapping));
  mapping.milestones?.forEach((part, i) => checkCommand(part, `milestones[${i}]`, mapping));
  for (const [activity, specs] of Object.entries(mapping.events?.values ?? {}))
    checkActivity(specs, `events.values.${activity}`, mapping);
  if (mapping.events?.otherwise !== undefined) checkActivity(mapping.events.otherwise, 'events.otherwise', mapping);
}

function checkFormat(format: Format, field: string): void {
  const { type, columns } = format;
  if (type !== 'csv' && type !== 'xlsx' && columns === undefined) {
    throw invalidMapping(`${field}.columns`, `this part is required for ${type}, because no header names the columns`);
  }
  for (const [part, types] of Object.entries(ONLY_OF)) {
    if (format[part as keyof Format] === undefined || types.includes(type)) continue;
    throw invalidMapping(
      `${field}.${part}`,
      `${type} does not have this part; it belongs to ${types.join(' and ')}`,
      'Leave it out.',
    );
  }
  if (format.encoding !== undefined && !isEncoding(format.encoding)) {
    throw invalidMapping(
      `${field}.encoding`,
      `there is no encoding "${format.encoding}"`,
      'Use utf-8, windows-1252, iso-8859-15, utf-16le, cp850 or another encoding of the WHATWG list or of the code pages.',
    );
  }
}

function checkTimes({ zone, times, language }: Mapping): void {
  if (language !== undefined && !isLanguage(language))
    throw invalidMapping('language', `"${language}" is no language whose months are known`, 'Use a code: de, fr, es.');
  const name = typeof zone === 'object' ? zone.name : zone;
  if (name !== undefined && !isZone(name)) {
    throw invalidMapping(
      typeof zone === 'object' ? 'zone.name' : 'zone',
      `there is no time zone "${name}"`,
      'Use a name of the IANA time zone database: Europe/Berlin, UTC.',
    );
  }
  for (const [column, formats] of Object.entries(times)) {
    for (const format of typeof formats === 'string' ? [formats] : formats) {
      const problem = timeFormatProblem(format);
      if (problem !== undefined) throw invalidMapping(`times.${column}`, `"${format}": ${problem}`);
    }
  }
}

/** Compiles every regular expression in the mapping: `match` of a derived column, `matches` of a condition. */
function checkPatterns(part: unknown, field: string): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [name, inner] of Object.entries(part)) {
    const place = Array.isArray(part) ? `${field}[${name}]` : field === '' ? name : `${field}.${name}`;
    if ((name === 'match' || name === 'matches') && typeof inner === 'string') compilePattern(inner, place);
    else checkPatterns(inner, place);
  }
}

/** The adopted targets and calendars are constant, so check them in full, as the commands that they become. */
function checkAdopted({ registers: { teams } }: Mapping): void {
  for (const [part, command] of [
    ['targets', 'AdoptTargets'],
    ['calendar', 'AdoptCalendar'],
  ] as const) {
    const given = teams?.[part];
    if (given === undefined) continue;
    const place = `registers.teams.${part}`;
    checkFields(command, given, place, ['teamId']);
    checkConstants(command, given, place);
    // A time without an offset would be read in the zone of this machine.
    const isDated = /^\d{4}-\d{2}-\d{2}$|(Z|[+-]\d{2}:\d{2})$/.test(given.effectiveAt);
    if (!isDated || Number.isNaN(Date.parse(given.effectiveAt)))
      throw invalidMapping(`${place}.effectiveAt`, `"${given.effectiveAt}" is not a moment`, 'Write 2025-01-01T00:00:00Z.');
  }
  const fault = teams?.calendar && calendarFault({ hours: [], holidays: [], ...teams.calendar });
  if (fault) throw invalidMapping(`registers.teams.calendar.${fault.field}`, fault.message);
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

function checkCommand({ command, fields, row }: CommandSpec, field: string, { opening, interaction, record }: Mapping): void {
  if (row === 'last' && record.ended === undefined) {
    throw invalidMapping(
      `${field}.row`,
      'the last row of a record is unknown as long as rows may follow',
      'Declare in record.ended how the last row of a finished record looks: { Status: Closed }.',
    );
  }
  const addressable = [...COMMAND_CATALOG].filter(
    ([name, { definition }]) => ADDRESSED.has(definition.aggregate) && !(name in DERIVED) && !OF_IMPORT.has(name),
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
      `${command} concerns a contact, but no interaction is declared`,
      'Declare interaction.',
    );
  }
  checkFields(command, fields, `${field}.fields`, ownFieldsOf(command));
}

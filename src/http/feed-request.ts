import { RapportError } from '../domain/kernel/errors.js';
import type { Place } from '../feed/log-tail.js';
import { ID_PATTERN } from '../domain/kernel/fields.js';
import { type FeedFilter, knownStream, knownTypes } from '../feed/feed-filter.js';

export interface FeedRequest {
  readonly after: Place;
  /** Where `after` was said: the header stands above the parameter. */
  readonly afterIn: 'after' | 'Last-Event-ID';
  readonly until?: Place;
  readonly filter: FeedFilter;
  /** Ends the stream after so many events; Infinity when not asked for. */
  readonly limit: number;
}

const PARAMETERS = ['after', 'until', 'limit', 'types', 'stream', 'department', 'team'] as const;
type Parameter = (typeof PARAMETERS)[number];

/**
 * Reads what a client of the feed asks for. `Last-Event-ID` stands above `after`: a browser that reconnects repeats the address it began
 * with and adds where it got to. Throws INVALID_INPUT; whether the position exists only the log knows.
 */
export function feedRequest(query: Readonly<Record<string, unknown>>, lastEventId: string | undefined): FeedRequest {
  const given = parameters(query);
  return {
    after: lastEventId || given.after || 'start',
    afterIn: lastEventId ? 'Last-Event-ID' : 'after',
    ...(given.until === undefined ? {} : { until: place('until', given.until) }),
    filter: {
      ...(given.types === undefined ? {} : { types: knownTypes(given.types.split(',')) }),
      ...(given.stream === undefined ? {} : { stream: knownStream(given.stream) }),
      ...(given.department === undefined ? {} : { departmentId: id('department', given.department) }),
      ...(given.team === undefined ? {} : { teamId: id('team', given.team) }),
    },
    limit: given.limit === undefined ? Infinity : count(given.limit),
  };
}

function parameters(query: Readonly<Record<string, unknown>>): Partial<Record<Parameter, string>> {
  for (const [name, value] of Object.entries(query)) {
    if (!PARAMETERS.includes(name as Parameter)) {
      throw refuse(name, `"${name}" is not a parameter of the feed`, `Known are ${PARAMETERS.join(', ')}.`);
    }
    if (typeof value !== 'string')
      throw refuse(name, `"${name}" is given more than once`, 'Give it once; types are separated by commas.');
  }
  return query;
}

function id(parameter: Parameter, value: string): string {
  if (new RegExp(ID_PATTERN).test(value)) return value;
  throw refuse(parameter, `"${value}" is not an id`, 'Ids are made of letters, digits, dashes and underscores.');
}

function place(parameter: Parameter, value: string): string {
  if (value !== '') return value;
  throw refuse(parameter, `"${parameter}" is empty`, 'Give a position, or `end`.');
}

function count(value: string): number {
  if (/^[1-9]\d{0,14}$/.test(value)) return Number(value);
  throw refuse('limit', `"${value}" is not a number of events`, 'Give a whole number from 1 on, or leave it out.');
}

const refuse = (field: string, message: string, remedy: string) => new RapportError('INVALID_INPUT', message, { field, remedy });

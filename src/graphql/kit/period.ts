import { instant } from '../../commands/edge/validate.js';
import { RapportError } from '../../domain/kernel/errors.js';

/** A moment that may be absent, in UTC. Throws INVALID_INPUT naming the argument. */
export const optionalInstant = (text: string | null | undefined, field: string): string | undefined =>
  text === null || text === undefined ? undefined : instant(text, field);

/** Clocks of two machines differ: so far ahead a moment counts as now. */
const CLOCK_DIFFERENCE = 60_000;

/**
 * A moment that is not still to come, or absent.
 * @throws RapportError INVALID_INPUT naming the argument, more than a minute ahead: what will have been then, nobody knows
 */
export function pastInstant(text: string | null | undefined, now: string, field: string): string | undefined {
  const moment = optionalInstant(text, field);
  if (moment === undefined || moment <= now) return moment;
  if (Date.parse(moment) <= Date.parse(now) + CLOCK_DIFFERENCE) return now;
  throw new RapportError('INVALID_INPUT', `\`${field}\` is ${moment}, which is still to come.`, {
    field,
    remedy: 'Give a moment up to now, or leave it out for the present one.',
  });
}

type End = string | null | undefined;

/**
 * The ends of a period that is asked about, in UTC; an end that is absent is open.
 * @param names of the arguments, for a refusal
 * @throws RapportError INVALID_INPUT naming the argument that is no moment, or the second where it is before the first: the answer would be
 * "nothing", which reads as if nothing had happened
 */
export function period(
  [first, second]: readonly [End, End],
  names: readonly [string, string] = ['from', 'to'],
): [string?, string?] {
  const [from, to] = [optionalInstant(first, names[0]), optionalInstant(second, names[1])];
  if (from !== undefined && to !== undefined && to < from) {
    throw new RapportError('INVALID_INPUT', `\`${names[1]}\` is ${to}, which is before \`${names[0]}\`, ${from}.`, {
      field: names[1],
      remedy: 'Give a later one, or exchange the two.',
    });
  }
  return [from, to];
}

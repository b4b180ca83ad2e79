import { RapportError } from '../../domain/kernel/errors.js';
import { optionalInstant } from './optional-instant.js';

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

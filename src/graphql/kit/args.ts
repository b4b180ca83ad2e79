import { ArgsType, Field, ID, Int, OmitType } from '@nestjs/graphql';
import { instant } from '../../commands/edge/moments.js';
import { withoutNulls } from '../../commands/edge/validate.js';
import { flawed } from '../../domain/kernel/errors.js';
import { DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE, type PageArgs as Paging } from '../../queries/paging/page.js';
import { DateTime, Position } from './scalars.js';

@ArgsType()
export class WhenArgs {
  @Field(() => Position, {
    nullable: true,
    description: 'Wait, bounded, until the views have taken in this position: my own write.',
  })
  readonly minPosition?: string | null;

  @Field(() => Position, { nullable: true, description: 'The views as the log up to this position makes them.' })
  readonly atPosition?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The views as they were known at this moment: of what was recorded by then. Instead of `atPosition`.',
  })
  readonly knownAt?: string | null;
}

@ArgsType()
export class PageArgs extends WhenArgs implements Paging {
  @Field(() => Int, { nullable: true, description: `${DEFAULT_PAGE_SIZE} when absent, ${MAX_PAGE_SIZE} at most.` })
  readonly first?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor after which the page begins; from the beginning when absent.' })
  readonly after?: string | null;

  @Field(() => Int, { nullable: true, description: `From the end; ${MAX_PAGE_SIZE} at most.` }) readonly last?: number | null;

  @Field(() => String, { nullable: true, description: 'The cursor before which the page ends; at the end when absent.' })
  readonly before?: string | null;
}

/** Of a connection within an answer: it is read at the moment of what it belongs to. */
@ArgsType()
export class NestedPageArgs extends OmitType(PageArgs, ['minPosition', 'atPosition', 'knownAt'] as const, ArgsType) {}

/** How a mutation's `input` is declared. */
export const INPUT = { description: 'What is asked for, field by field; each says what it means.' } as const;

/** How a team or department that a question may be narrowed to is declared. (docs/decisions/0006-identity-when-asked.md) */
export const SIDE = { nullable: true, description: 'With all that has gone on as it by the moment asked about.' } as const;

export const SHOWN_AS_OF = {
  nullable: true,
  description: 'Names, tree and mergers as of this moment; the present one when absent.',
} as const;

export const AS_OF = { nullable: true, description: 'The moment asked about; the present one when absent.' } as const;

@ArgsType()
export class IdArgs extends WhenArgs {
  @Field(() => ID, { description: 'Its own id, not the global one of a node.' }) readonly id: string;
}

@ArgsType()
export class AsOfIdArgs extends IdArgs {
  @Field(() => DateTime, SHOWN_AS_OF) readonly asOf?: string | null;
}

/** The same with only what was given: in a filter, null says "do not filter by this". */
export type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], null> };

export const given = <T extends object>(values: T | null | undefined): Given<T> => withoutNulls(values ?? {}) as Given<T>;

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
  throw flawed(field, {
    what: `is ${moment}, which is still to come`,
    remedy: 'Give a moment up to now, or leave it out for the present one.',
    reason: { code: 'STILL_TO_COME' },
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
    throw flawed(names[1], {
      what: `is ${to}, which is before \`${names[0]}\`, ${from}`,
      remedy: 'Give a later one, or exchange the two.',
      reason: { code: 'BEFORE', parameters: { moment: from } },
    });
  }
  return [from, to];
}

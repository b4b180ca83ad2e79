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
    description: 'Wait, for a limited time, until the views contain this position, such as that of your own write.',
  })
  readonly minPosition?: string | null;

  @Field(() => Position, { nullable: true, description: 'The views as of this position of the log.' })
  readonly atPosition?: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The views as of what was recorded by this moment. Alternative to `atPosition`.',
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

/** Arguments of a connection nested in an answer: it is read at the moment of its parent. */
@ArgsType()
export class NestedPageArgs extends OmitType(PageArgs, ['minPosition', 'atPosition', 'knownAt'] as const, ArgsType) {}

/** Options of a mutation's `input` argument. */
export const INPUT = { description: 'The arguments of the query.' } as const;

/** Options of an argument that narrows a query to a team or department. (docs/decisions/0006-mergers-resolved-when-asked.md) */
export const SIDE = {
  nullable: true,
  description: 'Includes everything that it continues as of the moment of the query.',
} as const;

export const SHOWN_AS_OF = {
  nullable: true,
  description: 'Names, tree and mergers as of this moment; now when absent.',
} as const;

export const AS_OF = { nullable: true, description: 'The moment of the query; now when absent.' } as const;

@ArgsType()
export class IdArgs extends WhenArgs {
  @Field(() => ID, { description: 'Its id, not the global one of a node.' }) readonly id: string;
}

@ArgsType()
export class AsOfIdArgs extends IdArgs {
  @Field(() => DateTime, SHOWN_AS_OF) readonly asOf?: string | null;
}

/** The values without nulls: in a filter, null means "do not filter by this field". */
export type Given<T> = { readonly [K in keyof T]?: Exclude<T[K], null> };

export const given = <T extends object>(values: T | null | undefined): Given<T> => withoutNulls(values ?? {}) as Given<T>;

/** An optional moment, in UTC. @throws RapportError INVALID_INPUT naming the argument */
export const optionalInstant = (text: string | null | undefined, field: string): string | undefined =>
  text === null || text === undefined ? undefined : instant(text, field);

/** Tolerance for clocks that differ, in milliseconds: a moment up to this far in the future counts as now. */
const CLOCK_DIFFERENCE = 60_000;

/**
 * An optional moment that is not in the future.
 * @throws RapportError INVALID_INPUT naming the argument when it is more than a minute ahead: the state at that moment is unknown
 */
export function pastInstant(text: string | null | undefined, now: string, field: string): string | undefined {
  const moment = optionalInstant(text, field);
  if (moment === undefined || moment <= now) return moment;
  if (Date.parse(moment) <= Date.parse(now) + CLOCK_DIFFERENCE) return now;
  throw flawed(field, {
    what: `is ${moment}, which is in the future`,
    remedy: 'Give a moment in the past, or leave it out for the present one.',
    reason: { code: 'STILL_TO_COME' },
  });
}

type End = string | null | undefined;

/**
 * The ends of a requested period, in UTC; an absent end is open.
 * @param names of the arguments, for errors
 * @throws RapportError INVALID_INPUT naming the argument that is no moment, or the second one when it is before the first: an
 * empty answer would suggest that nothing had happened
 */
export function period(
  [first, second]: readonly [End, End],
  names: readonly [string, string] = ['from', 'to'],
): [string?, string?] {
  const [from, to] = [optionalInstant(first, names[0]), optionalInstant(second, names[1])];
  if (from !== undefined && to !== undefined && to < from) {
    throw flawed(names[1], {
      what: `is ${to}, which is before \`${names[0]}\`, ${from}`,
      remedy: 'Give a later moment, or exchange the two.',
      reason: { code: 'BEFORE', parameters: { moment: from } },
    });
  }
  return [from, to];
}

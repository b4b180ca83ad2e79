import { Injectable } from '@nestjs/common';
import { COUNT_OF_STATE, NO_TICKETS } from '../../projections/department/document.js';
import type { RelationshipDocument } from '../../projections/relationship/document.js';
import type { Settings } from '../../projections/trials/settings.js';
import type { TicketFacts } from '../../projections/trials/ticket-facts.js';
import { DatedSettings } from './dated-settings.js';
import { awaitedTouchpointsAt, touchpointsAt, type Touchpoint } from './engagement.js';
import type { Identities } from './identity/identities.js';
import { MAX_PAGE_SIZE } from './paging/page.js';
import { readAll, walk } from './paging/paginate.js';
import { departmentsAt, type Department } from './register.js';
import { hadMet, relationshipsAt, type JoinedRelationship } from './relationship/joined-relationship.js';
import { pairsOf } from './relationship/pairs-tallies.js';
import { Scores } from './score/scores.js';
import { ticketAt, type TicketAt } from './ticket/ticket-clocks.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

/** A word that IT owes the department, now or later. */
export interface PromisedWord {
  readonly ticketId: string;
  readonly teamId: string | null;
  readonly departmentId: string;
  readonly kind: 'ACKNOWLEDGEMENT' | 'UPDATE';
  readonly promisedAt: string;
  readonly dueAt: string;
}
/** The content of a department's home page, all as of one moment. */
export interface DepartmentOverview {
  readonly department: Department;
  /** By state. */
  readonly tickets: Department['tickets'];
  /** Observed and established relationships, without ended ones. */
  readonly relationships: readonly JoinedRelationship[];
  /** The planned meetings that are still to come. */
  readonly nextTouchpoints: readonly Touchpoint[];
  /** The words that IT owes next, the earliest first. */
  readonly openPromises: readonly PromisedWord[];
}

/** Question 1. Null when there is no such department. */
@Injectable()
export class AskDepartmentOverview {
  constructor(
    private readonly settings: DatedSettings,
    private readonly scores: Scores,
  ) {}

  /** @param asOf a moment in the past; now when absent */
  async execute(
    reader: ViewReader,
    departmentId: string,
    asOf: string | undefined,
    now: string,
    identities: Identities,
  ): Promise<DepartmentOverview | null> {
    const moment = asOf ?? now;
    const settings = await this.settings.of(reader);
    const [departments, relationships, touchpoints, tickets] = await Promise.all([
      departmentsAt(reader, identities, [departmentId], moment),
      relationshipsOf(reader, this.scores, identities, departmentId, asOf),
      touchpointsAt(reader, settings, departmentId, moment, identities),
      ticketsOf(reader, settings, identities.departments.partsOf(departmentId), moment, asOf !== undefined),
    ]);
    const department = departments.get(departmentId);
    if (!department) return null;
    return {
      department,
      tickets: asOf === undefined ? department.tickets : countsOf(tickets),
      relationships,
      nextTouchpoints: touchpoints.filter(({ state, plannedFor }) => state === 'PLANNED' && plannedFor >= moment),
      openPromises: tickets.flatMap(promisesOf).sort(byDue).slice(0, MAX_PAGE_SIZE),
    };
  }
}

/** A department's tickets and meetings at a past moment. For the present, the register's record has them. */
export type DepartmentSummary = Pick<Department, 'tickets' | 'touchpoints'>;

/** The tickets and meetings of departments at a past moment, by id; each includes the departments merged into it. */
export async function departmentSummariesAt(
  reader: ViewReader,
  settings: Settings,
  { departments }: Identities,
  ids: readonly string[],
  at: string,
): Promise<ReadonlyMap<string, DepartmentSummary>> {
  const parts = [...new Set(ids.flatMap((id) => departments.partsOf(id)))];
  const [tickets, touchpoints] = await Promise.all([
    ticketsOf(reader, settings, parts, at, true),
    awaitedTouchpointsAt(reader, parts, at),
  ]);
  return new Map(
    ids.map((id) => {
      const isOf = ({ departmentId }: { readonly departmentId: string }) => departments.partsOf(id).includes(departmentId);
      return [id, { tickets: countsOf(tickets.filter(isOf)), touchpoints: touchpoints.filter(isOf) }];
    }),
  );
}

/**
 * The tickets of departments at a moment. Of the present state only open tickets are needed, because the others are counted
 * already.
 */
async function ticketsOf(
  reader: ViewReader,
  settings: Settings,
  departmentIds: readonly string[],
  moment: string,
  isPast: boolean,
): Promise<readonly TicketAt[]> {
  const ranges = isPast ? [] : [{ field: 'openUntil', from: moment }];
  const found = new Map<string, TicketAt>();
  const of = (field: string) => departmentIds.map((id) => ({ where: { [field]: id, kind: 'TICKET' }, ranges }));
  // A ticket that was corrected once is found under its first department. One that was corrected again may be found under
  // neither, so all of those are read.
  const past = [of('firstDepartmentId'), [{ where: { correctedAgain: true } }]];
  for (const filter of [of('departmentId'), ...(isPast ? past : [])]) {
    for await (const ticket of readAll<TicketFacts>(reader, { view: 'trials', filter })) {
      const at = ticketAt(ticket, settings, moment);
      if (at && departmentIds.includes(at.departmentId)) found.set(at.ticketId, at);
    }
  }
  return [...found.values()];
}

function countsOf(tickets: readonly TicketAt[]): Department['tickets'] {
  const counts = { ...NO_TICKETS };
  for (const { story } of tickets) counts[COUNT_OF_STATE[story.status]] += 1;
  return counts;
}

function promisesOf({ ticketId, departmentId, story, open }: TicketAt): readonly PromisedWord[] {
  if (!story.isOpen) return [];
  const of = { ticketId, departmentId };
  const words = open.map(
    ({ teamId, givenAt: promisedAt, dueAt }) => ({ ...of, teamId, kind: 'UPDATE', promisedAt, dueAt }) as const,
  );
  const cycle = story.cycles.at(-1);
  if (cycle?.acknowledgeBy === undefined || cycle.answeredAt !== undefined || cycle.teamId === null) return words;
  const { teamId, begunAt: promisedAt, acknowledgeBy: dueAt } = cycle;
  return [{ ...of, teamId, kind: 'ACKNOWLEDGEMENT', promisedAt, dueAt }, ...words];
}

const byDue = (a: PromisedWord, b: PromisedWord): number => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0);

const GOES_ON: readonly string[] = ['OBSERVED', 'ESTABLISHED'];

/**
 * The department's relationships that have not ended. Merged relationships are one, which has ended only when all its parts
 * have.
 */
async function relationshipsOf(
  reader: ViewReader,
  scores: Scores,
  identities: Identities,
  departmentId: string,
  asOf: string | undefined,
): Promise<readonly JoinedRelationship[]> {
  const state = identities.hasNoMergers && asOf === undefined ? GOES_ON : undefined;
  const filter = identities.covered({ departmentId }).map((sides) => where({ ...sides, state }));
  const found = await walk<RelationshipDocument>(reader, { view: 'relationship', filter }, { limit: MAX_PAGE_SIZE });
  const names = new Set(found.flatMap(({ document }) => identities.listedAs(document, { departmentId }) ?? []));
  for (const sides of identities.covered({ departmentId })) {
    for await (const pair of pairsOf(reader, sides))
      names.add(identities.listedAs(pair, { departmentId }) ?? pair.relationshipId);
  }
  const joined = await relationshipsAt(reader, identities, [...names], asOf);
  const goOn = [...joined.values()].filter(({ state }) => GOES_ON.includes(state));
  if (asOf === undefined) return goOn;
  const basis = await scores.basis(reader, asOf);
  return goOn.filter((one) => hadMet(one, asOf, basis));
}

import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { DepartmentDocument } from '../../../projections/department/document.js';
import type { TouchpointDocument } from '../../../projections/touchpoints/document.js';
import { AskedOf } from '../asked-of.js';
import { dayOf, startOfDay } from '../days.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { readAll } from '../paging/read-all.js';
import { walk } from '../paging/walk.js';
import { departmentsAt } from '../register/department-at.js';
import type { ViewReader } from '../view-reader.js';

/** How far back a calendar looks when nobody says from when. */
const DAYS_BACK = 90;

/** As the document says, but a meeting of which nobody said whether it took place is UNREPORTED once its time has passed. */
export const TOUCHPOINT_STATES = ['PLANNED', 'HELD', 'MISSED', 'UNREPORTED', 'CANCELLED', 'CALLED_OFF'] as const;
export interface Touchpoint extends Omit<TouchpointDocument, 'state'> {
  readonly state: (typeof TOUCHPOINT_STATES)[number];
  /** Held with both sides there; null while it is still to come, or when it was called off. */
  readonly kept: boolean | null;
}
export interface EngagementCalendar {
  readonly liaisons: DepartmentDocument['liaisons'];
  /** The first one still to come, whatever the period. */
  readonly next: Touchpoint | null;
  /** By time, those of the period. */
  readonly touchpoints: readonly Touchpoint[];
  /** Among them: those whose time has come, and those kept of these. */
  readonly due: number;
  readonly kept: number;
}

/** Question 13: who is our liaison, when is the next visit, were visits kept? By when a meeting was planned for. Null: no such department. */
export class AskEngagementCalendar extends AskedOf<EngagementCalendar | null> {
  constructor(
    reader: ViewReader,
    readonly departmentId: string,
    readonly from: string | undefined,
    readonly to: string | undefined,
    readonly now: string,
    readonly identities: Identities = PLAIN,
  ) {
    super(reader);
  }
}

@QueryHandler(AskEngagementCalendar)
export class AskEngagementCalendarHandler implements IQueryHandler<AskEngagementCalendar> {
  async execute({ reader, departmentId, from, to, now, identities }: AskEngagementCalendar): Promise<EngagementCalendar | null> {
    const ids = identities.departments.partsOf(departmentId);
    const [departments, coming, touchpoints] = await Promise.all([
      departmentsAt(reader, identities, [departmentId], now),
      comingOf(reader, ids, now),
      touchpointsOf(reader, ids, from ?? startOfDay(dayOf(now) - DAYS_BACK), to, now),
    ]);
    const department = departments.get(departmentId);
    if (!department) return null;
    const [next] = coming;
    return {
      liaisons: department.liaisons,
      next: next ? touchpointAt(next.document, now) : null,
      touchpoints,
      due: touchpoints.filter(({ kept }) => kept !== null).length,
      kept: touchpoints.filter(({ kept }) => kept).length,
    };
  }
}

const comingOf = (reader: ViewReader, departmentIds: readonly string[], now: string) =>
  walk<TouchpointDocument>(
    reader,
    {
      view: 'touchpoints',
      filter: departmentIds.map((departmentId) => ({
        where: { departmentId, state: 'PLANNED' },
        ranges: [{ field: 'plannedFor', from: now }],
      })),
      orderBy: 'plannedFor',
    },
    { limit: 1 },
  );

async function touchpointsOf(
  reader: ViewReader,
  departmentIds: readonly string[],
  from: string,
  to: string | undefined,
  now: string,
): Promise<readonly Touchpoint[]> {
  const ranges = [{ field: 'plannedFor', from, ...(to !== undefined && { before: to }) }];
  const filter = departmentIds.map((departmentId) => ({ where: { departmentId }, ranges }));
  const found: Touchpoint[] = [];
  const listing = { view: 'touchpoints', filter, orderBy: 'plannedFor' };
  for await (const one of readAll<TouchpointDocument>(reader, listing)) found.push(touchpointAt(one, now));
  return filter.length === 1 ? found : found.sort((a, b) => (a.plannedFor < b.plannedFor ? -1 : 1));
}

function touchpointAt(document: TouchpointDocument, now: string): Touchpoint {
  const { state, attendance, plannedFor, cancelledBy } = document;
  if (state === 'CALLED_OFF' || (state === 'CANCELLED' && cancelledBy === 'DEPARTMENT'))
    return { ...document, state, kept: null };
  if ((state === 'PLANNED' || state === 'CANCELLED') && plannedFor >= now) return { ...document, state, kept: null };
  const kept = state === 'HELD' && attendance !== null && attendance.it > 0 && attendance.department > 0;
  return { ...document, state: state === 'PLANNED' ? 'UNREPORTED' : state, kept };
}

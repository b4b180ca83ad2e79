import { Injectable } from '@nestjs/common';
import { compareBy } from '../../projections/kit/sorted.js';
import { occurredBy } from '../../projections/trials/agreements.js';
import type { Settings } from '../../projections/trials/settings.js';
import { type TouchpointFacts, touchpointsKey } from '../../projections/trials/sources.js';
import {
  attendanceWords,
  type AttendanceWords,
  isEvidenceOnly,
  touchpointFacts,
  touchpointStatus,
  touchpointVerdict,
} from '../../projections/trials/touchpoints.js';
import { DatedSettings } from './dated-settings.js';
import { Days } from './days.js';
import type { Identities } from './identity/identities.js';
import { readAll } from './paging/paginate.js';
import { departmentsAt, type Department } from './register.js';
import type { ViewReader } from './view-reader.js';

/** How many people of each side were at a meeting, and whose word that is. */
export interface Attendance extends AttendanceWords {
  readonly teamId: string;
  readonly departmentId: string;
  readonly it: number;
  readonly department: number;
  /** Why it is disputed, as a code. */
  readonly disputeReason: string | null;
  /** The key of what the side that disputes it wrote about it. */
  readonly commentRef: string | null;
}
export interface Touchpoint {
  readonly touchpointId: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly type: string;
  readonly plannedFor: string;
  readonly plannedAt: string;
  /** UNREPORTED: its time has passed and nobody reported whether it took place. */
  readonly state: 'PLANNED' | 'HELD' | 'MISSED' | 'UNREPORTED' | 'CANCELLED' | 'CALLED_OFF';
  /**
   * The verdict of the score: held with both sides present by its date plus the grace period. Null before that has passed, or
   * when the meeting does not count.
   */
  readonly kept: boolean | null;
  readonly heldAt: string | null;
  readonly attendance: Attendance | null;
  readonly notesRef: string | null;
  readonly cancelledBy: 'IT' | 'DEPARTMENT' | null;
  /** Why it was missed or cancelled. */
  readonly reason: string | null;
}

type Meeting = TouchpointFacts['touchpoints'][number];

/** The planned meetings of a department as of a moment, ordered by time. One read per department that was merged into it. */
export async function touchpointsAt(
  reader: ViewReader,
  settings: Settings,
  departmentId: string,
  asOf: string,
  identities: Identities,
): Promise<readonly Touchpoint[]> {
  const found: Touchpoint[] = [];
  for await (const document of meetingsOf(reader, identities.departments.partsOf(departmentId))) {
    for (const one of document.touchpoints) found.push(...touchpointAt(document, one, settings, asOf));
  }
  return found.sort(byPlan);
}

const meetingsOf = (reader: ViewReader, departmentIds: readonly string[]): AsyncIterable<TouchpointFacts> =>
  readAll<TouchpointFacts>(reader, {
    view: 'trials',
    filter: departmentIds.map((departmentId) => ({ where: { departmentId, kind: 'TOUCHPOINTS' } })),
  });

const byPlan = compareBy<Pick<Touchpoint, 'plannedFor' | 'teamId' | 'touchpointId'>>(
  ({ plannedFor }) => plannedFor,
  ({ teamId }) => teamId,
  ({ touchpointId }) => touchpointId,
);

/**
 * The meetings that were still to come for departments at a moment, ordered by time: planned, neither held nor missed, in a
 * relationship that had not ended. The register's record has them for the present.
 */
export async function awaitedTouchpointsAt(
  reader: ViewReader,
  departmentIds: readonly string[],
  asOf: string,
): Promise<readonly (Department['touchpoints'][number] & Pick<Touchpoint, 'departmentId'>)[]> {
  const found: (Department['touchpoints'][number] & Pick<Touchpoint, 'departmentId'>)[] = [];
  for await (const { teamId, departmentId, touchpoints, over } of meetingsOf(reader, departmentIds)) {
    for (const { touchpointId, type, facts: all } of touchpoints) {
      const facts = occurredBy(all, asOf);
      const status = touchpointStatus(facts);
      if (status?.state !== 'PLANNED' || occurredBy(over, asOf).some(({ at }) => at >= facts[0]!.at)) continue;
      found.push({ touchpointId, teamId, departmentId, type, plannedFor: status.plannedFor });
    }
  }
  return found.sort(byPlan);
}

/** Empty when it had not been planned by then. */
function touchpointAt(
  document: TouchpointFacts,
  { touchpointId, type, facts: all }: Meeting,
  settings: Settings,
  asOf: string,
): readonly Touchpoint[] {
  const { teamId, departmentId } = document;
  const occurred = occurredBy(all, asOf);
  const facts = occurredBy(touchpointFacts(document, all), asOf);
  const status = touchpointStatus(facts);
  if (status === null) return [];
  const verdict = touchpointVerdict(facts, (plannedFor) => settings.graceUntil(plannedFor));
  const { plannedFor, state, heldAt, calledOffBy } = status;
  return [
    {
      touchpointId,
      teamId,
      departmentId,
      type,
      plannedFor,
      plannedAt: facts[0]!.at,
      state: state === 'PLANNED' && plannedFor < asOf ? 'UNREPORTED' : state,
      kept: verdict === null || verdict.at > asOf ? null : verdict.success,
      heldAt,
      cancelledBy: calledOffBy === 'RELATIONSHIP' ? null : calledOffBy,
      attendance: state === 'HELD' ? attendanceOf(document, occurred) : null,
      notesRef: occurred.findLast(({ notesRef }) => notesRef !== undefined)?.notesRef ?? null,
      reason:
        (state === 'HELD' ? null : occurred.findLast((fact) => fact.reason !== undefined && !isEvidenceOnly(fact))?.reason) ??
        null,
    },
  ];
}

/** The attendance that was recorded last, with the sides' words about it; null when it was never held. */
function attendanceOf({ teamId, departmentId }: TouchpointFacts, occurred: Meeting['facts']): Attendance | null {
  const held = occurred.findLast(({ attendance }) => attendance)?.attendance;
  const words = attendanceWords(occurred);
  if (held === undefined || words === null) return null;
  const dispute = occurred.findLast(({ what, by }) => what === 'DISPUTED' && by === words.disputedBy);
  const { reason: disputeReason = null, commentRef = null } = dispute ?? {};
  return { teamId, departmentId, ...held, ...words, disputeReason, commentRef };
}

/**
 * The attendance of meetings as of a moment, by `<teamId>.<departmentId>` and the meeting's id. One read.
 * @param pairs ids of relationships, by whose own records the meetings were held
 */
export async function attendancesAt(
  reader: ViewReader,
  pairs: readonly string[],
  asOf: string,
): Promise<(pair: string, touchpointId: string) => Attendance | null> {
  const sources = await reader.get<TouchpointFacts>('trials', [...new Set(pairs)].map(touchpointsKey));
  return (pair, touchpointId) => {
    const document = sources.get(touchpointsKey(pair));
    const meeting = document?.touchpoints.find((one) => one.touchpointId === touchpointId);
    return document && meeting ? attendanceOf(document, occurredBy(meeting.facts, asOf)) : null;
  };
}

/** The default start of a calendar, in days before the moment. */
const DAYS_BACK = 90;

export interface EngagementCalendar {
  readonly liaisons: Department['liaisons'];
  /** The next meeting, even outside of the period. */
  readonly next: Touchpoint | null;
  /** The meetings of the period, ordered by time. */
  readonly touchpoints: readonly Touchpoint[];
  /** The number of meetings of the period whose verdict had been reached by the moment; `kept` counts those that were kept. */
  readonly due: number;
  readonly kept: number;
}

/**
 * Question 13: who is our liaison, when is the next visit, were visits kept? Meetings are selected by their planned time. Null
 * when there is no such department.
 */
@Injectable()
export class AskEngagementCalendar {
  constructor(private readonly settings: DatedSettings) {}

  async execute(
    reader: ViewReader,
    departmentId: string,
    from: string | undefined,
    to: string | undefined,
    asOf: string,
    identities: Identities,
  ): Promise<EngagementCalendar | null> {
    const settings = await this.settings.of(reader);
    const [departments, all] = await Promise.all([
      departmentsAt(reader, identities, [departmentId], asOf),
      touchpointsAt(reader, settings, departmentId, asOf, identities),
    ]);
    const department = departments.get(departmentId);
    if (!department) return null;
    const days = new Days(settings.zone);
    const first = from ?? days.start(days.of(asOf) - DAYS_BACK);
    const touchpoints = all.filter(({ plannedFor }) => plannedFor >= first && (to === undefined || plannedFor < to));
    return {
      liaisons: department.liaisons,
      next: all.find(({ state, plannedFor }) => state === 'PLANNED' && plannedFor >= asOf) ?? null,
      touchpoints,
      due: touchpoints.filter(({ kept }) => kept !== null).length,
      kept: touchpoints.filter(({ kept }) => kept).length,
    };
  }
}

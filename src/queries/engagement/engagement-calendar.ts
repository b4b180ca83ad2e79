import { Injectable } from '@nestjs/common';
import { DatedSettings } from '../dated-settings.js';
import { dayOf, startOfDay } from '../days.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { type Department, departmentsAt } from '../register/department-at.js';
import type { ViewReader } from '../view-reader.js';
import { type Touchpoint, touchpointsAt } from './touchpoints.js';

/** How far back a calendar looks when nobody says from when. */
const DAYS_BACK = 90;

export interface EngagementCalendar {
  readonly liaisons: Department['liaisons'];
  /** The first one still to come, whatever the period. */
  readonly next: Touchpoint | null;
  /** By time, those of the period. */
  readonly touchpoints: readonly Touchpoint[];
  /** Among them: those that count by now, and those kept of these. */
  readonly due: number;
  readonly kept: number;
}

/** Question 13: who is our liaison, when is the next visit, were visits kept? By when a meeting was planned for. Null: no such department. */
@Injectable()
export class AskEngagementCalendar {
  constructor(private readonly settings: DatedSettings) {}

  async execute(
    reader: ViewReader,
    departmentId: string,
    from: string | undefined,
    to: string | undefined,
    asOf: string,
    identities: Identities = PLAIN,
  ): Promise<EngagementCalendar | null> {
    const [departments, all] = await Promise.all([
      departmentsAt(reader, identities, [departmentId], asOf),
      this.settings.of(reader).then((settings) => touchpointsAt(reader, settings, departmentId, asOf, identities)),
    ]);
    const department = departments.get(departmentId);
    if (!department) return null;
    const first = from ?? startOfDay(dayOf(asOf) - DAYS_BACK);
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

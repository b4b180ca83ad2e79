import { dayOf } from '../../../projections/kit/day.js';
import { type DayDocument, dayKey, type DayTrial, type PairDocument, pairKey } from '../../../projections/trials/documents.js';
import type { Component } from '../../domain/components.js';
import type { DatedSettings } from '../dated-settings.js';
import { type Attendance, attendancesAt } from '../engagement.js';
import { mapPage, type Page, type PageArgs, type Place } from '../paging/page.js';
import { comparePlaces, type Found, paginateRows, placeIn } from '../paging/paginate.js';
import { relationshipId } from '../relationship/joined-relationship.js';
import type { ViewReader } from '../view-reader.js';
import { countsAt } from './day-verdicts.js';
import { talliesIn } from './tallies.js';

/** The number of days whose trials are read at a time. */
const DAYS_AT_A_TIME = 16;
const ORDER = 'trials:at:desc';

/** Selects the trials of a component at a moment, of relationships that are read as one. */
export interface EvidenceQuestion {
  readonly relationshipIds: readonly string[];
  readonly component: Component;
  readonly asOf: string;
}

/** A trial, and for a meeting that was held, who was there. */
type EvidenceTrial = DayTrial & { readonly attendance: Attendance | null };

/** The trials behind a component's number at a moment, the latest first. Their number equals the component's `trials`. */
export async function componentEvidence(
  reader: ViewReader,
  settings: DatedSettings,
  question: EvidenceQuestion,
  args: PageArgs,
): Promise<Page<EvidenceTrial>> {
  const { zone } = await settings.of(reader);
  const lastDay = dayOf(question.asOf, zone);
  const days = await daysOf(reader, question, lastDay);

  const step = async (after: Place | undefined, limit: number, opposite: boolean): Promise<readonly Found<DayTrial>[]> => {
    const sign = opposite ? 1 : -1;
    const ordered = opposite ? days.toReversed() : days;
    const dayOfPlace = after && dayOf(String(after.value), zone);
    const rest = dayOfPlace === undefined ? ordered : ordered.filter((day) => sign * (day - dayOfPlace) >= 0);
    const found: Found<DayTrial>[] = [];
    for (let start = 0; start < rest.length && found.length < limit; start += DAYS_AT_A_TIME) {
      const trials = await trialsOf(reader, question, rest.slice(start, start + DAYS_AT_A_TIME));
      const rows = trials.map((document) => ({ key: `${document.trialId}|${document.from}`, document }));
      rows.sort((a, b) => sign * comparePlaces(placeOf(a), placeOf(b)));
      found.push(...rows.filter((row) => after === undefined || sign * comparePlaces(placeOf(row), after) > 0));
    }
    return found.slice(0, limit);
  };
  const count = async () => (await step(undefined, Infinity, false)).length;
  return withAttendance(reader, question, await paginateRows({ order: ORDER, placeOf, step, count }, args));
}

/** Adds whose word it is that a meeting was held. It decides no verdict, and so is not part of the trial. */
async function withAttendance(
  reader: ViewReader,
  { component, asOf }: EvidenceQuestion,
  page: Page<DayTrial>,
): Promise<Page<EvidenceTrial>> {
  if (component !== 'engagement') return mapPage(page, (trial) => ({ ...trial, attendance: null }));
  const pairOf = ({ teamId, departmentId }: DayTrial) => relationshipId(teamId, departmentId);
  const attendance = await attendancesAt(
    reader,
    page.edges.map(({ node }) => pairOf(node)),
    asOf,
  );
  return mapPage(page, (trial) => ({ ...trial, attendance: attendance(pairOf(trial), trial.subject) }));
}

const placeOf = placeIn('at');

/** The days on which trials may count, the latest first. */
async function daysOf(
  reader: ViewReader,
  { relationshipIds, component }: EvidenceQuestion,
  lastDay: number,
): Promise<readonly number[]> {
  const days = new Set<number>();
  for (const pair of (await reader.get<PairDocument>('trials', relationshipIds.map(pairKey))).values()) {
    for (const { d } of talliesIn(pair.days[component])) days.add(d);
    for (const { counted, day } of pair.corrections) if (counted === component) days.add(day);
  }
  return [...days].filter((day) => day <= lastDay).sort((a, b) => b - a);
}

async function trialsOf(
  reader: ViewReader,
  { relationshipIds, component, asOf }: EvidenceQuestion,
  days: readonly number[],
): Promise<DayTrial[]> {
  const documents = await reader.get<DayDocument>('trials', days.map(dayKey));
  return [...documents.values()].flatMap(({ trials }) =>
    trials.filter(
      (trial) =>
        trial.counted === component &&
        relationshipIds.includes(relationshipId(trial.teamId, trial.departmentId)) &&
        trial.at <= asOf &&
        countsAt(trial, asOf),
    ),
  );
}

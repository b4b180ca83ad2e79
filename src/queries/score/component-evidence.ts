import { dayOf } from '../../../projections/kit/day.js';
import { type DayDocument, dayKey, type DayTrial, type PairDocument, pairKey } from '../../../projections/trials/documents.js';
import type { Component } from '../../domain/components.js';
import type { DatedSettings } from '../dated-settings.js';
import { decodeCursor, encodeCursor, pageRequest, type Place, type Page, type PageArgs } from '../paging/page.js';
import { comparePlaces } from '../paging/paginate.js';
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

/** The trials behind a component's number at a moment, the latest first. Their number equals the component's `trials`. */
export async function componentEvidence(
  reader: ViewReader,
  settings: DatedSettings,
  question: EvidenceQuestion,
  args: PageArgs,
): Promise<Page<DayTrial>> {
  const { zone } = await settings.of(reader);
  const lastDay = dayOf(question.asOf, zone);
  const days = await daysOf(reader, question, lastDay);
  const { size, cursor, backward } = pageRequest(args);
  const place = cursor === null ? null : decodeCursor(ORDER, { cursor, backward });
  const dayOfPlace = place === null ? null : dayOf(String(place.value), zone);

  /** Reads trials in order, from a place on, until there are enough. */
  const collect = async (from: Place | null, enough: number, isUpwards: boolean): Promise<readonly DayTrial[]> => {
    const sign = isUpwards ? 1 : -1;
    const ordered = isUpwards ? days.toReversed() : days;
    const rest = from === null || dayOfPlace === null ? ordered : ordered.filter((day) => sign * (day - dayOfPlace) >= 0);
    const found: DayTrial[] = [];
    for (let start = 0; start < rest.length && found.length < enough; start += DAYS_AT_A_TIME) {
      const some = rest.slice(start, start + DAYS_AT_A_TIME);
      const trials = await trialsOf(reader, question, some);
      trials.sort((a, b) => sign * comparePlaces(placeOf(a), placeOf(b)));
      found.push(...trials.filter((trial) => from === null || sign * comparePlaces(placeOf(trial), from) > 0));
    }
    return found.slice(0, enough);
  };

  const found = await collect(place, size + 1, backward);
  const rows = found.slice(0, size);
  if (backward) rows.reverse();
  const edges = rows.map((node) => ({ cursor: encodeCursor(ORDER, placeOf(node)), node }));
  const goesOn = async () => found.length > size;
  const liesBehind = async () => place !== null && (await collect(place, 1, !backward)).length > 0;
  return {
    edges,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
    hasNextPage: backward ? liesBehind : goesOn,
    hasPreviousPage: backward ? goesOn : liesBehind,
    totalCount: async () => (await collect(null, Infinity, false)).length,
  };
}

const placeOf = ({ at, trialId, from }: DayTrial): Place => ({ value: at, key: `${trialId}|${from}` });

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

import { Injectable } from '@nestjs/common';
import type { DepartmentDocument } from '../../../projections/department/document.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { Reason } from '../../domain/kernel/reasons.js';
import { type Component } from '../../domain/components.js';
import { funnel, type Funnel, type Placed } from '../../measures/funnel.js';
import { bucketOf, firstDayOf } from '../../measures/periods.js';
import type { Counts } from '../../measures/proportions.js';
import { DatedSettings } from '../dated-settings.js';
import { Days as Calendar, justBefore } from '../days.js';
import type { Identities } from '../identity/identities.js';
import { readAll } from '../paging/paginate.js';
import type { ViewReader } from '../view-reader.js';
import { departmentCounts, type PeerCounts, settled, treatmentCounts } from './peer-counts.js';

export interface PeerDepartment {
  readonly departmentId: string;
  readonly state: 'SHOWN' | 'SUPPRESSED';
  /** Null when suppressed. */
  readonly counts: Counts | null;
  /** Null when suppressed, or without peers. */
  readonly placed: Placed | null;
}
export interface PeerBands extends Pick<Funnel, 'state' | 'pooled' | 'peers' | 'overdispersion'> {
  readonly from: string;
  /** Exclusive. */
  readonly until: string;
  /** Answers that are not counted: recorded late, or by too few people. */
  readonly withheld: number;
  /** By id, not ranked. */
  readonly departments: readonly PeerDepartment[];
}
/** Whole days, both included. */
interface Days {
  readonly firstDay: number;
  readonly lastDay: number;
}
/** The requested period: from <= moment < to. */
export interface PeerPeriod {
  readonly from: string;
  readonly to: string;
}

/** The mergers of departments and teams. */
export interface IdentitiesAt {
  /** The mergers that had taken effect by a moment. */
  at(moment: string): Promise<Identities>;
  /** The mergers that had taken effect by a moment, as known at that moment. */
  knownAt(moment: string): Promise<Identities>;
}

/**
 * Question 14: do we compare fairly with departments like ours? Covers a given period, or by default the last quarter that
 * was over at the moment. Ratings are compared by whole quarters only. Quarters share no answer, so subtracting two results
 * reveals nothing about the few who answered in between. For the same reason, departments whose merger took effect or became
 * known later are counted apart. All other components are shown for every department, as in the score and for the department
 * under which the score shows them: facts of the work expose no person's opinion. (docs/measures.md, "Do we compare fairly?")
 */
@Injectable()
export class AskPeerBand {
  constructor(private readonly settings: DatedSettings) {}

  /**
   * @throws RapportError INVALID_INPUT for a period that is not over, or, for ratings, that does not consist of whole
   *   quarters
   */
  async execute(
    reader: ViewReader,
    kind: string,
    measure: Component,
    asOf: string,
    period: PeerPeriod | undefined,
    identitiesAt: IdentitiesAt,
  ): Promise<PeerBands> {
    const byQuarters = measure === 'treatment';
    const showsRatings = reader.showsRatingsOf?.(undefined) ?? true;
    const settings = await this.settings.of(reader);
    const calendar = new Calendar(settings.zone);
    const days = daysOf(calendar, period, byQuarters ? await settled(reader, asOf) : asOf, byQuarters);
    const [from, until] = [calendar.start(days.firstDay), calendar.start(days.lastDay + 1)];
    const identities = await (byQuarters ? identitiesAt.knownAt(justBefore(until)) : identitiesAt.at(asOf));
    const ids: string[] = [];
    const filter = { where: { registered: true, kind } };
    for await (const { departmentId } of readAll<DepartmentDocument>(reader, { view: 'department', filter }))
      ids.push(departmentId);
    const counted =
      byQuarters && showsRatings
        ? await treatmentCounts(reader, days, identities, settings)
        : await departmentCounts(reader, measure, days, identities, asOf);
    return {
      from,
      until,
      ...bandsOf(
        ids.filter((id) => counted.has(id)),
        counted,
      ),
    };
  }
}

function daysOf(calendar: Calendar, period: PeerPeriod | undefined, asOf: string, byQuarters: boolean): Days {
  if (period === undefined) {
    const now = bucketOf(calendar.lastOver(asOf) + 1, 'QUARTER');
    return { firstDay: firstDayOf(now - 1, 'QUARTER'), lastDay: firstDayOf(now, 'QUARTER') - 1 };
  }
  const days = { firstDay: calendar.after(period.from), lastDay: calendar.of(period.to) - 1 };
  if (days.lastDay < days.firstDay) throw wrongPeriod('contains no whole day', 'Give a longer period.', 'NO_WHOLE_DAY');
  if (days.lastDay > calendar.lastOver(asOf))
    throw wrongPeriod(`has not ended by ${asOf}`, 'Give a period that has ended, or wait.', 'STILL_TO_COME');
  const isQuarter = (day: number) => firstDayOf(bucketOf(day, 'QUARTER'), 'QUARTER') === day;
  if (byQuarters && !(isQuarter(days.firstDay) && isQuarter(days.lastDay + 1))) {
    throw wrongPeriod(
      'does not consist of whole calendar quarters',
      'Ratings and answers are compared by quarters: begin and end with one.',
      'NO_WHOLE_QUARTERS',
    );
  }
  return days;
}

const wrongPeriod = (problem: string, remedy: string, code: Reason['code']) =>
  new RapportError('INVALID_INPUT', `The period ${problem}.`, { field: 'to', remedy, reasons: [{ field: 'to', code }] });

/** @param ids the departments of the kind that have trials, shown or not: ratings by too few people have no counts */
function bandsOf(ids: readonly string[], counted: PeerCounts): Omit<PeerBands, 'from' | 'until'> {
  const counts = new Map(ids.flatMap((id) => (counted.get(id)!.counts ? [[id, counted.get(id)!.counts!] as const] : [])));
  const { state, pooled, peers, overdispersion, units } = funnel(counts);
  return {
    state,
    pooled,
    peers,
    overdispersion,
    withheld: ids.reduce((sum, id) => sum + counted.get(id)!.withheld, 0),
    departments: ids.map((departmentId) => {
      const own = counts.get(departmentId);
      if (!own) return { departmentId, state: 'SUPPRESSED', counts: null, placed: null };
      return { departmentId, state: 'SHOWN', counts: own, placed: units.get(departmentId) ?? null };
    }),
  };
}

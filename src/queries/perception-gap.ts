import { Injectable } from '@nestjs/common';
import type { InteractionDocument } from '../../projections/interaction/document.js';
import { type CellTree, publishCells, SUPPRESSED } from '../measures/suppression.js';
import { bucketOf, firstDayOf } from '../measures/periods.js';
import { mean } from '../measures/proportions.js';
import { DatedSettings } from './dated-settings.js';
import { Days, justBefore } from './days.js';
import { settled } from './peers/peer-counts.js';
import { readAll } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';

/** What IT thought of its treatment of people, and what these thought. 1 to 5; contacts that both sides rated. */
export interface PerceptionGap {
  readonly state: 'SHOWN' | 'SUPPRESSED';
  /** Null when suppressed, as is all below. */
  readonly contacts: number | null;
  readonly it: number | null;
  readonly department: number | null;
  /** it − department: above 0 IT thinks better of itself than those it serves do. */
  readonly gap: number | null;
}
export interface QuarterOfPerception {
  /** Days of the organisation's calendar, counted from 1970-01-01. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly whole: PerceptionGap;
  /** By id, those with such contacts. */
  readonly departments: ReadonlyMap<string, PerceptionGap>;
}

/** A contact that both sides rated. */
interface Rated {
  readonly departmentId: string;
  readonly it: number;
  readonly ratings: InteractionDocument['feedback'];
}

/**
 * "Put the shoe on the other foot" (docs/measures.md, "The perception gap"). By whole calendar quarters that lie in the stretch, for the reason given at
 * AskPeerBand: answers over freely chosen stretches could be subtracted from each other until a few people are left. Fewer people than the
 * smallest group in force at a quarter's end are not shown, and what is suppressed follows from the whole hospital, so that it does not depend on who asks about which departments.
 */
@Injectable()
export class AskPerceptionGap {
  constructor(private readonly settings: DatedSettings) {}

  async execute(reader: ViewReader, from: string, to: string): Promise<readonly QuarterOfPerception[]> {
    const [known, settings] = await Promise.all([settled(reader, to), this.settings.of(reader)]);
    const days = new Days(settings.zone);
    const first = bucketOf(days.after(from) - 1, 'QUARTER') + 1;
    const end = bucketOf(days.of(known), 'QUARTER');
    const quarters = Array.from({ length: Math.max(0, end - first) }, (): Rated[] => []);
    for await (const contact of readAll<InteractionDocument>(reader, { view: 'interaction', filter: {} })) {
      const quarter = bucketOf(days.of(contact.startedAt), 'QUARTER');
      const rated = ratedInTime(contact, days.start(firstDayOf(quarter + 1, 'QUARTER')));
      if (rated) quarters[quarter - first]?.push(rated);
    }
    return quarters.map((contacts, place) => {
      const lastDay = firstDayOf(first + place + 1, 'QUARTER') - 1;
      const { smallestGroup } = settings.organisation(justBefore(days.start(lastDay + 1)));
      return { firstDay: firstDayOf(first + place, 'QUARTER'), lastDay, ...published(contacts, smallestGroup) };
    });
  }
}

/** What was recorded before the quarter was over: what is told later is in no audit, so that two audits never differ by what a few people said. */
function ratedInTime(
  { departmentId, selfAssessedTreatment, selfAssessedAt, feedback }: InteractionDocument,
  end: string,
): Rated | null {
  const ratings = feedback.filter(({ recordedAt }) => recordedAt < end);
  if (selfAssessedTreatment === null || selfAssessedAt === null || selfAssessedAt >= end || ratings.length === 0) return null;
  return { departmentId, it: selfAssessedTreatment, ratings };
}

/** Longer than an id can be, so that no department is called so. */
const WHOLE = 'all departments '.repeat(10);

function published(contacts: readonly Rated[], smallestGroup: number): Pick<QuarterOfPerception, 'whole' | 'departments'> {
  const ids = [...new Set(contacts.map(({ departmentId }) => departmentId))].sort();
  const ofDepartment = (id: string) => contacts.filter(({ departmentId }) => departmentId === id);
  const peopleOf = (of: readonly Rated[]) => new Set(of.flatMap(({ ratings }) => ratings.map(({ person }) => person)));
  // Who rated in two departments stands in each: the whole has as many distinct people as it has, whatever the sum of its parts.
  const children = ids.map((id): CellTree => {
    const respondents = new Set([...peopleOf(ofDepartment(id))].map((person) => `${id} ${person}`));
    return { id, respondents, children: [] };
  });
  const { cells } = publishCells({ id: WHOLE, respondents: new Set(), children }, smallestGroup);
  const isWholeShown = cells.get(WHOLE) !== SUPPRESSED && peopleOf(contacts).size >= smallestGroup;
  const gap = (id: string, of: readonly Rated[]) =>
    cells.get(id) === SUPPRESSED || (contacts.length > 0 && !isWholeShown) ? NOT_SHOWN : gapOf(of);
  return { whole: gap(WHOLE, contacts), departments: new Map(ids.map((id) => [id, gap(id, ofDepartment(id))])) };
}

const NOT_SHOWN: PerceptionGap = { state: 'SUPPRESSED', contacts: null, it: null, department: null, gap: null };

function gapOf(contacts: readonly Rated[]): PerceptionGap {
  if (contacts.length === 0) return { state: 'SHOWN', contacts: 0, it: null, department: null, gap: null };
  const it = mean(contacts.map((contact) => contact.it));
  const department = mean(contacts.map(({ ratings }) => mean(ratings.map(({ treatment }) => treatment))));
  return { state: 'SHOWN', contacts: contacts.length, it, department, gap: it - department };
}

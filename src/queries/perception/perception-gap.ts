import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { InteractionDocument } from '../../../projections/interaction/document.js';
import type { CellTree } from '../../measures/suppression/cell-tree.js';
import { publishCells, SUPPRESSED } from '../../measures/suppression/publish-cells.js';
import { THRESHOLDS } from '../../measures/suppression/thresholds.js';
import { bucketOf, firstDayOf } from '../../measures/trend/calendar.js';
import { mean } from '../../measures/trend/mean.js';
import { AskedOf } from '../asked-of.js';
import { dayOf, dayAfter } from '../days.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';

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
  /** Days since 1970-01-01, UTC. */
  readonly firstDay: number;
  readonly lastDay: number;
  readonly whole: PerceptionGap;
  /** By id, those with such contacts. */
  readonly departments: ReadonlyMap<string, PerceptionGap>;
}

/**
 * "Put the shoe on the other foot" (domain.md, 1 and 3.3). By whole calendar quarters (UTC) that lie in the stretch, for the reason given at
 * AskPeerBand: answers over freely chosen stretches could be subtracted from each other until a few people are left. What is suppressed
 * follows from the whole hospital, so that it does not depend on who asks about which departments.
 */
export class AskPerceptionGap extends AskedOf<readonly QuarterOfPerception[]> {
  constructor(
    reader: ViewReader,
    readonly from: string,
    readonly to: string,
  ) {
    super(reader);
  }
}

/** A contact that both sides rated. */
interface Rated {
  readonly interactionId: string;
  readonly departmentId: string;
  readonly it: number;
  readonly ratings: readonly number[];
}

@QueryHandler(AskPerceptionGap)
export class AskPerceptionGapHandler implements IQueryHandler<AskPerceptionGap> {
  async execute({ reader, from, to }: AskPerceptionGap): Promise<readonly QuarterOfPerception[]> {
    const first = bucketOf(dayAfter(from) - 1, 'QUARTER') + 1;
    const end = bucketOf(dayOf(to), 'QUARTER');
    const quarters = Array.from({ length: Math.max(0, end - first) }, (): Rated[] => []);
    for await (const contact of readAll<InteractionDocument>(reader, { view: 'interaction', filter: {} })) {
      const { interactionId, departmentId, selfAssessedTreatment: it, feedback } = contact;
      if (it === null || feedback.length === 0) continue;
      const quarter = quarters[bucketOf(dayOf(contact.startedAt), 'QUARTER') - first];
      quarter?.push({ interactionId, departmentId, it, ratings: feedback.map(({ treatment }) => treatment) });
    }
    return quarters.map((contacts, place) => ({
      firstDay: firstDayOf(first + place, 'QUARTER'),
      lastDay: firstDayOf(first + place + 1, 'QUARTER') - 1,
      ...published(contacts),
    }));
  }
}

/** Longer than an id can be, so that no department is called so. */
const WHOLE = 'all departments '.repeat(10);

function published(contacts: readonly Rated[]): Pick<QuarterOfPerception, 'whole' | 'departments'> {
  const ids = [...new Set(contacts.map(({ departmentId }) => departmentId))].sort();
  const ofDepartment = (id: string) => contacts.filter(({ departmentId }) => departmentId === id);
  // A rating stands for a person: views do not keep who answered.
  const peopleOf = (id: string) =>
    new Set(ofDepartment(id).flatMap(({ interactionId, ratings }) => ratings.map((_, place) => `${interactionId} ${place}`)));
  const children = ids.map((id): CellTree => ({ id, respondents: peopleOf(id), children: [] }));
  const { cells } = publishCells({ id: WHOLE, respondents: new Set(), children }, THRESHOLDS.INTERNAL);
  const gap = (id: string, of: readonly Rated[]) => (cells.get(id) === SUPPRESSED ? NOT_SHOWN : gapOf(of));
  return { whole: gap(WHOLE, contacts), departments: new Map(ids.map((id) => [id, gap(id, ofDepartment(id))])) };
}

const NOT_SHOWN: PerceptionGap = { state: 'SUPPRESSED', contacts: null, it: null, department: null, gap: null };

function gapOf(contacts: readonly Rated[]): PerceptionGap {
  if (contacts.length === 0) return { state: 'SHOWN', contacts: 0, it: null, department: null, gap: null };
  const it = mean(contacts.map((contact) => contact.it));
  const department = mean(contacts.map(({ ratings }) => mean(ratings)));
  return { state: 'SHOWN', contacts: contacts.length, it, department, gap: it - department };
}

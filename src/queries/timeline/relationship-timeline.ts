import { Injectable } from '@nestjs/common';
import { spanOf, type TimelineLine, type TimelinePage } from '../../../projections/timeline/projection.js';
import type { Identities } from '../identity/identities.js';
import type { Place, Page, PageArgs } from '../paging/page.js';
import { comparePlaces, paginateRows, readAll, type Found } from '../paging/paginate.js';
import { pairOf } from '../relationship/joined-relationship.js';
import type { ViewReader } from '../view-reader.js';
import type { TimelineEvent } from '../../../projections/timeline/facts.js';
import type { Language } from '../../language.js';
import { wordsEn, type TimelineWords } from './words-en.js';
import { wordsDe } from './words-de.js';

/** Question 3: what happened between a team and a department, the latest first. */
@Injectable()
export class RelationshipTimeline {
  execute(reader: ViewReader, relationshipId: string, page: PageArgs, identities: Identities): Promise<Page<TimelineLine>> {
    const lines = new TimelineLines(reader, identities.relationshipsOf(pairOf(relationshipId)));
    return paginateRows(
      {
        order: 'timeline:at:desc',
        placeOf,
        step: (after, limit, opposite) => lines.next(after, limit, opposite),
        count: () => lines.count(),
      },
      page,
    );
  }
}

/** The number of documents read at once while a page of lines is filled. */
const CONCURRENT_READS = 10;

const placeOf = ({ key, document: { at } }: Found<TimelineLine>): Place => ({ value: at, key });

/** The lines of relationships that are read as one. A line that belongs to two of them is stored in both, and shown once. */
class TimelineLines {
  constructor(
    private readonly reader: ViewReader,
    private readonly ids: readonly string[],
  ) {}

  /** The next lines strictly after a place, the latest first; with `opposite`, the earliest first. */
  async next(after: Place | undefined, limit: number, opposite: boolean): Promise<readonly Found<TimelineLine>[]> {
    const sign = opposite ? 1 : -1;
    const isBeyond = (line: Found<TimelineLine>) => after === undefined || comparePlaces(placeOf(line), after) === sign;
    const all = await Promise.all(
      this.ids.map(async (id) => {
        const lines: Found<TimelineLine>[] = [];
        for await (const page of this.pages(id, after && spanOf(String(after.value)), opposite)) {
          lines.push(...this.shown(page).filter(isBeyond));
          if (lines.length >= limit) break;
        }
        return lines;
      }),
    );
    return all
      .flat()
      .sort((a, b) => sign * comparePlaces(placeOf(a), placeOf(b)))
      .slice(0, limit);
  }

  /** Counts all lines. Reads every page, about forty per year. */
  async count(): Promise<number> {
    let count = 0;
    const filter = this.ids.map((id) => ({ where: { relationshipId: id } }));
    for await (const page of readAll<TimelinePage>(this.reader, { view: 'timeline', filter, orderBy: 'span' })) {
      count += this.shown(page).length;
    }
    return count;
  }

  private shown({ relationshipId, lines }: TimelinePage): readonly Found<TimelineLine>[] {
    const before = this.ids.filter((id) => id < relationshipId);
    return lines
      .filter(({ otherRelationshipId: other }) => other === null || !before.includes(other))
      .map((line) => ({ key: `${line.at}|${line.eventId}|${relationshipId}`, document: line }));
  }

  /** A relationship's pages from a span on, the latest first unless `opposite`. */
  private async *pages(relationshipId: string, from: string | undefined, opposite: boolean): AsyncIterable<TimelinePage> {
    const ranges = from === undefined ? [] : [opposite ? { field: 'span', from } : { field: 'span', before: `${from}~` }];
    const query = { where: { relationshipId }, ranges, orderBy: 'span', descending: !opposite, limit: CONCURRENT_READS };
    for (let after: Place | undefined; ;) {
      const found = await this.reader.find<TimelinePage>('timeline', { ...query, ...(after && { after }) });
      for (const { document } of found) yield document;
      const last = found.at(-1);
      if (last === undefined || found.length < CONCURRENT_READS) return;
      after = { value: last.document.span, key: last.key };
    }
  }
}

const WORDS: Readonly<Record<Language, { readonly words: TimelineWords; readonly dates: string }>> = {
  en: { words: wordsEn, dates: 'en-GB' },
  de: { words: wordsDe, dates: 'de-DE' },
};

/** A line of version 6 of the view, which is read until an upgrade has rebuilt the view. */
interface RenderedLine {
  readonly summary: string;
}
type AnyLine = Pick<TimelineLine, 'type' | 'facts'> | RenderedLine;

/** The names of teams and departments, by their ids. */
export type SideNames = ReadonlyMap<string, string>;

/** The ids of the teams and departments that lines mention. */
export function sidesIn(lines: readonly AnyLine[]): {
  readonly teams: readonly string[];
  readonly departments: readonly string[];
} {
  const told = lines.flatMap((line) => ('facts' in line ? Object.entries(line.facts) : []));
  const ending = (end: string) => [...new Set(told.filter(([field]) => field.endsWith(end)).map(([, id]) => String(id)))];
  return { teams: ending('TeamId'), departments: ending('DepartmentId') };
}

/**
 * Renders lines of a timeline in a language, with the dates of the given time zone.
 * @param names of the teams and departments that the lines mention; one without a name is called by its id
 */
export function timelineInWords(
  language: Language,
  timeZone: string,
  names: { readonly teams: SideNames; readonly departments: SideNames },
): (line: AnyLine) => string {
  const { words, dates } = WORDS[language];
  const format = new Intl.DateTimeFormat(dates, { dateStyle: 'medium', timeZone });
  const sentences = words({
    day: (moment) => format.format(new Date(moment)),
    team: (id) => names.teams.get(id) ?? id,
    department: (id) => names.departments.get(id) ?? id,
  });
  return (line) => {
    if ('summary' in line) return line.summary;
    return (sentences[line.type as TimelineEvent['type']] as (facts: TimelineLine['facts']) => string)(line.facts);
  };
}

import { Injectable } from '@nestjs/common';
import type { WaitDocument } from '../../projections/trials/documents.js';
import type { Settings } from '../../projections/trials/settings.js';
import { triedWords, type TicketStory } from '../../projections/trials/story.js';
import { ticketKey, departmentBy, factsBy, NEVER, type TicketFacts } from '../../projections/trials/ticket-facts.js';
import { ticketStory } from '../../projections/trials/ticket-story.js';
import { quantile } from '../measures/proportions.js';
import { DatedSettings } from './dated-settings.js';
import type { Identities } from './identity/identities.js';
import type { Page, PageArgs } from './paging/page.js';
import { comparePlaces, pageOfList, readAll } from './paging/paginate.js';
import { ticketAt } from './ticket/ticket-clocks.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

export interface SilenceFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
  /** All kinds when absent. */
  readonly kinds?: readonly SilenceKind[];
}
/**
 * ACKNOWLEDGEMENT: the first human word of a cycle. UPDATE: the next word, promised or due by a target. UNCLAIMED: no team
 * has taken the ticket.
 */
export type SilenceKind = 'ACKNOWLEDGEMENT' | 'UPDATE' | 'UNCLAIMED';
/** A department that has waited for a word longer than promised. */
export interface Silence {
  readonly ticketId: string;
  /** Null: no team had the ticket when the word was due. */
  readonly teamId: string | null;
  readonly departmentId: string;
  readonly kind: SilenceKind;
  readonly promisedAt: string;
  readonly dueAt: string;
  /** Whole minutes from when the word was due until the moment asked about. */
  readonly silentMinutes: number;
}

/** The number of tickets whose facts are read at a time. */
const TICKETS_AT_A_TIME = 500;

/** Question 8: who waits in silence at a moment, the longest wait first. */
@Injectable()
export class ListSilences {
  constructor(private readonly settings: DatedSettings) {}

  async execute(
    reader: ViewReader,
    filter: SilenceFilter,
    asOf: string,
    page: PageArgs,
    identities: Identities,
  ): Promise<Page<Silence>> {
    const settings = await this.settings.of(reader);
    const [teams, departments] = [
      filter.teamId === undefined ? null : identities.teams.partsOf(filter.teamId),
      filter.departmentId === undefined ? null : identities.departments.partsOf(filter.departmentId),
    ];
    const silences: Silence[] = [];
    for await (const ticket of ticketsWaiting(reader, asOf)) {
      for (const silence of silencesOf(ticket, settings, asOf)) {
        if (teams && (silence.teamId === null || !teams.includes(silence.teamId))) continue;
        if (departments && !departments.includes(silence.departmentId)) continue;
        if (filter.kinds && !filter.kinds.includes(silence.kind)) continue;
        silences.push(silence);
      }
    }
    const placeOf = ({ dueAt: value, ticketId, kind }: Silence) => ({ value, key: `${ticketId}.${kind}` });
    silences.sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
    return pageOfList(silences, placeOf, 'silences:dueAt', page);
  }
}

/** The ids of the tickets with an overdue word at a moment. */
export async function overdueTickets(reader: ViewReader, dated: DatedSettings, asOf: string): Promise<ReadonlySet<string>> {
  const settings = await dated.of(reader);
  const ids = new Set<string>();
  for await (const ticket of ticketsWaiting(reader, asOf)) {
    if (silencesOf(ticket, settings, asOf).length > 0) ids.add(ticket.ticketId);
  }
  return ids;
}

/** The tickets that may keep a department waiting at a moment. */
async function* ticketsWaiting(reader: ViewReader, asOf: string): AsyncIterable<TicketFacts> {
  // The index skips tickets whose last wait had ended by then. Tickets whose first wait had not begun are skipped one by one.
  const filter = { ranges: [{ field: 'waitsUntil', from: asOf }] };
  let keys: string[] = [];
  const read = async () => (await reader.get<TicketFacts>('trials', keys)).values();
  for await (const { ticketId, waitsFrom } of readAll<WaitDocument>(reader, { view: 'trials', filter, orderBy: 'waitsUntil' })) {
    if (waitsFrom >= asOf) continue;
    keys.push(ticketKey(ticketId));
    if (keys.length < TICKETS_AT_A_TIME) continue;
    yield* await read();
    keys = [];
  }
  if (keys.length > 0) yield* await read();
}

/**
 * The overdue words of an open ticket at a moment: the word that was due first, the first answer of the current cycle, and
 * the claim by a team.
 */
export function silencesOf(ticket: TicketFacts, settings: Settings, asOf: string): readonly Silence[] {
  const at = ticketAt(ticket, settings, asOf);
  if (at === null || !at.story.isOpen) return [];
  const { ticketId, departmentId, story, open } = at;
  const silences: Silence[] = [];
  const add = (kind: SilenceKind, teamId: string | null, promisedAt: string, dueAt: string) => {
    if (dueAt >= asOf) return;
    const silentMinutes = Math.floor((Date.parse(asOf) - Date.parse(dueAt)) / 60_000);
    silences.push({ ticketId, teamId, departmentId, kind, promisedAt, dueAt, silentMinutes });
  };
  const cycle = story.cycles.at(-1);
  if (cycle?.acknowledgeBy !== undefined && cycle.answeredAt === undefined) {
    add('ACKNOWLEDGEMENT', cycle.teamId, cycle.begunAt, cycle.acknowledgeBy);
  }
  const [word] = open;
  if (word) add('UPDATE', word.teamId, word.givenAt, word.dueAt);
  const nobody = story.unclaimed.at(-1);
  if (nobody && story.teamId === null) add('UNCLAIMED', null, nobody.since, settings.claimBy(nobody.since));
  return silences;
}

/** How long departments waited for promised words. */
export interface SilenceDistribution {
  /** Words that fell due; words withdrawn before are not counted. */
  readonly due: number;
  readonly kept: number;
  readonly late: number;
  /** The ticket ended without an answer. */
  readonly missed: number;
  /** Not answered yet. */
  readonly open: number;
  /** Ended silences by length. Each class counts those longer than the class before it and up to its own limit. */
  readonly silences: Readonly<Record<SilenceLength, number>>;
  /** Median of the ended silences, in whole minutes since the word was due; null when there are none. */
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
}

/** Upper limits in minutes. A shift, a day and the weekend are the lengths that people distinguish. */
const LENGTHS = { upTo1Hour: 60, upTo4Hours: 240, upTo1Day: 1_440, upTo3Days: 4_320, longer: Infinity } as const;
type SilenceLength = keyof typeof LENGTHS;

/**
 * The distribution of silences: the mean hides those who wait longest, since most of the lost time comes from few tickets.
 * Covers words with from <= due < to, of one department or of all.
 */
@Injectable()
export class AskSilenceDistribution {
  constructor(private readonly settings: DatedSettings) {}

  async execute(
    reader: ViewReader,
    departmentId: string | undefined,
    from: string,
    to: string,
    identities: Identities,
  ): Promise<SilenceDistribution> {
    const settings = await this.settings.of(reader);
    const counts = { KEPT: 0, LATE: 0, MISSED: 0, OPEN: 0 };
    const minutes: number[] = [];
    const filter = identities
      .covered({ departmentId })
      .map((sides) => where({ kind: 'TICKET', departmentId: sides.departmentId }));
    for await (const ticket of readAll<TicketFacts>(reader, { view: 'trials', filter })) {
      const department = departmentBy(ticket.facts);
      if (department === null) continue;
      const story = ticketStory({ facts: factsBy(ticket, NEVER) }, department, settings);
      for (const { outcome, dueAt, endedAt } of [...triedWords(story, settings.zone), ...answersOf(story)]) {
        if (dueAt < from || dueAt >= to) continue;
        counts[endedAt === NEVER ? 'OPEN' : outcome] += 1;
        if (endedAt !== NEVER && endedAt > dueAt) minutes.push(minutesBetween(dueAt, endedAt));
      }
    }
    return {
      due: counts.KEPT + counts.LATE + counts.MISSED + counts.OPEN,
      kept: counts.KEPT,
      late: counts.LATE,
      missed: counts.MISSED,
      open: counts.OPEN,
      silences: byLength(minutes),
      medianMinutes: quantile(minutes, 0.5),
      p90Minutes: quantile(minutes, 0.9),
    };
  }
}

interface Waited {
  readonly outcome: 'KEPT' | 'LATE' | 'MISSED';
  readonly dueAt: string;
  readonly endedAt: string;
}

/** The first answers of cycles, as far as they count as trials. */
const answersOf = ({ cycles }: TicketStory): readonly Waited[] =>
  cycles.flatMap(({ acknowledgeBy: dueAt, teamId, answeredAt, endedAt }): Waited[] => {
    if (dueAt === undefined || teamId === null) return [];
    if (answeredAt !== undefined) return [{ outcome: answeredAt <= dueAt ? 'KEPT' : 'LATE', dueAt, endedAt: answeredAt }];
    return endedAt < dueAt ? [] : [{ outcome: 'MISSED', dueAt, endedAt }];
  });

const minutesBetween = (from: string, to: string): number => Math.floor((Date.parse(to) - Date.parse(from)) / 60_000);

function byLength(minutes: readonly number[]): Record<SilenceLength, number> {
  const counts = { upTo1Hour: 0, upTo4Hours: 0, upTo1Day: 0, upTo3Days: 0, longer: 0 };
  const lengths = Object.entries(LENGTHS) as [SilenceLength, number][];
  for (const length of minutes) counts[lengths.find(([, end]) => length <= end)![0]] += 1;
  return counts;
}

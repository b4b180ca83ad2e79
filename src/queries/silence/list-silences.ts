import { Injectable } from '@nestjs/common';
import type { WaitDocument } from '../../../projections/trials/documents.js';
import type { Settings } from '../../../projections/trials/settings.js';
import { ticketKey, type TicketFacts } from '../../../projections/trials/ticket-facts.js';
import { DatedSettings } from '../dated-settings.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import type { Page } from '../paging/page.js';
import type { PageArgs } from '../paging/page-args.js';
import { comparePlaces, pageOfList } from '../paging/page-of-list.js';
import { readAll } from '../paging/read-all.js';
import { ticketAt } from '../ticket/ticket-clocks.js';
import type { ViewReader } from '../view-reader.js';

export interface SilenceFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
}
/** ACKNOWLEDGEMENT: the first human word of a cycle. UPDATE: the next one. UNCLAIMED: that anybody takes the ticket. */
export type SilenceKind = 'ACKNOWLEDGEMENT' | 'UPDATE' | 'UNCLAIMED';
/** A department that waits for a word longer than was promised. */
export interface Silence {
  readonly ticketId: string;
  /** Null: nobody had the ticket when the word was due. */
  readonly teamId: string | null;
  readonly departmentId: string;
  readonly kind: SilenceKind;
  readonly promisedAt: string;
  readonly dueAt: string;
  /** Whole minutes from when the word was due until the moment asked about. */
  readonly silentMinutes: number;
}

/** Tickets of which the facts are read at a time. */
const TICKETS_AT_A_TIME = 500;

/** Question 8: who waits in silence at a moment, the longest first. */
@Injectable()
export class ListSilences {
  constructor(private readonly settings: DatedSettings) {}

  async execute(
    reader: ViewReader,
    filter: SilenceFilter,
    asOf: string,
    page: PageArgs,
    identities: Identities = PLAIN,
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
        silences.push(silence);
      }
    }
    const placeOf = ({ dueAt: value, ticketId, kind }: Silence) => ({ value, key: `${ticketId}.${kind}` });
    silences.sort((a, b) => comparePlaces(placeOf(a), placeOf(b)));
    return pageOfList(silences, placeOf, 'silences:dueAt', page);
  }
}

/** The tickets of which a word stays away at a moment. */
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
  // Those of which the last wait is over by then are passed over by the index, those of which none has begun one by one.
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

/** What of a ticket stays away at a moment: of an open one the earliest due word, the current cycle's first answer, or that anybody takes it. */
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

import { Injectable } from '@nestjs/common';
import type { InteractionDocument } from '../../projections/interaction/document.js';
import type { ContactLinkDocument } from '../../projections/links/projection.js';
import { isWell } from '../../projections/trials/agreements.js';
import { mean } from '../measures/proportions.js';
import { DatedSettings } from './dated-settings.js';
import type { Identities } from './identity/identities.js';
import { readAll } from './paging/paginate.js';
import type { ViewReader } from './view-reader.js';
import { where } from './where.js';

const CELLS = [
  'solvedTreatedWell',
  'solvedTreatedBadly',
  'unsolvedTreatedWell',
  'unsolvedTreatedBadly',
  'notSaidTreatedWell',
  'notSaidTreatedBadly',
] as const;
type Cell = (typeof CELLS)[number];

/**
 * How often first contacts solved the matter, and how often people were treated well. These are two separate questions. The
 * cells are null when too few people gave a rating.
 */
export interface FirstContactMatrix extends Readonly<Record<Cell, number | null>> {
  readonly state: 'SHOWN' | 'SUPPRESSED';
  readonly unanswered: number;
  readonly contacts: number;
  /** The number of distinct tickets. */
  readonly tickets: number;
  /** The number of distinct people who gave a rating; null when there are too few. */
  readonly people: number | null;
}
export interface ContactFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
}

/** The number of contacts whose tickets are looked up in one read. */
const TOGETHER = 500;

/**
 * Question 17: good contact though unsolved. Selects contacts that began at `from` or later and before `to`, so that adjacent
 * periods add up (docs/measures.md, "First contact").
 */
@Injectable()
export class AskFirstContactMatrix {
  constructor(private readonly settings: DatedSettings) {}

  /** @param asOf the smallest group in force at this moment decides what is shown */
  async execute(
    reader: ViewReader,
    filter: ContactFilter,
    from: string | undefined,
    to: string | undefined,
    asOf: string,
    identities: Identities,
  ): Promise<FirstContactMatrix> {
    const settings = await this.settings.of(reader);
    const count = new MatrixCount(settings.organisation(asOf).smallestGroup);
    const began = { field: 'startedAt', ...(from !== undefined && { from }), ...(to !== undefined && { before: to }) };
    const ranges = from === undefined && to === undefined ? [] : [began];
    const filters = identities.covered(filter).map((sides) => ({ ...where({ ...sides }), ranges }));
    const listing = { view: 'interaction', filter: filters, orderBy: 'startedAt' };
    let waiting: InteractionDocument[] = [];
    const judge = async () => {
      const first = await firstAmong(reader, waiting);
      for (const contact of waiting) if (first(contact)) count.add(contact);
      waiting = [];
    };
    for await (const contact of readAll<InteractionDocument>(reader, listing)) {
      waiting.push(contact);
      if (waiting.length >= TOGETHER) await judge();
    }
    await judge();
    return count.matrix(reader.showsRatingsOf?.(filter.teamId) ?? true);
  }
}

/** Selects first contacts: the earliest ever about any of their tickets, or about no ticket. */
async function firstAmong(
  reader: ViewReader,
  contacts: readonly InteractionDocument[],
): Promise<(contact: InteractionDocument) => boolean> {
  const ticketIds = [...new Set(contacts.flatMap((contact) => contact.ticketIds))];
  const links: ContactLinkDocument[] = [];
  if (ticketIds.length > 0) {
    const listing = { view: 'links', filter: ticketIds.map((ticketId) => where({ ticketId })) };
    for await (const link of readAll<ContactLinkDocument>(reader, listing)) links.push(link);
  }
  const others = await reader.get<InteractionDocument>('interaction', [...new Set(links.map((link) => link.interactionId))]);
  const earliest = new Map<string, InteractionDocument>();
  for (const { interactionId, ticketId } of links) {
    const contact = others.get(interactionId);
    const before = earliest.get(ticketId);
    if (contact && (!before || isBefore(contact, before))) earliest.set(ticketId, contact);
  }
  return ({ interactionId, ticketIds: about }) =>
    about.length === 0 || about.some((ticketId) => earliest.get(ticketId)?.interactionId === interactionId);
}

/** Orders contacts by start, then by id, so that exactly one is first. */
const isBefore = (a: InteractionDocument, b: InteractionDocument): boolean =>
  a.startedAt < b.startedAt || (a.startedAt === b.startedAt && a.interactionId < b.interactionId);

class MatrixCount {
  private readonly cells = Object.fromEntries(CELLS.map((cell) => [cell, 0])) as Record<Cell, number>;
  private readonly tickets = new Set<string>();
  private readonly people = new Set<number>();
  private unanswered = 0;
  private contacts = 0;

  constructor(private readonly smallestGroup: number) {}

  add(contact: InteractionDocument): void {
    this.contacts += 1;
    for (const ticketId of contact.ticketIds) this.tickets.add(ticketId);
    for (const { person } of contact.feedback) this.people.add(person);
    if (contact.feedback.length === 0) this.unanswered += 1;
    else this.cells[cellOf(contact)] += 1;
  }

  /**
   * @param showsRatings whether the caller may see single ratings. Otherwise the answer for a period with one more contact
   *   would reveal its rating.
   */
  matrix(showsRatings: boolean): FirstContactMatrix {
    const { unanswered, contacts } = this;
    const plain = { unanswered, contacts, tickets: this.tickets.size };
    const isShown = showsRatings && this.people.size >= this.smallestGroup;
    return isShown
      ? { state: 'SHOWN', ...this.cells, ...plain, people: this.people.size }
      : { state: 'SUPPRESSED', ...NOT_SHOWN, ...plain, people: null };
  }
}

const NOT_SHOWN = Object.fromEntries(CELLS.map((cell) => [cell, null])) as Record<Cell, null>;

function cellOf(contact: InteractionDocument): Cell {
  const treated = isWell(mean(contact.feedback.map(({ treatment }) => treatment))) ? 'TreatedWell' : 'TreatedBadly';
  return `${solvedOf(contact)}${treated}`;
}

const OF_OUTCOME: Readonly<Record<string, 'solved' | 'unsolved'>> = {
  RESOLVED: 'solved',
  PROGRESSED: 'unsolved',
  ESCALATED: 'unsolved',
};

/** The latest rating that answers the question decides, otherwise the contact's outcome. */
function solvedOf({ feedback, outcome }: InteractionDocument): 'solved' | 'unsolved' | 'notSaid' {
  const saying = feedback.filter(({ resolvedAtTime }) => resolvedAtTime !== null);
  if (saying.length === 0) return OF_OUTCOME[outcome ?? ''] ?? 'notSaid';
  return saying.reduce((last, one) => (one.at >= last.at ? one : last)).resolvedAtTime ? 'solved' : 'unsolved';
}

import type { Settings } from '../../../projections/trials/settings.js';
import {
  departmentBy,
  type Fact,
  factsBy,
  NEVER,
  ticketKey,
  type TicketFacts,
} from '../../../projections/trials/ticket-facts.js';
import type { DueWord, TicketStory } from '../../../projections/trials/story.js';
import { ticketStory } from '../../../projections/trials/ticket-story.js';
import type { DatedSettings } from '../dated-settings.js';
import type { ViewReader } from '../view-reader.js';

/** A ticket's clocks at a moment, derived from what had happened by then. */
export interface TicketAt {
  readonly ticketId: string;
  /** The ticket's department, as corrected by then. */
  readonly departmentId: string;
  readonly story: TicketStory;
  readonly facts: readonly Fact[];
  /** The words that the ticket waits for, the earliest due first. */
  readonly open: readonly DueWord[];
}

/** Null: the ticket had not been logged by then. */
export function ticketAt(ticket: TicketFacts, settings: Settings, moment: string): TicketAt | null {
  const facts = factsBy(ticket, moment);
  const departmentId = departmentBy(facts);
  if (departmentId === null) return null;
  const story = ticketStory({ facts }, departmentId, settings);
  const open = story.words.filter(({ givenAt, endedAt }) => endedAt === NEVER && givenAt <= moment).sort(byDue);
  return { ticketId: ticket.ticketId, departmentId, story, facts, open };
}

const byDue = (a: DueWord, b: DueWord): number => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0);

export interface TicketClocks {
  /** When the next word is due; in the past when it is overdue. The earliest one when there are several. */
  readonly nextUpdateBy: string | null;
  /** When the first human word of the current cycle is, or was, due. */
  readonly acknowledgeBy: string | null;
  /** When the first human word of the current cycle came. */
  readonly answeredAt: string | null;
}
const NO_CLOCKS: TicketClocks = { nextUpdateBy: null, acknowledgeBy: null, answeredAt: null };

/** The clocks of tickets at a moment, by id, in one read. */
export async function clocksOf(
  reader: ViewReader,
  settings: DatedSettings,
  ticketIds: readonly string[],
  moment: string,
): Promise<ReadonlyMap<string, TicketClocks>> {
  const [inForce, facts] = await Promise.all([settings.of(reader), reader.get<TicketFacts>('trials', ticketIds.map(ticketKey))]);
  return new Map(ticketIds.map((id) => [id, clocksAt(facts.get(ticketKey(id)), inForce, moment)]));
}

function clocksAt(ticket: TicketFacts | undefined, settings: Settings, moment: string): TicketClocks {
  const at = ticket ? ticketAt(ticket, settings, moment) : null;
  if (at === null) return NO_CLOCKS;
  const cycle = at.story.cycles.at(-1);
  return {
    nextUpdateBy: at.open[0]?.dueAt ?? null,
    acknowledgeBy: cycle?.acknowledgeBy ?? null,
    answeredAt: cycle?.answeredAt ?? null,
  };
}

import { Injectable } from '@nestjs/common';
import { departmentBy, factsBy, NEVER, type TicketFacts } from '../../../projections/trials/ticket-facts.js';
import { type TicketStory, triedWords } from '../../../projections/trials/story.js';
import { ticketStory } from '../../../projections/trials/ticket-story.js';
import { quantile } from '../../measures/proportions.js';
import { DatedSettings } from '../dated-settings.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

/** How long departments waited for words that had been promised to them. */
export interface SilenceDistribution {
  /** Words that fell due; those withdrawn before are not among them. */
  readonly due: number;
  readonly kept: number;
  readonly late: number;
  /** The ticket ended and nobody had answered. */
  readonly missed: number;
  /** Nobody has answered yet. */
  readonly open: number;
  /** The silences that have ended, by their length: each counts those longer than the one before and up to this one. */
  readonly silences: Readonly<Record<SilenceLength, number>>;
  /** Of the silences that have ended, whole minutes from when the word was due; null without any. */
  readonly medianMinutes: number | null;
  readonly p90Minutes: number | null;
}

/** Upper ends in minutes; a shift, a day and the weekend are what people tell apart. */
const LENGTHS = { upTo1Hour: 60, upTo4Hours: 240, upTo1Day: 1_440, upTo3Days: 4_320, longer: Infinity } as const;
type SilenceLength = keyof typeof LENGTHS;

/**
 * The mean hides those who wait longest (most of the lost time comes from few tickets), so this is the distribution. By when
 * the word was due, from <= due < to; of one department or of all.
 */
@Injectable()
export class AskSilenceDistribution {
  constructor(private readonly settings: DatedSettings) {}

  async execute(
    reader: ViewReader,
    departmentId: string | undefined,
    from: string,
    to: string,
    identities: Identities = PLAIN,
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

/** The first words of cycles: those that are tried. */
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

import { counted, type Language } from '../../language.js';
import type { BulkRunner } from '../../commands/command-runner.js';
import type { Mapping } from '../mapping/mapping.js';
import type { Warning } from './import-report.js';

/** A component of the score for which an import brings no data. */
export interface EmptyMeasure {
  readonly measure: string;
  /** NOT_TOLD: nothing in the import tells it. SNAPSHOTS_ONLY: snapshots do not tell all words to the department. */
  readonly code: 'NOT_TOLD' | 'SNAPSHOTS_ONLY';
  /** The code in words, in English, with what would help. */
  readonly why: string;
}

type Words = Readonly<Record<Language, string>>;

/** The events behind each component's trials, and a hint for the source where an import brings none. */
const RESTS_ON: readonly {
  readonly measure: string;
  readonly types: readonly string[];
  readonly why: Words;
  /** Whether the component judges words to the department. */
  readonly isOfWords?: true;
}[] = [
  {
    measure: 'RELIABILITY',
    types: ['CommitmentMade'],
    why: {
      en: 'no column is declared as a date that was promised to the department (promise); record other commitments as they are made',
      de: 'keine Spalte ist als Termin vereinbart, der der Abteilung zugesagt wurde (promise); andere Zusagen werden erfasst, wenn sie gemacht werden',
    },
  },
  {
    measure: 'RESPONSIVENESS',
    isOfWords: true,
    types: ['TicketAcknowledged', 'TicketUpdateShared'],
    why: {
      en: 'the file does not show when a person responded to the department: import comments or first responses, as events or milestones',
      de: 'die Datei zeigt nicht, wann ein Mensch der Abteilung geantwortet hat: Kommentare oder erste Antworten als events oder milestones importieren',
    },
  },
  {
    measure: 'DURABILITY',
    types: ['TicketResolved'],
    why: {
      en: 'the file does not show when a ticket was resolved',
      de: 'die Datei zeigt nicht, wann ein Ticket gelöst wurde',
    },
  },
  {
    measure: 'TREATMENT',
    types: ['InteractionFeedbackGiven'],
    why: { en: 'the file does not contain ratings of contacts', de: 'die Datei enthält keine Bewertungen von Kontakten' },
  },
  {
    measure: 'TRANSPARENCY',
    isOfWords: true,
    types: ['TicketUpdateShared', 'TicketUpdateChased'],
    why: {
      en: 'the file does not show which updates were promised and sent, or that the department had to ask for one',
      de: 'die Datei zeigt nicht, welche Zwischenstände zugesagt und geschickt wurden, und nicht, ob die Abteilung nachfragen musste',
    },
  },
];

/** A ticket that begins as a snapshot has incomplete words, whatever events about them exist (docs/measures.md). */
const NOT_ALL_WORDS: Words = {
  en: 'snapshots do not contain every message to the department, so tickets that begin as snapshots are not counted; import each message (fidelity HISTORY)',
  de: 'Momentaufnahmen enthalten nicht jede Nachricht an die Abteilung, deshalb zählen Tickets nicht, die so beginnen; jede Nachricht importieren (fidelity HISTORY)',
};

/** The components that an import leaves empty, judged by the event types that it brought or found. */
export function emptyMeasures(types: ReadonlySet<string>, mapping: Mapping): EmptyMeasure[] {
  // Benchmarks and survey answers feed no score.
  if (mapping.benchmarks !== undefined || mapping.response !== undefined) return [];
  return RESTS_ON.flatMap(({ measure, types: told, why, isOfWords }): EmptyMeasure[] => {
    if (isOfWords && areSnapshots(mapping)) return [{ measure, code: 'SNAPSHOTS_ONLY', why: NOT_ALL_WORDS.en }];
    return told.some((type) => types.has(type)) ? [] : [{ measure, code: 'NOT_TOLD', why: why.en }];
  });
}

/** Why a component stays empty, in words, by the code on record. Empty for codes and components of other versions. */
export function whyEmpty({ measure, code }: { readonly measure: string; readonly code: string }, language: Language): string {
  const words = code === 'SNAPSHOTS_ONLY' ? NOT_ALL_WORDS : RESTS_ON.find((one) => one.measure === measure)?.why;
  return words?.[language] ?? '';
}

const areSnapshots = ({ fidelity, opening }: Mapping): boolean => fidelity === 'SNAPSHOT' && opening !== undefined;

/** Warns about teams without adopted targets: their words are never due, so they can be neither late nor in time. */
export async function teamsWithoutTargets(
  teams: readonly { readonly teamId: string; readonly row: number }[],
  runner: BulkRunner,
  mapping: Mapping,
): Promise<Warning[]> {
  if (mapping.registers.teams?.targets !== undefined) return [];
  const without: number[] = [];
  for (const { teamId, row } of teams) {
    const history = await runner.history(`team-${teamId}`);
    if (!history.some(({ type }) => type === 'TargetsAdopted')) without.push(row);
  }
  if (without.length === 0) return [];
  const reaches = areSnapshots(mapping) ? 'for tickets that do not begin as snapshots' : 'which reaches what was imported';
  const detail =
    `no targets adopted by ${counted(without.length, 'team')}: the due moments of first responses and updates are unknown, and RESPONSIVENESS stays empty for them. ` +
    `Declare registers.teams.targets, or send adoptTargets with an earlier effectiveAt, ${reaches}`;
  return [{ code: 'NO_TARGETS', count: without.length, detail, rows: without.slice(0, 100) }];
}

import { counted } from '../../language.js';
import type { BulkRunner } from '../../commands/command-runner.js';
import type { Mapping } from '../mapping/mapping.js';
import type { Warning } from './import-report.js';

/** A component of the score of which an import tells nothing. */
export interface EmptyMeasure {
  readonly measure: string;
  readonly why: string;
}

/** Events that a component's trials are made of, and what to look for in the source where an import brings none. */
const RESTS_ON: readonly {
  readonly measure: string;
  readonly types: readonly string[];
  readonly why: string;
  /** Whether it judges words to the department. */
  readonly isOfWords?: true;
}[] = [
  {
    measure: 'RELIABILITY',
    types: ['CommitmentMade'],
    why: 'no column is declared as a date that the department was promised (promise); record other commitments as they are made',
  },
  {
    measure: 'RESPONSIVENESS',
    isOfWords: true,
    types: ['TicketAcknowledged', 'TicketUpdateShared'],
    why: 'nothing tells when a person answered the department: import comments or first responses, as events or milestones',
  },
  { measure: 'DURABILITY', types: ['TicketResolved'], why: 'nothing tells when a ticket was resolved' },
  { measure: 'TREATMENT', types: ['InteractionFeedbackGiven'], why: 'nothing tells how people rated a contact' },
  {
    measure: 'TRANSPARENCY',
    isOfWords: true,
    types: ['TicketUpdateShared', 'TicketUpdateChased'],
    why: 'nothing tells which word was promised and came, or that the department had to chase one',
  },
];

/** Of a ticket that begins as a snapshot the words are not known, whatever events of them there are (docs/measures.md). */
const NOT_ALL_WORDS =
  'snapshots do not tell all that was said to the department, and tickets that begin as one are not judged by it: import what tells each word (fidelity HISTORY)';

/** What an import leaves empty, as far as the kinds of events that it brought, or found there, tell. */
export function emptyMeasures(types: ReadonlySet<string>, mapping: Mapping): EmptyMeasure[] {
  // Figures of others and answers to a survey are of no score.
  if (mapping.benchmarks !== undefined || mapping.response !== undefined) return [];
  return RESTS_ON.flatMap(({ measure, types: told, why, isOfWords }) => {
    if (isOfWords && areSnapshots(mapping)) return [{ measure, why: NOT_ALL_WORDS }];
    return told.some((type) => types.has(type)) ? [] : [{ measure, why }];
  });
}

const areSnapshots = ({ fidelity, opening }: Mapping): boolean => fidelity === 'SNAPSHOT' && opening !== undefined;

/** Teams that have adopted no targets: no word of theirs is ever due, so nobody can be late, or in time. */
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
    `no targets adopted by ${counted(without.length, 'team')}: when a first or next word is due is not known, and RESPONSIVENESS stays empty there. ` +
    `Declare registers.teams.targets, or send adoptTargets with an earlier effectiveAt, ${reaches}`;
  return [{ code: 'NO_TARGETS', count: without.length, detail, rows: without.slice(0, 100) }];
}

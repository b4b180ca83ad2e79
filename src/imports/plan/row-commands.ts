import { isToCome } from '../../commands/edge/to-come.js';
import type { Actor, Command, Source } from '../../domain/kernel/command.js';
import type { StandIn } from '../mapping/mapping.js';
import { RowRejection } from '../values/rejection.js';
import { buildCommand, type Envelope } from './build-command.js';
import { commandIdOf } from './command-id.js';
import type { CompiledMapping } from './compile-mapping.js';
import type { PlannedCommand, RowDraft } from './row-draft.js';

/** A row's commands, by the streams they go to and the order in which these must be there. */
export interface RowCommands {
  /** Teams and departments. Once an import each; they come first. */
  readonly registrations: readonly Command[];
  readonly ticket: readonly Command[];
  readonly interaction: readonly Command[];
  /** Once an import each. */
  readonly relationships: readonly Command[];
}

export const NO_COMMANDS: RowCommands = { registrations: [], ticket: [], interaction: [], relationships: [] };

/**
 * What a record tells once, whichever of its rows tells it, and by which fields beside the record: a later snapshot of the same ticket
 * must not open it anew, nor repeat an answer.
 */
const ONCE_A_RECORD: Readonly<Record<string, readonly string[]>> = {
  LogTicket: [],
  StartInteraction: [],
  LinkInteractionToTicket: [],
  GiveInteractionFeedback: ['respondentRef'],
};

/** Completes what a row asks for. Throws RowRejection INVALID_INPUT where a field does not fit its command, TIME_TO_COME. */
export function rowCommands(draft: RowDraft, history: string, compiled: CompiledMapping): RowCommands {
  const { mapping } = compiled;
  const { system } = mapping.source;
  const { key } = draft.after;
  const source: Source = { system, externalId: key, fidelity: mapping.fidelity };
  const ofWholeRow = compiled.actorOf(draft.row.cells);
  const actorOf = ({ kind, ref = system }: NonNullable<PlannedCommand['actor']>): Actor => ({
    kind: draft.row.automatic ? 'SYSTEM' : kind,
    ref,
  });
  const build = (command: string, values: Readonly<Record<string, unknown>>, envelope: Envelope): Command => {
    requireHappened(envelope.occurredAt, compiled.now);
    return buildCommand(command, values, envelope);
  };
  const counts = new Map<string, number>();
  const idOf = ({ command, values }: PlannedCommand): string => {
    const once = ONCE_A_RECORD[command];
    if (once !== undefined) return commandIdOf(system, key, command, ...once.map((field) => String(values[field])));
    const nth = (counts.get(command) ?? 0) + 1;
    counts.set(command, nth);
    return commandIdOf(system, key, history, nth === 1 ? command : `${command}.${nth}`);
  };
  const ofRow = (planned: PlannedCommand): Command => {
    const { command, values, at, actor = ofWholeRow } = planned;
    return build(command, values, { commandId: idOf(planned), occurredAt: at, actor: actorOf(actor), importedFrom: source });
  };
  // A register's entry is the source's, not this row's: whichever row names it first, it is the same command.
  const envelope = (externalId: string, name: string, at: string): Envelope => ({
    commandId: commandIdOf(system, externalId, name),
    occurredAt: at,
    actor: { kind: 'IMPORT', ref: system },
    importedFrom: { ...source, externalId },
  });
  const register = (command: string, values: Record<string, unknown>, { id, name }: StandIn): Command =>
    build(command, { ...values, name, externalIds: [{ system, value: name }] }, envelope(id, command, draft.row.at));
  const departmentKind = mapping.registers.departments.kind ?? 'UNKNOWN';
  return {
    registrations: [
      ...draft.departments.map((entry) =>
        register('RegisterDepartment', { departmentId: entry.id, kind: departmentKind }, entry),
      ),
      ...draft.teams.map((entry) => register('RegisterServiceTeam', { teamId: entry.id }, entry)),
    ],
    ticket: draft.ticket.map(ofRow),
    interaction: draft.interaction.map(ofRow),
    relationships: draft.relationships.map(({ command, values, at }) =>
      build(command, values, envelope(`${String(values['teamId'])}.${String(values['departmentId'])}`, command, at)),
    ),
  };
}

/** A mistyped year, or a zone that is not the file's: what happens only after the import is no history. */
function requireHappened(at: string, now: string): void {
  if (!isToCome(at, now)) return;
  throw new RowRejection(
    'TIME_TO_COME',
    `it tells of ${at}, which is still to come`,
    'it tells of a moment that is still to come',
  );
}

import type { Command } from '../kernel/command.js';
import { decideBy, type Decider, evolveBy, when } from '../kernel/decider.js';
import { RecordImportRun } from './commands.js';
import { type ImportEvent, ImportRunRecorded } from './events.js';

/** Whether the run is on record. */
export type ImportState = boolean;

/** One import, told once: the id says what was imported and how, so a second telling is of the same run and adds nothing. */
export const importDecider: Decider<Command, ImportEvent, ImportState> = {
  initial: () => false,
  evolve: evolveBy<ImportEvent, ImportState>({ ImportRunRecorded: () => true }),
  isReferable: (recorded) => recorded,
  decide: decideBy<ImportEvent, ImportState>([
    when(RecordImportRun, (command, recorded) => {
      if (recorded) return [];
      const { runId, file, contentHash, mapping, mappingHash, system, zone } = command;
      const { rows, records, events, byType, fidelity, rejectedFor, rejects, warnings, earliest, latest } = command;
      const what = { runId, file, contentHash, mapping, mappingHash, system, zone };
      const counts = { rows, records, events, byType, fidelity, rejectedFor, rejects, warnings, earliest, latest };
      return [ImportRunRecorded({ ...what, ...counts })];
    }),
  ]),
};

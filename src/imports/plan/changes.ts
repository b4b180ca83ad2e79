import type { Test } from '../values/columns.js';
import { commandStep } from './command-step.js';
import type { CompileContext, Step } from './step.js';

/** Columns that differ from the record's row before become a command: the rows are snapshots after an update. */
export function changeSteps(context: CompileContext): Step[] {
  return (context.mapping.changes ?? []).map((part, i) => {
    const field = `changes[${i}]`;
    const send = commandStep(part, field, context);
    const readers = part.columns.map((column, j) => context.columns.reader(column, `${field}.columns[${j}]`));
    const differs = (a: Parameters<Test>[0], b: Parameters<Test>[0]) => readers.some((read) => read(a) !== read(b));
    return (draft) => {
      const { previous } = draft.before;
      if (previous === undefined ? part.onFirstRow === true : differs(previous.cells, draft.row.cells)) send(draft);
    };
  });
}

import type { CompileContext, Step } from './step.js';

/** What the source reports and nobody can recompute: noted when the record reaches the declared state, and again if it changes there. */
export function reportedStep({ mapping, columns }: CompileContext): Step {
  const part = mapping.reported;
  if (part === undefined) return () => undefined;
  const readers = part.columns.map((column, i) => [column, columns.reader(column, `reported.columns[${i}]`)] as const);
  return (draft) => {
    if (draft.after.state !== part.when) return;
    const reported = readers.flatMap(([field, read]) => {
      const value = read(draft.row.cells);
      return value === undefined ? [] : [{ field, value }];
    });
    const text = JSON.stringify(reported);
    if (text === draft.before.reported) return;
    draft.after.reported = text;
    draft.send('RecordTicketImport', { reported });
  };
}

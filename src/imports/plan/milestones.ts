import { commandStep } from './command-step.js';
import { firstTime } from './first-time.js';
import type { CompileContext, Step } from './step.js';

/** Time columns of one row become commands, each at its own moment and in the order of the moments. */
export function milestoneStep(context: CompileContext): Step {
  const parts = (context.mapping.milestones ?? []).map((part, i) => {
    const field = `milestones[${i}]`;
    return { momentOf: firstTime(part.at, `${field}.at`, context.times), send: commandStep(part, field, context) };
  });
  return (draft) => {
    const due = parts.flatMap(({ momentOf, send }) => {
      const at = momentOf(draft.row.cells);
      return at === undefined ? [] : [{ at, send }];
    });
    due.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    for (const { at, send } of due) send(draft, at);
  };
}

import { commandStep } from './command-step.js';
import { firstTime } from './first-time.js';
import type { CompileContext, Step } from './step.js';

/**
 * Time columns of one row become commands, each at its own moment, in the order in which the mapping lists them: real exports have tickets
 * closed before they were resolved, and the order of the work is what the mapping knows.
 */
export function milestoneStep(context: CompileContext): Step {
  const parts = (context.mapping.milestones ?? []).map((part, i) => {
    const field = `milestones[${i}]`;
    return { momentOf: firstTime(part.at, `${field}.at`, context.times), send: commandStep(part, field, context) };
  });
  return (draft) => {
    for (const { momentOf, send } of parts) {
      const at = momentOf(draft.row.cells);
      if (at !== undefined) send(draft, at);
    }
  };
}

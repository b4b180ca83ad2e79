import type { ActivitySpec, OneOrMany } from '../mapping/mapping.js';
import { RowRejection } from '../values/rejection.js';
import { commandStep } from './command-step.js';
import { moveTo } from './states.js';
import type { CompileContext, Step } from './step.js';

/** One row an event: its activity says which commands it is. An activity that is not in the table rejects its row. */
export function eventStep(context: CompileContext): Step {
  const { events } = context.mapping;
  if (events === undefined) return () => undefined;
  const read = context.columns.template(events.of, 'events.of');
  const table = new Map(
    Object.entries(events.values).map(([activity, specs]) => [
      activity,
      activitySteps(specs, `events.values.${activity}`, context),
    ]),
  );
  const otherwise = events.otherwise && activitySteps(events.otherwise, 'events.otherwise', context);
  return (draft) => {
    const text = read(draft.row.cells);
    const steps = (text === undefined ? undefined : table.get(text)) ?? otherwise;
    if (steps === undefined)
      throw RowRejection.ofValue('UNKNOWN_ACTIVITY', events.of, text ?? '', 'is not in the table events.values');
    for (const step of steps) step(draft);
  };
}

function activitySteps(specs: OneOrMany<ActivitySpec>, field: string, context: CompileContext): Step[] {
  const move = moveTo(context);
  const many = isList(specs) ? specs : [specs];
  return many.map((spec, i): Step => {
    if (spec === 'ignore') return () => undefined;
    if ('state' in spec) return (draft) => move(draft, spec.state, spec.reason);
    return commandStep(spec, isList(specs) ? `${field}[${i}]` : field, context);
  });
}
const isList = (specs: OneOrMany<ActivitySpec>): specs is readonly ActivitySpec[] => Array.isArray(specs);

import type { Command } from './command.js';
import type { References } from './decider.js';
import { RapportError } from './errors.js';
import type { DomainEvent } from './event.js';

export type Decide<C extends Command, E extends DomainEvent, S> = (command: C, state: S, references: References) => readonly E[];
type ClassOf<C> = abstract new (...values: never[]) => C;

/** How one class of command is decided. */
export interface Rule<E extends DomainEvent, S> {
  readonly command: ClassOf<Command>;
  readonly decide: Decide<never, E, S>;
}
export const when = <C extends Command, E extends DomainEvent, S>(command: ClassOf<C>, decide: Decide<C, E, S>): Rule<E, S> => ({
  command,
  decide,
});

/** One `decide` from the rules for each class of command. A command without a rule is a defect: INTERNAL. */
export function decideBy<E extends DomainEvent, S>(rules: readonly Rule<E, S>[]): Decide<Command, E, S> {
  const byClass = new Map<unknown, Decide<Command, E, S>>(
    rules.map(({ command, decide }) => [command, decide as Decide<Command, E, S>]),
  );
  return (command, state, references) => {
    const decide = byClass.get(command.constructor);
    if (!decide) throw new RapportError('INTERNAL', `No rule decides ${command.constructor.name}`);
    return decide(command, state, references);
  };
}

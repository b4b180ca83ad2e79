import fc from '../support/properties.js';
import { PROJECTIONS } from '../../projections/index.js';
import type { Projection } from '../../projections/kit/projection.js';
import type { AnyDecider } from '../../src/commands/decide.js';
import { DECIDERS } from '../../src/domain/aggregates.js';
import type { Command } from '../../src/domain/kernel/command.js';
import type { CodedProjection } from '../../src/projector/catalog.js';
import { anyCommand } from '../support/arbitrary-commands.js';
import { add, counter, start } from '../support/counter-domain.js';
import { REGISTERED } from '../support/registered.js';
import { sumProjection } from '../support/sum-projection.js';
import type { Chance } from './agenda.js';

/** The build of the program that a process runs. */
export type Code = 'one' | 'two';

/** The domain and the projections of a run. */
export interface World {
  readonly name: string;
  readonly deciders: ReadonlyMap<string, AnyDecider>;
  projections(code: Code): readonly CodedProjection[];
  /** Executed before any fault. */
  readonly first: readonly Command[];
  /** The next command, with a new id. */
  command(commandId: string): Command;
}

const coded = (projections: readonly Projection[], code: Code): readonly CodedProjection[] =>
  projections.map((projection) => ({ projection, codeHash: code }));

const COUNTERS = ['a', 'b', 'c', 'd'];

/**
 * The counters of the unit tests: a small domain with a limit that only a guarded append ensures, a reference, and an
 * unfoldable amount.
 */
export function counters(chance: Chance): World {
  return {
    name: 'counters',
    deciders: new Map([['improvement', counter]]),
    projections: (code) => coded([sumProjection('sums', code === 'one' ? 1 : 2), sumProjection('others')], code),
    first: [],
    command: (commandId) => {
      const id = chance.among(COUNTERS);
      const amount = chance.among([0, 1, 2, 3, 5, 8, 13, 21, 60, 99]);
      const about = { commandHash: String(amount), ...(chance.of(0.1) && { expectedRevision: chance.below(4) - 1 }) };
      if (chance.of(0.2)) return start(`${id}${commandId}`, amount, commandId, about);
      return add(id, amount, commandId, { ...about, ...(chance.of(0.15) && { like: chance.among(COUNTERS) }) });
    },
  };
}

/** More commands than the clients of a run send. */
const HOSPITAL_COMMANDS = 100;

/** The program's own aggregates and projections, with any commands that the edge would accept. */
export function hospital(chance: Chance): World {
  const commands = fc.sample(anyCommand(), { seed: chance.below(2 ** 31), numRuns: HOSPITAL_COMMANDS });
  let next = 0;
  return {
    name: 'hospital',
    deciders: DECIDERS,
    projections: (code) => coded(PROJECTIONS, code),
    first: REGISTERED,
    command: () => commands[next++]!,
  };
}

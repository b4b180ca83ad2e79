import type { Command } from '../kernel/command.js';
import { decideBy, type Decider, evolveBy, when } from '../kernel/decider.js';
import type { EventOf } from '../kernel/event.js';
import { alreadyExists, invalidInput } from '../kernel/errors.js';
import { sameData } from '../kernel/same-data.js';
import { RegisterInstrument } from './commands.js';
import { type InstrumentEvent, InstrumentRegistered } from './events.js';

export type Instrument = EventOf<typeof InstrumentRegistered>['data'];
/** Null: never registered. */
export type InstrumentState = Instrument | null;

/** A questionnaire, ours or another's. It never changes, or its answers of two years could not be compared. */
export const instrumentDecider: Decider<Command, InstrumentEvent, InstrumentState> = {
  initial: () => null,
  evolve: evolveBy<InstrumentEvent, InstrumentState>({ InstrumentRegistered: (_, registered) => registered }),
  isReferable: (state) => state !== null,
  decide: decideBy<InstrumentEvent, InstrumentState>([
    when(RegisterInstrument, ({ instrumentId, name, licence, items, composites = [] }, state) => {
      const registered = InstrumentRegistered({ instrumentId, name, licence, items, composites });
      if (state && sameData(state, registered.data)) return [];
      if (state) throw alreadyExists('instrumentId', 'instrument', instrumentId);
      const fault = instrumentFault(registered.data);
      if (fault) throw invalidInput(fault.field, fault.message, 'Correct the instrument and send it whole.');
      return [registered];
    }),
  ]),
};

/** What is wrong with a questionnaire, by field; undefined when nothing is. */
function instrumentFault({ items, composites }: Instrument): { field: string; message: string } | undefined {
  const ids = items.map(({ itemId }) => itemId);
  if (ids.length === 0) return { field: 'items', message: 'a questionnaire asks something' };
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return { field: 'items', message: `the question "${twice}" is there twice` };
  const never = items.find(({ points, positiveFrom }) => positiveFrom > points);
  if (never) return { field: 'items', message: `no answer to "${never.itemId}" could be positive` };
  const stranger = composites.flatMap(({ itemIds }) => itemIds).find((id) => !ids.includes(id));
  if (stranger !== undefined) return { field: 'composites', message: `"${stranger}" is no question of this instrument` };
  return undefined;
}

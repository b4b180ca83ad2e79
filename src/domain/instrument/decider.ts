import type { Command } from '../kernel/command.js';
import type { Decider } from '../kernel/decider.js';
import { decideBy, when } from '../kernel/decide-by.js';
import type { EventOf } from '../kernel/event.js';
import { evolveBy } from '../kernel/evolve-by.js';
import { alreadyExists, invalidInput } from '../kernel/refusals.js';
import { sameData } from '../kernel/same-data.js';
import { RegisterInstrument } from './commands.js';
import { type InstrumentEvent, InstrumentRegistered } from './events.js';
import { instrumentFault } from './instrument-fault.js';

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

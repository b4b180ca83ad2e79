/** Injects the CommandRunner. */
export const COMMAND_RUNNER = Symbol('CommandRunner');
/** Injects the moment before which none is believed; where nobody provides it the built-in one holds. */
export const EARLIEST_MOMENT = Symbol('EarliestMoment');

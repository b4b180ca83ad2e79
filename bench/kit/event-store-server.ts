/** The server to measure, given by the runner: one that the variable names, or one that the runner started. */
export const EVENT_STORE_URL = process.env['EVENTSTORE_TEST_URL'];
/** Not empty when the runner started a stand-in instead of a real EventStoreDB. */
export const STAND_IN_NOTE =
  process.env['BENCH_STAND_IN'] === undefined
    ? []
    : ['A stand-in answers here, not EventStoreDB: the ratio is about our client side, the rates are the stand-in’s.'];

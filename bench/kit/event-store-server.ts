/** The server to measure, given by the runner: the variable's, or one that it started. */
export const EVENT_STORE_URL = process.env['EVENTSTORE_TEST_URL'];
/** Set where the runner started a stand-in instead of the real thing. */
export const STAND_IN_NOTE =
  process.env['BENCH_STAND_IN'] === undefined
    ? []
    : ['A stand-in answers here, not EventStoreDB: the ratio is about our client side, the rates are the stand-in’s.'];

import fc from 'fast-check';

/** Time limit for the search. In the usual run, a property that holds never takes so long, even on a busy machine. */
const SEARCH_MS = 20_000;

if (process.env['TEST_LONG'] === undefined) {
  // A fixed seed, so that a new failure is due to a change. The long run uses new seeds, to find unexpected cases.
  fc.configureGlobal({ seed: 20_260_301 });
  // Also ends shrinking, with the smallest counterexample found so far. Not in the long run, which may take its time.
  fc.installGlobalPlugin(fc.interruptAfterTimeLimit(SEARCH_MS));
}

/** fast-check, configured for all properties so that failures are reported soon. */
export default fc;

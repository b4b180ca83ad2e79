import fc from 'fast-check';

/** What holds never takes so long in the usual run, on a busy machine either. */
const SEARCH_MS = 20_000;

if (process.env['TEST_LONG'] === undefined) {
  // The same draws each time, so that what fails is due to what was changed. The long run draws anew, to find what nobody thought of.
  fc.configureGlobal({ seed: 20_260_301 });
  // The search for a smaller counterexample ends then, with the smallest found. In the long run it may take its time.
  fc.installGlobalPlugin(fc.interruptAfterTimeLimit(SEARCH_MS));
}

/** fast-check as every property here uses it: one that fails says so soon. */
export default fc;

/**
 * The number of runs of a property: few by default, to keep the tests fast, and as many as are useful in the long run
 * (`npm run test:long`).
 */
export const runs = <T>(usual: T, long: T): T => (process.env['TEST_LONG'] === undefined ? usual : long);

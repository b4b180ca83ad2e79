/**
 * How many runs a property makes: few by default, so that everybody's run stays short, and as many as say something new in the long run
 * (`npm run test:long`).
 */
export const runs = (usual: number, long: number): number => (process.env['TEST_LONG'] === undefined ? usual : long);

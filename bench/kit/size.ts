/** Small sizes and one round, to check within a minute that a bench works. The numbers mean little. */
export const QUICK = process.argv.includes('--quick');

export const sized = (full: number, quick: number): number => (QUICK ? quick : full);

import { namedEnum } from '../inputs/enums.js';

export const Fidelity = namedEnum(
  'Fidelity',
  ['NATIVE', 'HISTORY', 'SNAPSHOT'],
  'How faithful the source is: seen here, taken from another system’s history, or read off the difference of snapshots.',
);

import { GraphQLScalarType } from 'graphql';
import { textOnly } from './text-only.js';

/** A place in the log. The log itself says whether it gave it out (INVALID_POSITION). */
export const Position = new GraphQLScalarType<string, string>({
  name: 'Position',
  description: 'A place in the event log: opaque, sorts as text. Mutations return it; `minPosition` and `atPosition` take it.',
  ...textOnly('Position'),
});

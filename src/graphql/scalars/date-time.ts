import { GraphQLScalarType } from 'graphql';
import { textOnly } from './text-only.js';

/**
 * An instant. Only its being a text is checked here: whoever takes it puts it into UTC with the field's name at hand, so that a refusal can
 * say which field is wrong (src/commands/edge/instant.ts).
 */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'An instant, RFC 3339 with an explicit offset: 2026-03-01T08:00:00+01:00. Answers are in UTC with milliseconds.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  ...textOnly('DateTime'),
});

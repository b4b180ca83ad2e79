import { COMMITMENT_COMMANDS } from './commitment/commands.js';
import { INTERACTION_COMMANDS } from './interaction/commands.js';
import { RELATIONSHIP_COMMANDS } from './relationship/commands.js';
import { TICKET_COMMANDS } from './ticket/commands.js';

/** What words may be of: the command and the field of their key, `LogTicket.summaryRef`. */
export const TEXT_KINDS: readonly string[] = [
  ...TICKET_COMMANDS,
  ...INTERACTION_COMMANDS,
  ...RELATIONSHIP_COMMANDS,
  ...COMMITMENT_COMMANDS,
].flatMap(({ name, definition }) => {
  const fields: readonly { readonly schema: { readonly 'x-words'?: string } }[] = Object.values(definition.fields);
  const keys = fields.flatMap(({ schema }) => schema['x-words'] ?? []);
  return [...new Set(keys)].map((key) => `${name}.${key}`);
});

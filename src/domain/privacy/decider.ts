import type { Command } from '../kernel/command.js';
import type { Decider } from '../kernel/decider.js';
import { decideBy, when } from '../kernel/decide-by.js';
import * as c from './commands.js';
import * as e from './events.js';

/** What was forgotten: one stream an organisation. Whoever is erased may speak again, and be erased again. */
export const privacyDecider: Decider<Command, e.PrivacyEvent, null> = {
  initial: () => null,
  evolve: () => null,
  isReferable: () => true,
  decide: decideBy<e.PrivacyEvent, null>([
    when(c.EraseDataSubject, ({ organizationId, subjectRef, reason }) => [
      e.DataSubjectErased({ organizationId, subjectRef, reason }),
    ]),
    when(c.RecordTextsExpired, ({ organizationId, kind, writtenBefore, texts }) => [
      e.TextsExpired({ organizationId, kind, writtenBefore, texts }),
    ]),
  ]),
};

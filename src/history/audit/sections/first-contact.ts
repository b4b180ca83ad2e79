import { AskFirstContactMatrix } from '../../../queries/contacts/first-contact-matrix.js';
import { type AuditScope, askOfParts } from '../scope.js';

/** Whether contacts solved the matter, and whether people were treated well: two questions. */
export const firstContact = (scope: AuditScope) =>
  askOfParts(scope, (departmentId) => {
    const { ask, reader, from, until, identities } = scope;
    const filter = departmentId === undefined ? {} : { departmentId };
    return ask(new AskFirstContactMatrix(reader, filter, from, until, until, identities));
  });

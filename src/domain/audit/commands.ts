import { command } from '../kernel/command.js';
import { result } from './fields.js';

export class KeepAuditResult extends command({
  aggregate: 'audit',
  key: ['organizationId', 'auditId'],
  description: 'Keeps a part of what the first run of an audit came to. Only that run sends it: nobody else has the result.',
  fields: result,
}) {}

export const AUDIT_COMMANDS = [KeepAuditResult] as const;

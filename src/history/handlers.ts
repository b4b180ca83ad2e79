import { RunAuditHandler } from './audit/run-audit.js';

/** The handlers of questions about the past, for the module that provides them. */
export const HISTORY_HANDLERS = [RunAuditHandler];

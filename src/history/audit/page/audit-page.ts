import type { AuditRun } from '../run-audit.js';
export const auditPage = (run: AuditRun): string => JSON.stringify(run.hash);

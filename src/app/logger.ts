import { pino, type Logger } from 'pino';

/** The process's log, as JSON lines on standard error: standard output belongs to the commands' results. Never carries texts or credentials. */
export const logger: Logger = pino(
  { level: process.env['LOG_LEVEL'] ?? 'info', serializers: { error: pino.stdSerializers.err } },
  pino.destination({ dest: 2, sync: true }),
);

import { isatty } from 'node:tty';
import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';

const STANDARD_ERROR = 2;

/** Formats log lines for people: time of day, level and message, with the fields below. Coloured unless `NO_COLOR` is set. */
export async function readableLines(destination: number | NodeJS.WritableStream): Promise<DestinationStream> {
  const { PinoPretty } = await import('pino-pretty');
  const colorize = !process.env['NO_COLOR'];
  return PinoPretty({ destination, colorize, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' });
}

/**
 * The process's log, on standard error, because standard output is for results of commands. JSON lines for programs, readable
 * lines on a terminal. Must never contain texts or credentials.
 */
export const logger: Logger = pino(
  { level: process.env['LOG_LEVEL'] ?? 'info', serializers: { error: pino.stdSerializers.err } },
  isatty(STANDARD_ERROR) ? await readableLines(STANDARD_ERROR) : pino.destination({ dest: STANDARD_ERROR, sync: true }),
);

/** Forwards Nest's log to the process's log; its start-up messages at debug level. */
export class NestLogger implements LoggerService {
  log(message: unknown, context?: string): void {
    logger.debug({ context }, String(message));
  }
  debug(message: unknown, context?: string): void {
    logger.debug({ context }, String(message));
  }
  verbose(message: unknown, context?: string): void {
    logger.trace({ context }, String(message));
  }
  warn(message: unknown, context?: string): void {
    logger.warn({ context }, String(message));
  }
  error(message: unknown, ...details: unknown[]): void {
    // An error at start-up is also thrown, and reported by the caller.
    if (details.at(-1) === 'ExceptionHandler') return logger.debug(logRecord(message, details), String(message));
    logger.error(logRecord(message, details), String(message));
  }
  fatal(message: unknown, ...details: unknown[]): void {
    logger.fatal(logRecord(message, details), String(message));
  }
}

/** Finds the error among the logged values, to log it with its stack: within a list it would be serialised as {}. */
function logRecord(message: unknown, details: readonly unknown[]) {
  const err = [message, ...details].find((one) => one instanceof Error);
  return { err, details: details.filter((one) => one !== err) };
}

import { isatty } from 'node:tty';
import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream, type Logger } from 'pino';

const STANDARD_ERROR = 2;

/** Lines for people: the time of day, the level and the message, with what belongs to it below. In colours, unless `NO_COLOR` is set. */
export async function readableLines(destination: number | NodeJS.WritableStream): Promise<DestinationStream> {
  const { PinoPretty } = await import('pino-pretty');
  const colorize = !process.env['NO_COLOR'];
  return PinoPretty({ destination, colorize, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' });
}

/**
 * The process's log, on standard error: standard output belongs to the commands' results. JSON lines for programs, readable ones at a terminal. Never
 * carries texts or credentials.
 */
export const logger: Logger = pino(
  { level: process.env['LOG_LEVEL'] ?? 'info', serializers: { error: pino.stdSerializers.err } },
  isatty(STANDARD_ERROR) ? await readableLines(STANDARD_ERROR) : pino.destination({ dest: STANDARD_ERROR, sync: true }),
);

/** Nest's own words into the process's log: its start-up chatter as debug, the rest as it is meant. */
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
    // Why the program could not start is thrown as well, and told by whoever wanted to start it.
    if (details.at(-1) === 'ExceptionHandler') return logger.debug(said(message, details), String(message));
    logger.error(said(message, details), String(message));
  }
  fatal(message: unknown, ...details: unknown[]): void {
    logger.fatal(said(message, details), String(message));
  }
}

/** The error among what is logged, with its stack: inside of a list it would be written as {}. */
function said(message: unknown, details: readonly unknown[]) {
  const err = [message, ...details].find((one) => one instanceof Error);
  return { err, details: details.filter((one) => one !== err) };
}

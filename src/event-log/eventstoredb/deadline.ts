import type { RapportError } from '../../domain/kernel/errors.js';

/**
 * Waits for an answer no longer than this. The client's own limits do not cover its batch stream: against a frozen server an append
 * would hang for 19 s, until the keep-alive gives the connection up.
 */
export async function withDeadline<T>(answer: Promise<T>, milliseconds: number, late: () => RapportError): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([answer, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

import { setTimeout as pause } from 'node:timers/promises';

const ASK_AGAIN_MS = 100;

/** Asks until the answer is as wanted, and resolves to it; fails with the last answer when the time is over first. */
export async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean, milliseconds: number): Promise<T> {
  for (const end = Date.now() + milliseconds; ;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (Date.now() > end) throw new Error(`not within ${milliseconds} ms, but: ${JSON.stringify(answer)}`);
    await pause(ASK_AGAIN_MS);
  }
}

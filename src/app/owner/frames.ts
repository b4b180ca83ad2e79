/** What travels back from the owner, one JSON object a line: the command's words, a sign of life, and in the end its exit code. */
export type Frame =
  | { readonly out: string }
  | { readonly err: string }
  | { readonly progress: string }
  | { readonly alive: true }
  | { readonly exit: number };

/** The owner shows that it lives this often; a caller that hears nothing for much longer gives up. */
export const ALIVE_EVERY_MS = 1_000;
/** Work may report every row; more often than this nobody reads it. */
export const PROGRESS_EVERY_MS = 100;
export const SILENCE_BORNE_MS = 30_000;

/** Reads frames out of chunks of text that know nothing of lines. */
export async function* readFrames(chunks: AsyncIterable<string>): AsyncGenerator<Frame> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop()!;
    for (const line of lines) yield JSON.parse(line) as Frame;
  }
}

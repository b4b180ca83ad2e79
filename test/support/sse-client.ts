/** A block of a Server-Sent Events stream. */
export interface SseBlock {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
  readonly retry?: string;
  readonly comment?: string;
}

/** Reads a stream block by block until it ends. When the request is aborted, it ends without an error. */
export async function* sseBlocks(response: Response): AsyncGenerator<SseBlock, void, void> {
  let rest = '';
  try {
    for await (const text of response.body!.pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + text).split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) yield parse(block);
    }
  } catch (error) {
    if ((error as Error).name !== 'AbortError') throw error;
  }
}

const parse = (block: string): SseBlock =>
  Object.fromEntries(
    block.split('\n').map((line) => {
      const colon = line.indexOf(':');
      return [colon === 0 ? 'comment' : line.slice(0, colon), line.slice(colon + 1).trimStart()];
    }),
  );

/** Requests the feed and reads `count` events, or all until the stream ends; then disconnects. */
export async function readFeed(
  url: string,
  {
    count = Infinity,
    lastEventId,
    headers: more = {},
  }: { count?: number; lastEventId?: string; headers?: Readonly<Record<string, string>> } = {},
): Promise<SseBlock[]> {
  const leave = new AbortController();
  const headers = { ...more, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) };
  const response = await fetch(url, { headers, signal: leave.signal });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  const events: SseBlock[] = [];
  if (count > 0) {
    for await (const block of sseBlocks(response)) {
      if (block.data !== undefined) events.push(block);
      if (events.length >= count) break;
    }
  }
  leave.abort();
  return events;
}

import { useEffect, useState } from 'preact/hooks';

/** An event as the feed tells it: CloudEvents 1.0, without what is said in confidence. */
export interface FeedEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly recordedat: string;
  readonly position: string;
  readonly revision: number;
  readonly correlationid?: string;
  readonly actorkind?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export type StreamAnswer = { readonly events: readonly FeedEvent[] } | { readonly failed: true } | undefined;

/** All events of a stream, in its order. */
export function useStreamEvents(stream: string): readonly [answer: StreamAnswer, again: () => void] {
  const [answer, setAnswer] = useState<StreamAnswer>();
  const [asked, setAsked] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    setAnswer(undefined);
    readStream(stream, stop.signal).then(
      (events) => setAnswer({ events }),
      () => {
        if (!stop.signal.aborted) setAnswer({ failed: true });
      },
    );
    return () => stop.abort();
  }, [stream, asked]);
  return [answer, () => setAsked(asked + 1)];
}

async function readStream(stream: string, signal: AbortSignal): Promise<readonly FeedEvent[]> {
  const query = new URLSearchParams({ stream, after: 'start', until: 'end' });
  const response = await fetch(`/feed/events?${query}`, { signal, headers: { accept: 'text/event-stream' } });
  if (!response.ok) throw new Error(response.statusText);
  return (await response.text())
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice('data: '.length)) as FeedEvent);
}

/** `org.rapport.TicketLogged.v1` as `TicketLogged`. */
export const nameOfType = (type: string): string => type.replace(/^org\.rapport\./, '').replace(/\.v\d+$/, '');

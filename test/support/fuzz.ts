import type { SchemaRequest } from './schema-requests.js';

/** Sends a request and returns what is wrong with the response; undefined when it is answered or refused properly. */
export async function wrongAnswer(url: string, request: SchemaRequest): Promise<string | undefined> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(30_000),
  });
  const answer = (await response.json()) as {
    data?: unknown;
    errors?: readonly { message: string; extensions?: { code?: string } }[];
  };
  const codes = answer.errors?.map(({ extensions }) => extensions?.code) ?? [];
  if (response.status >= 500 || codes.includes('INTERNAL') || codes.includes(undefined))
    return JSON.stringify(answer.errors).slice(0, 500);
  return answer.errors === undefined && answer.data === undefined ? 'neither data nor errors' : undefined;
}

import type { FieldReason } from '../../src/domain/kernel/reasons.js';
export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what a test asks for decides what it gets
  readonly data: any;
  readonly errors?: {
    message: string;
    path?: string[];
    extensions: { code: string; field?: string; remedy?: string; reasons?: readonly FieldReason[]; requestId?: string };
  }[];
  readonly extensions?: { stale?: boolean };
}

/** Sends a GraphQL request over HTTP, as any client would. */
export async function askAt(
  url: string,
  query: string,
  variables?: object,
  more: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const headers = { 'content-type': 'application/json', ...more };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

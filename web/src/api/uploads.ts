import { CombinedError } from '@urql/core';

/**
 * Sends a file to the server, which keeps it for an hour under the returned id.
 * @throws CombinedError with the server's error, or a network error when it did not answer
 */
export async function sendFile(file: File): Promise<string> {
  const response = await fetch(`/uploads?${new URLSearchParams({ file: file.name })}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file,
  }).catch((networkError: Error) => {
    throw new CombinedError({ networkError });
  });
  const answer = (await response.json().catch(() => ({}))) as { uploadId?: string; error?: { message: string } };
  if (answer.uploadId !== undefined) return answer.uploadId;
  const { message = response.statusText, ...extensions } = answer.error ?? {};
  throw new CombinedError({ graphQLErrors: [{ message, extensions }] });
}

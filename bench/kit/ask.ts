/** Sends one GraphQL request. @throws Error when the response has errors: to measure refusals would be meaningless. */
export async function ask(url: string, query: string, variables: object = {}): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Record<string, unknown>; errors?: { message: string }[] };
  if (errors) throw new Error(`${url} answered: ${errors.map(({ message }) => message).join('; ')}`);
  return data;
}

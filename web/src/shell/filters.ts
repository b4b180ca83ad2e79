import { useLocation } from 'preact-iso';

/**
 * Writes a form's values into the URL on submit, so that a link shows the same to everyone. Removes empty fields; keeps the rest of the
 * query, for instance the day shown.
 * @param resets other parameters to remove first, such as checkboxes, which a form omits while unchecked
 */
export function useFilters(...resets: readonly string[]): (event: SubmitEvent) => void {
  const { query, path, route } = useLocation();
  return (event) => {
    event.preventDefault();
    const next = new URLSearchParams(query);
    for (const name of resets) next.delete(name);
    for (const [name, value] of new FormData(event.currentTarget as HTMLFormElement) as unknown as Iterable<[string, string]>) {
      if (value.trim() === '') next.delete(name);
      else next.set(name, value.trim());
    }
    route(next.size > 0 ? `${path}?${next}` : path);
  };
}

/**
 * The answer, or an error once it took longer. What was asked for is not stopped.
 *
 * @param late makes the error; without it, one that names the time
 */
export async function withDeadline<T>(
  answer: Promise<T>,
  milliseconds: number,
  late: () => Error = () => new Error(`no answer within ${milliseconds} ms`),
): Promise<T> {
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

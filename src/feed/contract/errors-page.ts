/** docs/errors.md: every code with what it means, in the order of the list. */
export function errorsPage(codes: Readonly<Record<string, string>>): string {
  const rows = Object.entries(codes).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  return `# Error codes

Generated from \`src/domain/kernel/errors.ts\`: change it there and run the contract generator.

GraphQL answers carry the code in \`extensions.code\`, HTTP answers in \`error.code\`, the shell's \`--json\` in \`code\`. Beside it stand a
message that names the thing and, where there is one, the \`field\` and the \`remedy\`. Codes never change their meaning.

| code | meaning |
| --- | --- |
${rows.join('\n')}
`;
}

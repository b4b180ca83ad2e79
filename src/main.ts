// The server as a process of its own, for `npm start`, containers and the Nest CLI: what `rapport serve` does.
process.argv.splice(2, 0, 'serve');
await import('./cli.js');

export {};

// A run fails at Node's warning that listeners pile up on a signal: nobody would see it among thousands of lines. Emitters are
// left out: those of the clients of EventStoreDB and MongoDB are not ours.
// Imported by each worker of Vitest and by its threads; not by servers that run as processes of their own.
process.on('warning', (warning) => {
  if (warning.name === 'MaxListenersExceededWarning' && warning.target instanceof AbortSignal) throw warning;
});

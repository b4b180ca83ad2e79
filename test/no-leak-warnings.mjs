// A run fails at Node's warning that listeners pile up on an emitter or a signal: nobody would see it among thousands of lines.
// Imported by each worker of Vitest and by its threads; not by servers that run as processes of their own.
process.on('warning', (warning) => {
  if (warning.name === 'MaxListenersExceededWarning') throw warning;
});

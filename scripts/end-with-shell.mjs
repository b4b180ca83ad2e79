const LOOK_EVERY_MS = 500;

/**
 * Ends this process as SIGTERM would once the one that started it is gone. npm passes SIGTERM to the shell that it runs a script in, and Debian's
 * shell ends by it without passing it on: whoever told `npm start` to end would leave the server running, with the files and the port.
 */
export function endWithShell() {
  const shell = process.ppid;
  setInterval(() => {
    if (process.ppid !== shell) process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS).unref();
}

// Sends one GraphQL request repeatedly: `sender <url> <seconds> <connections> <body>`. Uses plain sockets and a minimum of
// HTTP/1.1, because the sender shares the machine with the server. Replaces a UNIQUE in the body by another text each time.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { UNIQUE } from '../kit/unique.js';

const [url, seconds, connections, body] = process.argv.slice(2) as [string, string, string, string];
const { hostname, port } = new URL(url);
const [before, after] = body.split(UNIQUE) as [string, string | undefined];
const prefix = randomBytes(8).toString('hex');
const HEADER_END = '\r\n\r\n';
const latencies: number[] = [];
let sent = 0;

function request(): string {
  const unique = after === undefined ? before : `${before}${prefix}-${sent++}${after}`;
  const head = `POST /graphql HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(unique)}`;
  return `${head}${HEADER_END}${unique}`;
}

/** The length of the whole response, once its head has arrived. */
function lengthOf(received: Buffer): number | undefined {
  const end = received.indexOf(HEADER_END);
  if (end < 0) return undefined;
  const head = received.toString('latin1', 0, end);
  const length = /^content-length: (\d+)/im.exec(head)?.[1];
  if (!head.startsWith('HTTP/1.1 200') || length === undefined) throw new Error(`${url} answered ${received.toString()}`);
  return end + HEADER_END.length + Number(length);
}

function converse(end: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    let awaited: number | undefined;
    let startedAt = 0;
    const socket = connect(Number(port), hostname);
    const next = () => {
      startedAt = performance.now();
      if (startedAt >= end) return socket.end(resolve);
      socket.write(request());
    };
    socket.setNoDelay(true);
    socket.once('connect', next).once('error', reject);
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      awaited ??= lengthOf(received);
      if (awaited === undefined || received.length < awaited) return;
      // GraphQL also refuses with 200.
      if (received.includes('"errors":[')) return socket.destroy(new Error(`${url} answered ${received.toString()}`));
      latencies.push(performance.now() - startedAt);
      received = Buffer.alloc(0);
      awaited = undefined;
      next();
    });
  });
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: Number(connections) }, () => converse(startedAt + Number(seconds) * 1_000)));
const took = (performance.now() - startedAt) / 1_000;
latencies.sort((a, b) => a - b);
const p99Milliseconds = Math.round(latencies[Math.floor(latencies.length * 0.99)]! * 10) / 10;
process.stdout.write(JSON.stringify({ requestsPerSecond: latencies.length / took, p99Milliseconds, answered: latencies.length }));

// WebDriver over Firefox's own socket, Marionette: each packet is its length in bytes, a colon and JSON. A session by
// WebDriver BiDi instead makes a worker wait whenever it starts another one, and Firefox 153 then sometimes waits forever.

import { once } from 'node:events';
import { connect } from 'node:net';
import { CAPABILITIES, type Command, type Connection } from './webdriver.ts';

const NAMES: Record<Command, string> = {
  'Set Window Rect': 'WebDriver:SetWindowRect',
  'Navigate To': 'WebDriver:Navigate',
  Refresh: 'WebDriver:Refresh',
  'Find Element': 'WebDriver:FindElement',
  'Element Click': 'WebDriver:ElementClick',
  'Execute Script': 'WebDriver:ExecuteScript',
  'Perform Actions': 'WebDriver:PerformActions',
  'Switch To Frame': 'WebDriver:SwitchToFrame',
};

/** An answer to the command with that id. */
type Answer = [
  type: 1,
  id: number,
  error: { error: string; message: string } | null,
  result: Record<string, unknown> | null,
];

/** Splits a stream of packets. Returns a function that takes the next bytes and returns the packets they complete. */
function packetReader(): (bytes: Buffer) => unknown[] {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const packets: unknown[] = [];
    for (let colon = rest.indexOf(':'); colon > 0; colon = rest.indexOf(':')) {
      const end = colon + 1 + Number(rest.toString('latin1', 0, colon));
      if (rest.length < end) break;
      packets.push(JSON.parse(rest.toString('utf8', colon + 1, end)));
      rest = rest.subarray(end);
    }
    return packets;
  };
}

export interface MarionetteConnection extends Connection {
  /** A command by its own name, for what `Command` lacks. */
  call(name: string, body: object): Promise<Record<string, unknown>>;
}

/** Starts a session with the Firefox that listens on `port`. */
export async function connectByMarionette(port: number): Promise<MarionetteConnection> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const read = packetReader();
  const waiting = new Map<number, (answer: Answer) => void>();
  socket.on('data', (bytes) => {
    // The first packet is a greeting, an object.
    for (const packet of read(bytes)) if (Array.isArray(packet)) waiting.get(packet[1])?.(packet as Answer);
  });
  // A killed browser resets the connection; `close` follows.
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    const error = { error: 'closed', message: 'the browser has ended' };
    for (const [id, answer] of waiting) answer([1, id, error, null]);
  });
  let commands = 0;
  const call: MarionetteConnection['call'] = async (name, body) => {
    const id = ++commands;
    const text = JSON.stringify([0, id, name, body]);
    const answer = new Promise<Answer>((resolve) => waiting.set(id, resolve));
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    const [, , error, result] = await answer;
    waiting.delete(id);
    if (error) throw new Error(`${name}: ${error.error}: ${error.message}`);
    return result ?? {};
  };
  await call('WebDriver:NewSession', CAPABILITIES);
  return {
    call,
    send: async <T>(command: Command, body: object, element?: string) =>
      (await call(NAMES[command], { ...body, id: element })).value as T,
    async end() {
      await call('WebDriver:DeleteSession', {});
      socket.end();
    },
  };
}

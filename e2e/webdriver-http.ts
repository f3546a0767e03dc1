// WebDriver over HTTP, as WebKitGTK's driver speaks it.

import { CAPABILITIES, type Command, type Connection } from './webdriver.ts';

/** The path of a command within its session, or within its element. */
const PATHS: Record<Command, string> = {
  'Set Window Rect': 'window/rect',
  'Navigate To': 'url',
  Refresh: 'refresh',
  'Find Element': 'element',
  'Element Click': 'click',
  'Execute Script': 'execute/sync',
  'Perform Actions': 'actions',
  'Switch To Frame': 'frame',
};

async function request<T>(
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  body?: object,
  signal: AbortSignal | null = null,
): Promise<T> {
  const response = await fetch(url, { method, signal, ...(body && { body: JSON.stringify(body) }) });
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } };
  if (!response.ok) throw new Error(`${method} ${url}: ${value.error}: ${value.message}`);
  return value;
}

/** Whether a driver answers at `address`. */
export const isReady = (address: string): Promise<boolean> =>
  request<{ ready: boolean }>('GET', `${address}/status`).then(
    ({ ready }) => ready,
    () => false,
  );

/** Starts a browser by the driver at `address`. Rejects with the signal's reason when it takes longer than `limit` allows. */
export async function connectByHttp(address: string, limit: AbortSignal): Promise<Connection> {
  const capabilities = { alwaysMatch: CAPABILITIES };
  const { sessionId } = await request<{ sessionId: string }>(
    'POST',
    `${address}/session`,
    { capabilities },
    limit,
  );
  const session = `${address}/session/${sessionId}`;
  return {
    send: (command, body, element) =>
      request('POST', `${session}/${element ? `element/${element}/` : ''}${PATHS[command]}`, body),
    end: () => request('DELETE', session),
  };
}

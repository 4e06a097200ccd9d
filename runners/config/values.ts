import { domainProblem } from './jid.ts';
import type { Endpoint } from './plan.ts';

/** Readers of single values. Each returns undefined for what it cannot use; the caller knows where that was written. */

export const durationForm = "a time with its unit, such as '15s' or '500ms', of 10 ms to 10 minutes";

/** Milliseconds of '15s', '1.5s', '500ms' or '2m'. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m)$/.exec(text.trim());
  if (!match) return undefined;
  const milliseconds = Math.round(Number(match[1]) * { ms: 1, s: 1000, m: 60_000 }[match[2] as 'ms' | 's' | 'm']);
  return milliseconds >= 10 && milliseconds <= 600_000 ? milliseconds : undefined;
}

export const lanesForm = 'a whole number from 1 to 32';

export function parseLanes(text: string): number | undefined {
  const lanes = Number(text.trim());
  return /^\d+$/.test(text.trim()) && lanes >= 1 && lanes <= 32 ? lanes : undefined;
}

export const switchForm = "'true' or 'false'";

export const parseSwitch = (text: string): boolean | undefined =>
  ({ true: true, false: false, 1: true, 0: false })[text.trim()];

export const addressForm = "an address and port, such as '127.0.0.1:5353'";

const hostAndPort = /^(\[[0-9a-fA-F:.]+\]|[^\s:/[\]]+):(\d{1,5})$/;

export function parseAddress(text: string): string | undefined {
  const port = Number(hostAndPort.exec(text)?.[2]);
  return port >= 1 && port <= 65_535 ? text : undefined;
}

export const unreachableForm =
  "a domain such as 'dead.example', or '*.dead.example' where every name below it is as good";

/** The domain in lower case, with the star in front where one was given. */
export function parseUnreachable(text: string): string | undefined {
  const domain = text.toLowerCase().replace(/\.$/, '');
  return domainProblem(domain.replace(/^\*\./, '')) === undefined ? domain : undefined;
}

export const endpointForm = "an address such as 'xmpp://127.0.0.1:5222' (STARTTLS) or 'xmpps://host:5223' (direct TLS)";

export function parseEndpoint(text: string): Endpoint | undefined {
  const match = /^(xmpps?):\/\/(\[[0-9a-fA-F:.]+\]|[^\s:/[\]]+)(?::(\d{1,5}))?\/?$/.exec(text);
  if (!match) return undefined;
  const directTls = match[1] === 'xmpps';
  const port = match[3] === undefined ? (directTls ? 5223 : 5222) : Number(match[3]);
  if (port < 1 || port > 65_535) return undefined;
  return { host: (match[2] ?? '').replace(/^\[|\]$/g, ''), port, directTls };
}

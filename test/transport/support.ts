import { expect } from 'chai';
import { Secret } from '../../runners/config/plan.ts';
import { openStream } from '../../runners/transport/open.ts';
import { ConnectionError, type Stream, type StreamEnd, type StreamOptions } from '../../runners/transport/stream.ts';
import { createTestAuthority } from '../support/certificates.ts';
import { type FakeServerOptions, type FakeServer, type Script, startFakeServer } from '../support/fake-server.ts';

export const domain = 'alpha.example';
export const authority = await createTestAuthority();
export const certificate = await authority.issue(domain);

export const romeo = (more: Partial<StreamOptions> = {}): StreamOptions => ({
  account: { jid: `romeo@${domain}`, password: new Secret('the password of romeo') },
  domain,
  ca: authority.pem,
  deadlineMs: 300,
  ...more,
});

/** Runs the server for as long as the test's own part takes. */
export async function withServer<Result>(
  script: Script,
  test: (server: FakeServer) => Promise<Result>,
  options: FakeServerOptions = {},
): Promise<Result> {
  const server = await startFakeServer(script, options);
  try {
    return await test(server);
  } finally {
    await server.close();
  }
}

export async function refusal(options: StreamOptions): Promise<ConnectionError> {
  const outcome: unknown = await openStream(options).catch((error: unknown) => error);
  if (outcome instanceof ConnectionError) return outcome;
  return expect.fail(`no ConnectionError, but ${String(outcome)}`);
}

/** How opening fails against the script. The server must see the connection go. */
export const refusalBy = (script: Script, more: Partial<StreamOptions> = {}): Promise<ConnectionError> =>
  withServer(script, async (server) => {
    const error = await refusal(romeo({ connect: server.endpoint, ...more }));
    await Promise.all(server.peers.map((peer) => peer.leaves()));
    return error;
  });

export const endOf = (stream: Stream): Promise<StreamEnd> =>
  new Promise((resolve) => {
    stream.onEnd = resolve;
  });

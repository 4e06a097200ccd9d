import { ns } from '../../../runners/stanza/namespaces.ts';
import { createTestAuthority, type ServerCertificate } from '../certificates.ts';
import { type FakePeer, offeredSasl, offeredTls } from '../fake-server.ts';
import type { Saying } from './small-service.ts';
import {
  byteForByte,
  certified,
  changed,
  domain,
  inAYear,
  insteadOfMessage,
  onConnections,
  push,
  restarting,
  type Spoiler,
  withAll,
  withAnswers,
} from './spoilers.ts';
import { entityBomb, millionAttributes, streamError } from './texts.ts';

export interface Peer {
  readonly spoils: Spoiler;
  /** Besides the message each way and two invariants. */
  readonly scenarios?: readonly string[];
  /** With further accounts, so that stories can be played inside a server. */
  readonly controls?: true;
  /** Results that could not be seen, by the last word of the scenario's id and the direction. */
  readonly unseen: readonly string[];
  /** Results in which B breaks a requirement for all to see. */
  readonly broken?: readonly string[];
  /** Results in which it does what it should not, and that is no breach. */
  readonly warned?: readonly string[];
  readonly exit: number;
}

const both = ['remote-chat A->B', 'remote-chat B->A'];
const there = ['remote-chat A->B'];

const untilTls = async (peer: FakePeer, own: ServerCertificate): Promise<void> => {
  await peer.openStream(offeredTls);
  await peer.startTls(own);
};

const steps: Readonly<Record<string, (peer: FakePeer, own: ServerCertificate) => unknown>> = {
  'the connection': () => undefined,
  'the features': (peer) => peer.openStream(offeredTls),
  TLS: untilTls,
  'the offer of SASL': async (peer, own) => {
    await untilTls(peer, own);
    await peer.openStream(offeredSasl('PLAIN'));
  },
  authentication: (peer, certificate) => peer.authenticate({ certificate }),
};

/** At each step of a login: says nothing more, or goes. */
const atSteps = Object.entries(steps).flatMap(([step, until]): [string, Peer][] => [
  [
    `is silent after ${step}`,
    {
      spoils: onConnections(async (peer, own) => {
        await until(peer, own);
        await peer.leaves();
      }),
      unseen: there,
      exit: 4,
    },
  ],
  [
    `closes after ${step}`,
    {
      spoils: onConnections(async (peer, own) => {
        await until(peer, own);
        peer.end();
      }),
      unseen: there,
      exit: 4,
    },
  ],
]);

const broken = (...said: readonly Saying[]): Peer => ({
  spoils: insteadOfMessage(() => said),
  unseen: there,
  exit: 3,
});

/** A server B that is as it should be when the run begins. */
export const peers: Readonly<Record<string, Peer>> = {
  ...Object.fromEntries(atSteps),
  'is silent after binding': {
    spoils: onConnections(async (peer, certificate) => {
      await peer.login({ certificate });
      await peer.leaves();
    }),
    unseen: both,
    exit: 3,
  },
  'closes each stream with the answer to binding': {
    spoils: onConnections(async (peer, certificate) => {
      await peer.login({ certificate }, '</stream:stream>');
      peer.end();
    }),
    unseen: both,
    exit: 3,
  },
  'sends one byte per second': {
    spoils: onConnections(async (peer, certificate) => {
      await peer.login({ certificate });
      await byteForByte(peer, `<message from='${domain}'><body>${'a'.repeat(1000)}</body></message>`);
    }),
    unseen: both,
    exit: 3,
  },
  'sends garbage': broken('\u0000\u0001 %$#@ <<<'),
  'sends what is not XML': broken('HTTP/1.1 502 Bad Gateway\r\n\r\n'),
  'sends a million attributes': broken(`<message ${millionAttributes}>`),
  'sends an entity that nobody declared': broken('<message><body>&lol9;</body></message>'),
  'sends an entity bomb': broken(entityBomb),
  'sends invalid UTF-8': broken(Buffer.from([0x3c, 0x61, 0x3e, 0xc3, 0x28])),
  'sends us to itself': broken(streamError('see-other-host', '127.0.0.1')),
  'sends every message twice': {
    spoils: insteadOfMessage((_, message) => [message, message]),
    unseen: [],
    warned: ['once A->B'],
    exit: 0,
  },
  'gives all stanzas one id': {
    spoils: withAll((stanza) => [changed(stanza, { id: 'another' })]),
    unseen: both,
    exit: 3,
  },
  'answers under another id': {
    spoils: withAnswers({ id: 'another' }),
    scenarios: ['rfc6120.8.2.3.domain'],
    unseen: ['domain A->B'],
    exit: 3,
  },
  'lets somebody else answer': {
    spoils: withAnswers({ from: 'nurse@gamma.example/attic' }),
    scenarios: ['rfc6120.8.2.3.domain', 'invariant.g2.from'],
    unseen: ['from B->A'],
    warned: ['domain A->B'],
    exit: 3,
  },
  'readdresses messages to somebody else': {
    spoils: insteadOfMessage((_, message) => [changed(message, { to: `eve@${domain}/x` })]),
    unseen: [],
    warned: ['to A->B'],
    exit: 0,
  },
  'delivers what is for somebody else': {
    spoils: insteadOfMessage((_, message) => [changed(message, { to: `eve@${domain}/x`, id: 'of-eve' })]),
    unseen: there,
    warned: ['to A->B'],
    exit: 3,
  },
  'pushes a thousand roster items': {
    spoils: insteadOfMessage((_, message) => [Array.from({ length: 1000 }, (__, nth) => push(nth)).join(''), message]),
    unseen: [],
    exit: 0,
  },
  'says that it takes stanzas of a terabyte': {
    spoils: () => ({
      features: "<limits xmlns='urn:xmpp:stream-limits:0'><max-bytes>1000000000000</max-bytes></limits>",
    }),
    scenarios: ['rfc6120.13.12.own-limit'],
    unseen: ['own-limit B->A'],
    exit: 3,
  },
  'lives a year ahead': {
    spoils: () => ({
      says: (stanza) => {
        const delay = stanza.getChild('delay', ns.delay);
        if (delay) delay.attrs.stamp = inAYear();
        return [stanza];
      },
    }),
    scenarios: ['xep0203.2.stamp-in-utc'],
    controls: true,
    unseen: [],
    broken: ['stamp-in-utc A->B'],
    exit: 1,
  },
  'restarts once': { spoils: restarting(1), scenarios: ['xep0203.2.stamp-in-utc'], unseen: there, exit: 3 },
  'restarts in every story': {
    spoils: restarting(Number.POSITIVE_INFINITY),
    scenarios: ['xep0203.2.stamp-in-utc'],
    unseen: [...there, 'stamp-in-utc A->B'],
    exit: 3,
  },
  'renews its certificate': { spoils: certified((authority) => authority.issue(domain)), unseen: [], exit: 0 },
  'changes to a certificate of another domain': {
    spoils: certified((authority) => authority.issue('gamma.example')),
    unseen: there,
    exit: 4,
  },
  'changes to a certificate of another authority': {
    spoils: certified(async () => (await createTestAuthority('Another authority')).issue(domain)),
    unseen: there,
    exit: 4,
  },
  'changes to a certificate that has expired': {
    spoils: certified((authority) => authority.issue(domain, { notBefore: new Date(0), notAfter: new Date(1000) })),
    unseen: there,
    exit: 4,
  },
};

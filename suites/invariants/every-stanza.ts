import { clone, describe, duplicate, type Element, inject, invariant, ns, rfc, xep, xml } from '../../runners/index.ts';
import * as address from './address-checks.ts';
import * as content from './content-checks.ts';

const rfc6120 = rfc(6120);
const rfc6121 = rfc(6121);
const xep0203 = xep('0203', '2.0');
const dma = { specification: 'Regulation (EU) 2022/1925', version: '', level: 'policy' as const };

/** The story that the self-test spoils: romeo sends juliet one chat message. */
const carrier = 'rfc6121.8.5.2.1.1.remote-chat';
const spoilt = (
  what: string,
  make: (sent: Element, domain: string, fullJid: string) => Element,
): ReturnType<typeof inject> =>
  inject(what, 'juliet', { sends: 'message', by: 'romeo' }, (sent, { bareJid, fullJid }) =>
    make(sent, bareJid.slice(bareJid.indexOf('@') + 1), fullJid),
  );

describe('Every stanza', '', () => {
  invariant('has a legal type and one defined condition in each stanza error', {
    id: 'invariant.g1.stanza-errors',
    requirement: rfc6120.must(
      '8.3.2',
      'An error child is of a legal type and MUST contain a defined condition element',
    ),
    covers: 'G1',
    check: content.errorIsWellFormed,
    fault: spoilt(
      'an error without a condition',
      (sent, domain) =>
        xml`<message from="${domain}" to="${sent.attrs.to}" id="g1" type="error"><error type="cancel"/></message>`,
    ),
    carrier,
  });

  invariant('says whom a stanza of another entity is from', {
    id: 'invariant.g2.from',
    requirement: rfc6120.mustNot(
      '8.1.2.1',
      "A server MUST NOT send a client a stanza without 'from' that it did not generate itself",
    ),
    covers: ['RFC6120-8.1.2.1-1', 'G2'],
    check: address.fromIsStamped,
    fault: spoilt('the message without its sender', (sent) => clone(sent)),
    carrier,
  });

  invariant('gives a client nothing that is addressed to another account', {
    id: 'invariant.g3.to',
    // An implementation note without a keyword, and no other sentence forbids it outright.
    requirement: {
      ...rfc6120.should(
        '8.1.1.1',
        "It is the server's responsibility to deliver only stanzas addressed to the client's full JID or the user's bare JID",
      ),
      level: 'policy',
    },
    covers: ['RFC6120-8.1.1.1-1', 'G3'],
    check: address.toIsOwn,
    fault: spoilt(
      'a message for somebody else',
      (_sent, _domain, fullJid) =>
        xml`<message from="${fullJid}" to="tybalt@capulet.example" type="chat"><body>Thou art a villain</body></message>`,
    ),
    carrier,
  });

  invariant('delivers no message or request twice to one resource', {
    id: 'invariant.g4.once',
    requirement: {
      ...rfc6120.should(
        '10.1',
        'What is sent once is delivered once (implied: the section orders stanzas and repeats none)',
      ),
      level: 'policy',
    },
    covers: ['G4', 'MSG-06'],
    check: address.arrivesOnce,
    fault: duplicate('message'),
    carrier,
  });

  invariant('re-scopes what came from another server to the namespace of clients', {
    id: 'invariant.g5.namespace',
    requirement: rfc6120.mustNot(
      '4.8.3',
      "When communicating with a connected client, a server MUST NOT send stanzas qualified by 'jabber:server'",
    ),
    covers: 'G5',
    check: address.isClientContent,
    fault: spoilt(
      'a message in the namespace of servers',
      (sent, _domain, fullJid) =>
        xml`<message xmlns="${ns.server}" from="${fullJid}" to="${sent.attrs.to}" type="chat"><body>Ay me!</body></message>`,
    ),
    carrier,
  });

  invariant('puts one item into each roster push', {
    id: 'invariant.g6.roster-push',
    requirement: rfc6121.must(
      '2.1.6',
      "A roster push MUST contain one and only one item; its 'from' MUST be absent or the bare JID (RFC 6120, 8.1.2.1)",
    ),
    covers: 'G6',
    check: address.isProperPush,
    fault: spoilt(
      'a roster push with two items',
      () => xml`
      <iq type="set" id="g6">
        <query xmlns="${ns.roster}"><item jid="a@capulet.example" subscription="none"/><item jid="b@capulet.example" subscription="none"/></query>
      </iq>`,
    ),
    carrier,
  });

  invariant('stamps what was delayed in UTC', {
    id: 'invariant.g7.delay',
    requirement: xep0203.must(
      '2',
      'protocol',
      'The stamp MUST adhere to the dateTime format of XEP-0082 and MUST be expressed in UTC',
    ),
    covers: 'G7',
    check: content.delayIsUtc,
    fault: spoilt(
      'a message stamped in local time',
      (sent, domain, fullJid) => xml`
      <message from="${fullJid}" to="${sent.attrs.to}"><delay xmlns="${ns.delay}" from="${domain}" stamp="2026-01-01T12:00:00+02:00"/></message>`,
    ),
    carrier,
  });

  invariant('mirrors the id in each stanza error, and leaves out what was too large', {
    id: 'invariant.g9.error-id',
    requirement: rfc6120.must(
      '8.3.1',
      "The value of the 'id' attribute of an error stanza MUST match that of the generated stanza",
    ),
    covers: ['RFC6120-8.1.3-1', 'G9'],
    check: content.errorMirrorsId,
    fault: spoilt(
      'an error without an id',
      (sent, domain) => xml`
      <iq from="${domain}" to="${sent.attrs.to}" type="error"><error type="cancel"><gone xmlns="${ns.stanzas}"/></error></iq>`,
    ),
    carrier,
  });
});

describe('Personal data', '7(8)', () => {
  invariant("keeps a client's network address to itself", {
    id: 'invariant.g8.network-address',
    requirement: rfc6120.mustNot(
      '13.10.1',
      "A client's IP address and method of access MUST NOT be made public by a server",
    ),
    covers: ['G8', 'PRV-11'],
    check: content.hidesClientAddresses,
    // The self-test runs in the lab, whose clients connect over the loopback interface.
    fault: spoilt(
      "a notice that shows the sender's network address",
      (sent, domain) =>
        xml`<message from="${domain}" to="${sent.attrs.to}"><body>Thy friend writes from 127.0.0.1 tonight</body></message>`,
    ),
    carrier,
  });

  invariant("asks another service's clients for nothing that the exchange does not need", {
    id: 'invariant.g10.data-minimisation',
    requirement: {
      ...dma,
      id: 'dma.7.8',
      section: '7(8)',
      sentence: 'Only the personal data strictly necessary for effective interoperability are collected and exchanged',
    },
    covers: ['G10', 'PRV-11'],
    check: content.asksForNothing,
    fault: spoilt(
      "a request of the sender's server for the last activity",
      (sent, domain) =>
        xml`<iq from="${domain}" to="${sent.attrs.to}" id="g10" type="get"><query xmlns="${ns.lastActivity}"/></iq>`,
    ),
    carrier,
  });
});

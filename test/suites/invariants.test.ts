import { expect } from 'chai';
import { describe, it } from 'mocha';
import { clone, type Element, ns, type Sighting, xml } from '../../runners/index.ts';
import * as address from '../../suites/invariants/address-checks.ts';
import * as content from '../../suites/invariants/content-checks.ts';

const juliet = 'juliet@capulet.example';
const romeo = 'romeo@montague.example/orchard';

const sighting = (stanza: Element, more: Partial<Sighting> = {}): Sighting => ({
  stanza,
  side: 'B',
  bareJid: juliet,
  fullJid: `${juliet}/balcony`,
  domain: 'capulet.example',
  times: 1,
  original: undefined,
  takesPart: (jid) => jid.includes('montague.example') || jid.includes('capulet.example'),
  clientAddresses: new Set(['192.0.2.7']),
  ...more,
});

const chat = xml`<message from="${romeo}" to="${juliet}" id="1" type="chat"><body>Art thou there?</body></message>`;
const asSent = xml`<message to="${juliet}" id="1" type="chat"><body>Art thou there?</body></message>`;
const without = (stanza: Element, name: 'from' | 'id'): Element => {
  const copy = clone(stanza);
  if (name === 'from') delete copy.attrs.from;
  else delete copy.attrs.id;
  return copy;
};
const error = (content: Element | string): Element =>
  xml`<message from="capulet.example" to="${juliet}" id="1" type="error">${content}</message>`;
const checks = [
  address.fromIsStamped,
  address.toIsOwn,
  address.arrivesOnce,
  address.isClientContent,
  address.isProperPush,
  content.errorIsWellFormed,
  content.delayIsUtc,
  content.hidesClientAddresses,
  content.errorMirrorsId,
  content.asksForNothing,
];

describe('invariants', () => {
  it('find nothing wrong with an ordinary chat message', () => {
    for (const check of checks) expect(check(sighting(chat, { original: asSent }))).to.equal(undefined);
  });

  describe('stanza errors (G1)', () => {
    const { errorIsWellFormed } = content;
    const gone = xml`<gone xmlns="${ns.stanzas}"/>`;

    it('accept a legal type with one defined condition, a text and a condition of an application', () => {
      const legal = xml`<error type="cancel">${gone}<text xmlns="${ns.stanzas}">moved</text><more xmlns="urn:x"/></error>`;
      expect(errorIsWellFormed(sighting(error(legal)))).to.equal(undefined);
    });

    it('fail without error child, legal type or condition, and name the own server', () => {
      const broken = [
        xml`<body>x</body>`,
        xml`<error>${gone}</error>`,
        xml`<error type="bad">${gone}</error>`,
        xml`<error type="wait"/>`,
      ];
      for (const one of broken)
        expect(errorIsWellFormed(sighting(error(one)))).to.include({ verdict: 'fail', domain: 'capulet.example' });
    });

    it('warn of two conditions and of an unknown one', () => {
      const two = xml`<error type="cancel">${gone}<conflict xmlns="${ns.stanzas}"/></error>`;
      const unknown = xml`<error type="cancel"><weary xmlns="${ns.stanzas}"/></error>`;
      for (const one of [two, unknown]) expect(errorIsWellFormed(sighting(error(one)))).to.include({ verdict: 'warn' });
    });

    it('take the copy of an error for no error, unless somebody else made it', () => {
      const copy = xml`
        <message from="${juliet}" to="${juliet}/balcony" type="error">
          <sent xmlns="${ns.carbons}"><forwarded xmlns="${ns.forward}">${error(gone)}</forwarded></sent>
        </message>`;
      for (const check of [errorIsWellFormed, content.errorMirrorsId])
        expect(check(sighting(copy))).to.equal(undefined);
      copy.attrs.from = romeo;
      expect(errorIsWellFormed(sighting(copy))).to.include({ verdict: 'fail' });
    });

    it('accuse nobody of an error from afar, and say nothing of one that the harness wrote', () => {
      const remote = xml`<message from="${romeo}" id="1" type="error"/>`;
      expect(errorIsWellFormed(sighting(remote))).to.include({ verdict: 'fail', domain: undefined });
      expect(errorIsWellFormed(sighting(remote, { original: remote }))).to.equal(undefined);
    });
  });

  describe('from (G2)', () => {
    const { fromIsStamped } = address;

    it('fails a message of another entity that has none, at the own server', () => {
      expect(fromIsStamped(sighting(without(chat, 'from'), { original: asSent }))).to.include({
        verdict: 'fail',
        domain: 'capulet.example',
      });
    });

    it('lets the own server answer for the account without one', () => {
      const reply = xml`<iq to="${juliet}/balcony" id="1" type="result"/>`;
      expect(fromIsStamped(sighting(reply, { original: xml`<iq id="1" type="get"/>` }))).to.equal(undefined);
      expect(fromIsStamped(sighting(reply, { original: xml`<iq to="${juliet}" id="1" type="get"/>` }))).to.equal(
        undefined,
      );
      const elsewhere = { original: xml`<iq to="${romeo}" id="1" type="get"/>` };
      expect(fromIsStamped(sighting(reply, elsewhere))).to.include({ verdict: 'fail' });
      // It may be that nothing got as far as that.
      reply.attrs.type = 'error';
      expect(fromIsStamped(sighting(reply, elsewhere))).to.equal(undefined);
    });

    it('fails what the harness sent and comes from somebody who takes no part, and accuses nobody', () => {
      const forged = xml`<message from="paris@verona.example" to="${juliet}" id="1" type="chat"/>`;
      expect(fromIsStamped(sighting(forged, { original: asSent }))).to.include({ verdict: 'fail', domain: undefined });
      expect(fromIsStamped(sighting(forged))).to.equal(undefined);
    });
  });

  it('to (G3): the own bare JID, any of its resources in any case, with a final dot, or none; nobody else', () => {
    for (const to of [juliet, `${juliet}/gone`, 'Juliet@Capulet.Example', `${juliet}.`])
      expect(address.toIsOwn(sighting(xml`<message to="${to}"/>`))).to.equal(undefined);
    expect(address.toIsOwn(sighting(xml`<message/>`))).to.equal(undefined);
    expect(address.toIsOwn(sighting(xml`<message to="nurse@capulet.example"/>`))).to.include({
      verdict: 'warn',
      domain: 'capulet.example',
    });
  });

  it('once (G4): warns of a message that comes twice, but not of presence, of rooms, or of what others sent', () => {
    const twice = { times: 2, original: asSent };
    expect(address.arrivesOnce(sighting(chat, twice))).to.include({ verdict: 'warn', domain: undefined });
    expect(address.arrivesOnce(sighting(chat, { times: 2 }))).to.equal(undefined);
    expect(address.arrivesOnce(sighting(xml`<presence id="1"/>`, twice))).to.equal(undefined);
    expect(address.arrivesOnce(sighting(xml`<message type="groupchat" id="1"/>`, twice))).to.equal(undefined);
  });

  it('namespace (G5): fails a stanza or a child of its own that was not re-scoped, and spares what extensions hold', () => {
    const extension = xml`<message xmlns="jabber:client"><forwarded xmlns="urn:xmpp:forward:0"><message xmlns="jabber:server"/></forwarded></message>`;
    const streamError = xml`<stream:error xmlns:stream="${ns.stream}"><conflict xmlns="${ns.streams}"/></stream:error>`;
    for (const one of [extension, streamError]) expect(address.isClientContent(sighting(one))).to.equal(undefined);
    expect(address.isClientContent(sighting(xml`<message xmlns="jabber:server"/>`))).to.include({
      verdict: 'fail',
      domain: 'capulet.example',
    });
    for (const namespace of ['', 'jabber:server']) {
      const child = xml`<message xmlns="jabber:client"><body xmlns="${namespace}">x</body></message>`;
      expect(address.isClientContent(sighting(child)), namespace).to.include({ verdict: 'fail', domain: undefined });
    }
  });

  it('roster push (G6): one item, from nobody or the own account; a foreign one is none', () => {
    const push = (from: string | undefined, items: number): Sighting => {
      const iq = xml`<iq type="set" id="p"><query xmlns="${ns.roster}"/></iq>`;
      if (from !== undefined) iq.attrs.from = from;
      for (let item = 0; item < items; item += 1)
        iq.getChild('query', ns.roster)?.cnode(xml`<item xmlns="${ns.roster}" jid="a@b"/>`);
      return sighting(iq);
    };
    for (const from of [undefined, juliet, romeo]) expect(address.isProperPush(push(from, 1))).to.equal(undefined);
    expect(address.isProperPush(push(romeo, 2))).to.equal(undefined);
    expect(address.isProperPush(push(undefined, 0))).to.include({ verdict: 'fail', domain: 'capulet.example' });
    expect(address.isProperPush(push(juliet, 2))).to.include({ verdict: 'fail' });
    expect(address.isProperPush(push('capulet.example', 1))).to.include({ verdict: 'fail' });
  });

  it('delay (G7): UTC only, also within what is forwarded, unless the harness sent the stamp', () => {
    const delayed = (stamp: string, from = 'muc.montague.example'): Element =>
      xml`<message><forwarded xmlns="urn:xmpp:forward:0"><delay xmlns="${ns.delay}" from="${from}" stamp="${stamp}"/></forwarded></message>`;
    for (const stamp of ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.123Z', '2026-01-01T00:00:00+00:00']) {
      expect(content.delayIsUtc(sighting(delayed(stamp)))).to.equal(undefined);
    }
    for (const stamp of ['2026-01-01T00:00:00+02:00', '20260101T00:00:00', '2026-13-41T00:00:00Z', '']) {
      expect(content.delayIsUtc(sighting(delayed(stamp))), stamp).to.include({
        verdict: 'fail',
        domain: 'muc.montague.example',
      });
      expect(content.delayIsUtc(sighting(delayed(stamp), { original: delayed(stamp) }))).to.equal(undefined);
    }
    // The stamp may name the original sender, whose server need not have written it.
    const inLocalTime = '2026-01-01T00:00:00+02:00';
    expect(content.delayIsUtc(sighting(delayed(inLocalTime, romeo)))).to.include({
      verdict: 'fail',
      domain: undefined,
    });
    expect(content.delayIsUtc(sighting(delayed(inLocalTime, juliet)))).to.include({ domain: undefined });
    const server = delayed(inLocalTime, 'montague.example');
    server.attrs.from = 'montague.example';
    expect(content.delayIsUtc(sighting(server))).to.include({ domain: undefined });
    const inRoom = delayed(inLocalTime, 'orchard@muc.montague.example');
    Object.assign(inRoom.attrs, { type: 'groupchat', from: 'orchard@muc.montague.example/romeo' });
    expect(content.delayIsUtc(sighting(inRoom))).to.include({ domain: 'muc.montague.example' });
    inRoom.attrs.from = 'orchard@muc.verona.example/romeo';
    expect(content.delayIsUtc(sighting(inRoom))).to.include({ domain: undefined });
  });

  it('network address (G8): fails what another server shows, not a longer number, a URL, or what a client wrote', () => {
    const says = (text: string, from: string): Element =>
      xml`<message from="${from}" to="${juliet}"><body>${text}</body></message>`;
    const { hidesClientAddresses } = content;
    expect(hidesClientAddresses(sighting(says('he is at 192.0.2.7', 'montague.example')))).to.include({
      verdict: 'fail',
      domain: 'montague.example',
    });
    expect(hidesClientAddresses(sighting(says('192.0.2.7', romeo)))).to.include({ verdict: 'fail', domain: undefined });
    for (const text of ['192.0.2.71', '1192.0.2.7', 'https://192.0.2.7/a'])
      expect(hidesClientAddresses(sighting(says(text, 'montague.example')))).to.equal(undefined);
    expect(hidesClientAddresses(sighting(says('192.0.2.7', 'capulet.example')))).to.equal(undefined);
    expect(hidesClientAddresses(sighting(says('192.0.2.7', romeo), { original: says('192.0.2.7', '') }))).to.equal(
      undefined,
    );
  });

  it('error id (G9): fails an error without one, and warns of an echo of what was too large', () => {
    const { errorMirrorsId } = content;
    const condition = xml`<error type="modify"><policy-violation xmlns="${ns.stanzas}"/></error>`;
    expect(errorMirrorsId(sighting(error(condition)))).to.equal(undefined);
    // To the account alone it may be for what its server sent without an id.
    const nameless = without(error(condition), 'id');
    expect(errorMirrorsId(sighting(nameless))).to.include({ verdict: 'note' });
    nameless.attrs.to = `${juliet}/balcony`;
    expect(errorMirrorsId(sighting(nameless))).to.include({ verdict: 'fail', domain: 'capulet.example' });
    expect(errorMirrorsId(sighting(xml`<presence from="${romeo}" type="error"/>`))).to.equal(undefined);
    const large = error(condition);
    large.c('body').t('x'.repeat(10_000));
    expect(errorMirrorsId(sighting(large))).to.include({ verdict: 'warn' });
  });

  it('requests (G10): warns of what a peer asks for beyond discovery, not of what the harness or the own server asks', () => {
    const asks = (from: string, namespace: string): Element =>
      xml`<iq from="${from}" to="${juliet}/balcony" id="1" type="get"><query xmlns="${namespace}"/></iq>`;
    const { asksForNothing } = content;
    expect(asksForNothing(sighting(asks('montague.example', ns.lastActivity)))).to.include({
      verdict: 'warn',
      domain: 'montague.example',
    });
    expect(asksForNothing(sighting(asks(romeo, ns.vcard)))).to.include({ verdict: 'warn', domain: undefined });
    expect(asksForNothing(sighting(asks('montague.example', ns.discoInfo)))).to.equal(undefined);
    expect(asksForNothing(sighting(asks('capulet.example', ns.lastActivity)))).to.equal(undefined);
    expect(asksForNothing(sighting(asks(romeo, ns.vcard), { original: asks(romeo, ns.vcard) }))).to.equal(undefined);
  });
});

import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  anyOf,
  errorTo,
  matcherFor,
  presenceFrom,
  replyTo,
  resultTo,
  type Sent,
} from '../../runners/session/matchers.ts';
import { type Element, xml } from '../../runners/stanza/element.ts';
import { ns } from '../../runners/stanza/namespaces.ts';

const sentBy = (stanza: Element): Sent => ({
  id: 'i1',
  stanza,
  at: new Date(0),
  by: 'romeo',
  from: 'romeo@a.example/r',
});
const iq = sentBy(xml`<iq type="get" to="juliet@b.example" id="i1"/>`);
const message = sentBy(xml`<message to="juliet@b.example" id="i1"/>`);

describe('matchers', () => {
  it('recognise an arrival by kind and id, whatever was done to the rest', () => {
    const matcher = matcherFor(message);
    expect(matcher.matches(xml`<message id="i1" from="forged@c.example"/>`)).to.equal(true);
    expect(matcher.matches(xml`<message id="i1" type="error"/>`)).to.equal(false);
    expect(matcher.matches(xml`<presence id="i1"/>`)).to.equal(false);
    expect(matcher.matches(xml`<message id="i2"/>`)).to.equal(false);
  });

  it('take no copy for the message, though its wrapper has the id', () => {
    const copy = xml`
      <message id="i1" from="juliet@b.example">
        <received xmlns="${ns.carbons}"><forwarded xmlns="${ns.forward}"><message id="i1"/></forwarded></received>
      </message>`;
    expect(matcherFor(message).matches(copy)).to.equal(false);
    expect(matcherFor(sentBy(copy)).matches(copy)).to.equal(true);
  });

  it('take an IQ reply from whom it was asked and from nobody else', () => {
    expect(replyTo(iq).matches(xml`<iq type="result" id="i1" from="juliet@b.example"/>`)).to.equal(true);
    expect(replyTo(iq).matches(xml`<iq type="error" id="i1" from="juliet@b.example"/>`)).to.equal(true);
    expect(replyTo(iq).matches(xml`<iq type="result" id="i1" from="tybalt@b.example"/>`)).to.equal(false);
    expect(resultTo(iq).matches(xml`<iq type="error" id="i1" from="juliet@b.example"/>`)).to.equal(false);
  });

  it('take an IQ error from a server of the path as well, but no result', () => {
    for (const from of ['juliet@b.example', 'b.example', 'a.example', 'romeo@a.example']) {
      expect(errorTo(iq).matches(xml`<iq type="error" id="i1" from="${from}"/>`), from).to.equal(true);
    }
    expect(errorTo(iq).matches(xml`<iq type="error" id="i1" from="tybalt@b.example"/>`)).to.equal(false);
    expect(replyTo(iq).matches(xml`<iq type="result" id="i1" from="b.example"/>`)).to.equal(false);
  });

  it('take the reply of the own account from nowhere, the account or the server', () => {
    const own = sentBy(xml`<iq type="get" id="i1"/>`);
    for (const from of ['romeo@a.example', 'romeo@a.example/r', 'a.example']) {
      expect(replyTo(own).matches(xml`<iq type="result" id="i1" from="${from}"/>`), from).to.equal(true);
    }
    expect(replyTo(own).matches(xml`<iq type="result" id="i1"/>`)).to.equal(true);
    expect(replyTo(own).matches(xml`<iq type="result" id="i1" from="b.example"/>`)).to.equal(false);
  });

  it('take an error for a message from anywhere', () => {
    expect(errorTo(message).matches(xml`<message type="error" id="i1" from="b.example"/>`)).to.equal(true);
  });

  it('let a bare JID stand for its resources in presence', () => {
    expect(presenceFrom('j@b.example').matches(xml`<presence from="j@b.example/r"/>`)).to.equal(true);
    expect(presenceFrom('j@b.example').matches(xml`<presence from="jj@b.example/r"/>`)).to.equal(false);
    expect(presenceFrom('j@b.example/r').matches(xml`<presence from="j@b.example/s"/>`)).to.equal(false);
    expect(presenceFrom('j@b.example', 'unavailable').matches(xml`<presence from="j@b.example"/>`)).to.equal(false);
  });

  it('combine', () => {
    const either = anyOf(errorTo(message), xml`<message type="headline"/>`);
    expect(either.matches(xml`<message type="headline"/>`)).to.equal(true);
    expect(either.what).to.contain(', or ');
  });
});

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { parseAddress, parseDuration, parseEndpoint, parseLanes } from '../../runners/config/values.ts';

describe('single values', () => {
  it('reads times in milliseconds', () => {
    expect(['15s', '500ms', '1.5s', '2m'].map(parseDuration)).to.deep.equal([15_000, 500, 1500, 120_000]);
    expect(['15', '-1s', '0s', '1h', 's', '11m', ''].map(parseDuration)).to.deep.equal(Array(7).fill(undefined));
  });

  it('reads lanes', () => {
    expect(['1', ' 4 ', '32'].map(parseLanes)).to.deep.equal([1, 4, 32]);
    expect(['0', '33', '1.5', 'two', ''].map(parseLanes)).to.deep.equal(Array(5).fill(undefined));
  });

  it('reads addresses to connect to', () => {
    expect(parseEndpoint('xmpp://127.0.0.1:15222')).to.deep.equal({ host: '127.0.0.1', port: 15222, directTls: false });
    expect(parseEndpoint('xmpps://chat.alpha.example')).to.deep.equal({
      host: 'chat.alpha.example',
      port: 5223,
      directTls: true,
    });
    expect(parseEndpoint('xmpp://[::1]:5222')).to.deep.equal({ host: '::1', port: 5222, directTls: false });
    expect(
      ['http://a.example', 'xmpp://', 'a.example:5222', 'xmpp://a:0', 'xmpp://a:70000'].map(parseEndpoint),
    ).to.deep.equal(Array(5).fill(undefined));
  });

  it('reads the address of a DNS server', () => {
    expect(parseAddress('127.0.0.1:5353')).to.equal('127.0.0.1:5353');
    expect(['127.0.0.1', '127.0.0.1:0', 'a b:53'].map(parseAddress)).to.deep.equal(Array(3).fill(undefined));
  });
});

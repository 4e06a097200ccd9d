import { expect } from 'chai';
import { describe, it } from 'mocha';
import { verificationOf } from '../../runners/session/capabilities.ts';

describe('the verification string of capabilities', () => {
  it('is that of the example in XEP-0115, section 5.2', () => {
    const features = [
      'http://jabber.org/protocol/caps',
      'http://jabber.org/protocol/disco#info',
      'http://jabber.org/protocol/disco#items',
      'http://jabber.org/protocol/muc',
    ];
    expect(verificationOf('Exodus 0.9.1', features)).to.equal('QgayPKawpkPSDYmwT/WM94uAlu0=');
  });
});

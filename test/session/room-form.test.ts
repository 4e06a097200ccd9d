import { expect } from 'chai';
import { describe, it } from 'mocha';
import { shows } from '../../runners/session/room-form.ts';
import { xml } from '../../runners/stanza/element.ts';

const form = xml`
  <x xmlns="jabber:x:data" type="form">
    <field var="muc#roomconfig_membersonly" type="boolean"><value>true</value></field>
    <field var="muc#roomconfig_moderatedroom" type="boolean"/>
    <field var="muc#roomconfig_whois"><value>anyone</value></field>
    <field var="muc#roomconfig_presencebroadcast"><value>visitor</value><value>moderator</value></field>
  </x>`;

describe('whether a form shows a configuration', () => {
  for (const [what, config, expected] of [
    ['nothing is asked', {}, true],
    ['a boolean has its other spelling', { membersonly: '1' }, true],
    ['a boolean that is unset is to be false', { moderatedroom: '0' }, true],
    ['a boolean is the other one', { membersonly: '0' }, false],
    ['a boolean that is unset is to be true', { moderatedroom: '1' }, false],
    ['a choice is another', { whois: 'moderators' }, false],
    ['several are the same, in another order', { presencebroadcast: ['moderator', 'visitor'] }, true],
    ['one of several is missing', { presencebroadcast: ['moderator', 'participant', 'visitor'] }, false],
    ['one of two fields is another', { membersonly: '1', whois: 'moderators' }, false],
  ] as const)
    it(`${expected ? 'it does' : 'it does not'} where ${what}`, () => {
      expect(shows(form, config)).to.equal(expected);
    });

  it('it does not where there is no form', () => {
    expect(shows(undefined, { membersonly: '1' })).to.equal(false);
  });
});

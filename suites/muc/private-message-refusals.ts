import {
  describe,
  drop,
  errorTo,
  expect,
  leak,
  online,
  rename,
  room,
  scenario,
  xep,
  xml,
} from '../../runners/index.ts';
import { fenceRoom, whispered } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
const whisper = (text: string) => xml`<message><body>${text}</body></message>`;
const open = { configIfOffered: { allowpm: 'anyone' } };

describe('Private messages in a group', '7(2)(b)(i)', () => {
  scenario(
    'answers a private message to an unknown occupant with item-not-found',
    {
      id: 'xep0045.privatemessage.unknown-occupant',
      requirement: xep0045.must(
        '7.5',
        'privatemessage',
        'For a private message to an occupant JID that does not exist, the service MUST return an item-not-found error',
      ),
      covers: 'MUC-16',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService', open) },
      accountable: 'mucService',
      fault: [drop('message', { type: 'error' }), rename('item-not-found', 'recipient-unavailable')],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await whispered(juliet, mercutio, balcony.occupantJid('mercutio'), 'Who art thou?', story);
      const sent = await juliet.send(
        xml`<message to="${balcony.occupantJid('rosaline')}" type="chat"><body>Who art thou?</body></message>`,
      );

      const answer = await expect(juliet).to.receive(errorTo(sent));

      expect(answer).to.be.a.stanzaError('item-not-found');
    },
  );

  scenario(
    'refuses a message of type groupchat to one occupant',
    {
      id: 'xep0045.privatemessage.groupchat-refused',
      requirement: xep0045.must(
        '7.5',
        'privatemessage',
        'The service MUST refuse a private message of type groupchat and return a bad-request error',
      ),
      covers: 'MUC-16',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService', open) },
      accountable: 'mucService',
      fault: [
        drop('message', { type: 'error' }, 'juliet'),
        rename('bad-request', 'not-allowed', 'juliet'),
        leak('message', 'mercutio', { type: 'groupchat' }),
      ],
    },
    async ({ juliet, mercutio, balcony }, story) => {
      await mercutio.join(balcony, 'mercutio');
      await juliet.join(balcony, 'juliet');
      await whispered(juliet, mercutio, balcony.occupantJid('mercutio'), 'Is it for me?', story);
      const sent = await juliet.send(
        xml`<message to="${balcony.occupantJid('mercutio')}" type="groupchat"><body>Is it for all?</body></message>`,
      );

      expect(await expect(juliet).to.receive(errorTo(sent))).to.be.a.stanzaError('bad-request');

      await fenceRoom(balcony, juliet, mercutio);
      expect(mercutio).not.to.have.received(whisper('Is it for all?'));
    },
  );

  scenario(
    'refuses a private message of somebody who is not in the room',
    {
      id: 'xep0045.privatemessage.outsider-refused',
      requirement: xep0045.must(
        '7.5',
        'privatemessage',
        'If the sender is not an occupant of the room, the service MUST return a not-acceptable error',
      ),
      covers: 'MUC-16',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), balcony: room('mucService', open) },
      accountable: 'mucService',
      fault: [
        drop('message', { type: 'error' }, 'juliet'),
        rename('error', 'x', 'juliet'),
        leak('message', 'mercutio', { type: 'chat' }),
      ],
    },
    async ({ juliet, mercutio, balcony }) => {
      await mercutio.join(balcony, 'mercutio');
      const sent = await juliet.send(
        xml`<message to="${balcony.occupantJid('mercutio')}" type="chat"><body>From without</body></message>`,
      );

      // Section 17.2 names forbidden for the same case.
      expect(await expect(juliet).to.receive(errorTo(sent))).to.be.a.stanzaError('not-acceptable', 'forbidden');

      await fenceRoom(balcony, juliet, mercutio);
      expect(mercutio).not.to.have.received(whisper('From without'));
    },
  );
});

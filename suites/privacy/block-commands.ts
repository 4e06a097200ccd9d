import {
  amend,
  describe,
  drop,
  expect,
  fresh,
  ns,
  online,
  rename,
  replyTo,
  rewrite,
  scenario,
  strip,
  xml,
} from '../../runners/index.ts';
import { askForList, blockedIn, clear, push, request, settle, unlessRefused, xep0191 } from './blocklist.ts';

const needs = { homeServer: ns.blocking };
const given = { juliet: online('homeServer'), chamber: online('homeServer') };
const list = { id: /-list$/ };
const romeo = 'romeo@montague.example';
const iago = 'iago@venice.example';
const told = [drop('iq', { type: 'set' }, 'juliet'), drop('iq', { type: 'set' }, 'chamber')];

describe('Blocking', '7(7)', () => {
  scenario(
    'gives an empty blocklist as an empty list',
    {
      id: 'xep0191.3.2.empty-list',
      requirement: xep0191.must(
        '3.2',
        'blocklist',
        'If the user has no JIDs in its blocklist, the server MUST return a result with an empty blocklist element',
      ),
      covers: 'XEP0191-3.1-1',
      given: { juliet: online('homeServer') },
      accountable: 'homeServer',
      needs,
      fault: [
        drop('iq', list),
        strip('blocklist'),
        rewrite('iq', { type: 'error' }, list),
        amend('lists somebody', 'blocklist', (blocklist) => {
          blocklist.cnode(xml`<item jid="${romeo}"/>`);
        }),
      ],
    },
    async ({ juliet }, story) => {
      await clear(juliet, story);
      const sent = await juliet.send(xml`<iq type="get" id="${fresh()}-list"><blocklist xmlns="${ns.blocking}"/></iq>`);

      const reply = await expect(juliet).to.receive(replyTo(sent));

      expect(reply).to.be.like(xml`<iq type="result"><blocklist xmlns="${ns.blocking}"/></iq>`);
      expect(blockedIn(reply), 'the blocklist').to.deep.equal([]);
    },
  );

  scenario(
    'lists everybody who is blocked',
    {
      id: 'xep0191.3.2.list',
      requirement: xep0191.must(
        '3.2',
        'blocklist',
        'The server MUST return a blocklist element that contains one item for each blocked JID',
      ),
      covers: 'XEP0191-3.1-1',
      given: { juliet: online('homeServer') },
      accountable: 'homeServer',
      needs,
      fault: [strip('item'), rewrite('item', { jid: 'nurse@capulet.example' })],
    },
    async ({ juliet }, story) => {
      await clear(juliet, story);
      const blocked = [romeo, `${iago}/street`, 'elsinore.example'];
      await settle(juliet, story, request('block', ...blocked));

      const seen = await askForList(juliet, story);

      expect([...seen].sort(), 'the blocklist').to.deep.equal([...blocked].sort());
    },
  );

  scenario(
    'confirms a block and tells every resource that asked for the list',
    {
      id: 'xep0191.3.3.result-and-pushes',
      requirement: xep0191.must(
        '3.3',
        'block',
        'The server MUST return a result, and send an IQ-set to all resources that have requested the blocklist',
      ),
      covers: ['XEP0191-3.1-1', 'PRV-07'],
      given,
      accountable: 'homeServer',
      needs,
      fault: [drop('iq', { type: 'result', id: /-block$/ }), ...told, strip('item', {}, 'chamber')],
    },
    async ({ juliet, chamber }, story) => {
      await clear(juliet, story);
      for (const reader of [juliet, chamber]) await askForList(reader, story);
      const sent = await juliet.send(request('block', romeo));

      unlessRefused(await expect(juliet).to.receive(replyTo(sent)), story);

      await expect(juliet).to.receive(push('block', romeo));
      await expect(chamber).to.receive(push('block', romeo));
    },
  );

  scenario(
    'confirms that somebody is unblocked and tells every resource that asked for the list',
    {
      id: 'xep0191.3.4.result-and-pushes',
      requirement: xep0191.must(
        '3.4',
        'unblock',
        'The server MUST return a result, and send an IQ-set to all resources that have requested the blocklist',
      ),
      covers: ['XEP0191-3.1-1', 'PRV-07'],
      given,
      accountable: 'homeServer',
      needs,
      fault: [drop('iq', { type: 'result', id: /-unblock$/ }), ...told, rename('unblock', 'block', 'chamber')],
    },
    async ({ juliet, chamber }, story) => {
      await clear(juliet, story);
      await settle(juliet, story, request('block', romeo, iago));
      for (const reader of [juliet, chamber]) await askForList(reader, story);
      const sent = await juliet.send(request('unblock', romeo));

      unlessRefused(await expect(juliet).to.receive(replyTo(sent)), story);

      await expect(juliet).to.receive(push('unblock', romeo));
      await expect(chamber).to.receive(push('unblock', romeo));
      expect(await askForList(juliet, story), 'the blocklist').to.deep.equal([iago]);
    },
  );

  scenario(
    'confirms that everybody is unblocked and tells every resource that asked for the list',
    {
      id: 'xep0191.3.5.result-and-pushes',
      requirement: xep0191.must(
        '3.5',
        'unblockall',
        'The server MUST return a result, and notify all resources that have requested the blocklist of global unblocking',
      ),
      covers: ['XEP0191-3.1-1', 'PRV-07'],
      given,
      accountable: 'homeServer',
      needs,
      fault: [drop('iq', { type: 'result', id: /-unblock$/ }), ...told, rename('unblock', 'block', 'chamber')],
    },
    async ({ juliet, chamber }, story) => {
      await settle(juliet, story, request('block', romeo, iago));
      for (const reader of [juliet, chamber]) await askForList(reader, story);
      const sent = await juliet.send(request('unblock'));

      unlessRefused(await expect(juliet).to.receive(replyTo(sent)), story);

      await expect(juliet).to.receive(push('unblock'));
      await expect(chamber).to.receive(push('unblock'));
      expect(await askForList(juliet, story), 'the blocklist').to.deep.equal([]);
    },
  );

  scenario(
    'refuses to block nobody',
    {
      id: 'xep0191.3.3.no-item',
      requirement: xep0191.must(
        '3.3',
        'block',
        'If the block element does not contain at least one item, the server MUST return a bad-request error',
      ),
      covers: 'XEP0191-3.1-1',
      given: { juliet: online('homeServer') },
      accountable: 'homeServer',
      needs,
      fault: [drop('iq'), rename('bad-request', 'service-unavailable')],
      impact: 'none',
    },
    async ({ juliet }) => {
      const sent = await juliet.send(request('block'));

      const error = await expect(juliet).to.receive(replyTo(sent));

      expect(error).to.be.stanzaError('bad-request');
    },
  );
});

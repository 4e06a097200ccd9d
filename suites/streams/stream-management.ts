import {
  advisory,
  anyOf,
  describe,
  dial,
  drop,
  type Element,
  expect,
  nonza,
  ns,
  offline,
  online,
  rename,
  rewrite,
  scenario,
  shift,
  streamManagement,
  xml,
} from '../../runners/index.ts';
import { expectAllHandled, manage, xep0198 } from './managed.ts';

const streamError = { what: 'a stream error', matches: ({ name }: Element) => name === 'stream:error' };

describe('Unreliable connections', '', () => {
  scenario(
    'answers the request for stream management',
    {
      id: 'xep0198.3.enable-answered',
      requirement: xep0198.must('3', 'enable', 'To an enable request the server MUST reply with enabled or failed'),
      covers: 'XEP0198-3-1',
      given: { romeo: online('homeServer') },
      accountable: 'homeServer',
      fault: drop('enabled'),
      impact: 'none',
    },
    async ({ romeo }, story) => {
      const management = streamManagement(romeo);
      if (!management.offered) story.notApplicable('the stream features list no stream management');

      await management.enable();

      story.saw((await expect(romeo).to.receive(nonza('enabled', 'failed'))).name);
    },
  );

  scenario(
    'gives a session that can be resumed an id',
    {
      id: 'xep0198.5.id-for-resumption',
      requirement: xep0198.must(
        '5',
        'resumption',
        'If the server allows resumption, enabled MUST say so in resume and MUST have an id',
      ),
      covers: 'XEP0198-5-1',
      given: { romeo: online('homeServer') },
      accountable: 'homeServer',
      fault: rewrite('enabled', { id: '' }),
      impact: 'degraded',
    },
    async ({ romeo }, story) => {
      const enabled = await manage(romeo, story, { resume: true });

      expect(enabled.attrs.id, 'id of the session').to.be.a('string').and.not.equal('');
    },
  );

  scenario(
    'refuses stream management before a resource is bound',
    {
      id: 'xep0198.3.before-binding',
      requirement: xep0198.must(
        '3',
        'enable',
        'An enable request that comes before resource binding is answered with failed',
      ),
      covers: 'XEP0198-3-1',
      given: { romeo: offline('homeServer') },
      accountable: 'homeServer',
      fault: [drop('failed'), rename('failed', 'enabled')],
      impact: 'none',
    },
    async ({ romeo }, story) => {
      const line = await dial(romeo, 'authenticated');
      if (!line.features.getChild('sm', ns.sm)) story.notApplicable('no stream management is offered');

      line.send(xml`<enable xmlns="${ns.sm}"/>`);

      const answer = await expect(line).to.receive(nonza('enabled', 'failed'));
      expect(answer.name, 'the answer').to.equal('failed');
    },
  );

  scenario(
    'keeps to its count when stream management is asked for again',
    {
      id: 'xep0198.6.second-enable',
      requirement: xep0198.must(
        '6',
        'errors',
        'For an error with regard to enable the server MUST return failed; what it counts (section 4) goes on',
      ),
      covers: 'XEP0198-3-1',
      given: { romeo: online('homeServer') },
      accountable: 'homeServer',
      fault: [drop('failed'), advisory(rename('failed', 'enabled')), shift('a', 'h', -1)],
      impact: 'none',
    },
    async ({ romeo }, story) => {
      await manage(romeo, story);
      await romeo.fenceOwnServer();

      await streamManagement(romeo).enable();

      const answer = await expect(romeo).to.receive(anyOf(nonza('enabled', 'failed'), streamError));
      const advice = xep0198.should('3', 'enable', 'A second enable request is answered with a stream error');
      await story.should(advice, () => expect(answer.name, 'the answer').to.equal('stream:error'));
      // Who enables it a second time may count anew (section 4).
      if (answer.name === 'failed' && romeo.connected) await expectAllHandled(romeo);
    },
  );

  scenario(
    'gives every managed session an id of its own',
    {
      id: 'xep0198.5.unique-ids',
      requirement: xep0198.mustNot('5', 'resumption', 'An SM-ID is not reused for simultaneous or subsequent sessions'),
      covers: 'XEP0198-5-1',
      given: { romeo: online('homeServer'), phone: online('homeServer') },
      accountable: 'homeServer',
      fault: [rewrite('enabled', { id: 'balcony' }), rewrite('enabled', { id: 'orchard' }, {}, 'romeo')],
      impact: 'none',
    },
    async ({ romeo, phone }, story) => {
      const first = await manage(romeo, story, { resume: true });
      const simultaneous = await manage(phone, story, { resume: true });
      await romeo.goOffline();
      await romeo.comeOnline();
      const subsequent = await manage(romeo, story, { resume: true });

      const ids = [first, simultaneous, subsequent].map(({ attrs }) => String(attrs.id));

      expect(new Set(ids), 'the ids').to.have.property('size', 3);
    },
  );
});

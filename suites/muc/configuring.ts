import {
  amend,
  askingForm,
  describe,
  drop,
  type Element,
  expect,
  fieldIn,
  formIn,
  ns,
  online,
  replyTo,
  rewrite,
  room,
  scenario,
  type Session,
  shows,
  type Story,
  strip,
  submitting,
  xep,
  xml,
} from '../../runners/index.ts';
import { featuresOf } from './requests.ts';

const xep0045 = xep('0045', '1.35.5');
/** What is changed, by field, and the feature that shows it (XEP-0045, section 16.3). */
const changes = { membersonly: '1', persistentroom: '0', whois: 'anyone' } as const;
const features = {
  membersonly: 'muc_membersonly',
  persistentroom: 'muc_temporary',
  whois: 'muc_nonanonymous',
} as const;
type Field = keyof typeof changes;

interface Changed {
  /** The fields that the form still has; a service may offer fewer later (section 18.1). */
  readonly fields: readonly Field[];
  /** Those that it shows changed: "A MUC service MAY support or allow any desired room types" (section 18.1). */
  readonly taken: readonly Field[];
}

/** Changes what the form has of all that, and looks what came of it. */
async function changed(owner: Session, orchard: { readonly jid: string }, story: Story): Promise<Changed> {
  const form = formIn(await owner.request(askingForm(orchard)));
  const fields = (Object.keys(changes) as Field[]).filter((name) => fieldIn(form, name));
  if (fields.length === 0)
    return story.notApplicable(`the form of the room has none of the fields ${Object.keys(changes).join(', ')}`);
  const reply = await owner.request(submitting(orchard, form, changes));
  if (reply.attrs.type === 'result') {
    const later = formIn(await owner.request(askingForm(orchard)));
    const shown = fields.filter((name) => fieldIn(later, name));
    return { fields: shown, taken: shown.filter((name) => shows(later, { [name]: changes[name] })) };
  }
  await story.should(
    xep0045.must(
      '10.1.3',
      'createroom-reserved',
      'Options that violate a policy of the service MUST get a not-acceptable error (a MUST, a warning by policy)',
    ),
    () => expect(reply).to.be.a.stanzaError('not-acceptable'),
  );
  return story.refused(reply);
}

const forgets = (name: Field, value: string) =>
  amend(`forgets the field ${name}`, 'field', (field: Element) => {
    if (field.attrs.var === `muc#roomconfig_${name}`)
      field.children = [xml`<value xmlns="${ns.dataForms}">${value}</value>`];
  });

describe('Configuring a group', '7(2)(b)(i)', () => {
  scenario(
    'gives an owner the form of its room',
    {
      id: 'xep0045.roomconfig.form-for-owner',
      requirement: xep0045.must(
        '10.2',
        'roomconfig',
        'The service MUST send a configuration form to the room owner, or an empty query if nothing can be configured',
      ),
      covers: 'MUC-04',
      given: { mercutio: online('mucService'), orchard: room('mucService') },
      accountable: 'mucService',
      fault: [
        drop('iq', { type: 'result' }),
        rewrite('iq', { type: 'error' }, { type: 'result' }),
        strip('query'),
        rewrite('x', { type: 'submit' }, { type: 'form' }),
      ],
    },
    async ({ mercutio, orchard }, story) => {
      const sent = await mercutio.send(askingForm(orchard));

      const answer = await expect(mercutio).to.receive(replyTo(sent));

      expect(answer).to.be.like(xml`<iq type="result"><query xmlns="${ns.mucOwner}"/></iq>`);
      const form = formIn(answer);
      if (form) expect(form).to.be.like(xml`<x xmlns="${ns.dataForms}" type="form"/>`);
      story.saw(form ? 'a form' : 'nothing to configure');
    },
  );

  scenario(
    'keeps what an owner changes',
    {
      id: 'xep0045.roomconfig.changes-kept',
      requirement: xep0045.must(
        '10.2',
        'roomconfig',
        'The service MUST send a form with the current options set as defaults: those that the room itself lists (6.4)',
      ),
      covers: 'MUC-04',
      given: { mercutio: online('mucService'), orchard: room('mucService') },
      accountable: 'mucService',
      fault: [forgets('membersonly', '0'), forgets('persistentroom', '1'), forgets('whois', 'moderators')],
    },
    async ({ mercutio, orchard }, story) => {
      await mercutio.join(orchard, 'mercutio');
      const { fields, taken } = await changed(mercutio, orchard, story);
      const listed = await featuresOf(mercutio, orchard);

      const current = fields.filter((name) => listed.includes(features[name]));
      expect(taken, 'the fields that the form shows changed, as the features are').to.include.members(current);
      if (taken.length === 0 || taken.length < fields.length)
        story.inconclusive(`the room took on ${taken.join(', ') || 'nothing'} of ${Object.keys(changes).join(', ')}`);
    },
  );

  scenario(
    'shows users of the other service how a room is configured',
    {
      id: 'xep0045.disco-roominfo.configuration-shown',
      requirement: xep0045.should(
        '6.4',
        'disco-roominfo',
        'The room SHOULD return the materially-relevant features it supports, such as password protection and moderation',
      ),
      covers: 'MUC-04',
      given: { juliet: online('homeServer'), mercutio: online('mucService'), orchard: room('mucService') },
      accountable: 'mucService',
      fault: [
        ...Object.values(features).map((feature) => strip('feature', { var: feature }, 'juliet')),
        rewrite('iq', { type: 'error' }, { type: 'result' }, 'juliet'),
      ],
    },
    async ({ juliet, mercutio, orchard }, story) => {
      await mercutio.join(orchard, 'mercutio');
      const { taken } = await changed(mercutio, orchard, story);
      if (taken.length === 0) story.inconclusive('the room took on none of the changes');

      const answer = await juliet.request(
        xml`<iq type="get" to="${orchard.jid}"><query xmlns="${ns.discoInfo}"/></iq>`,
      );

      expect(answer).to.be.like(xml`<iq type="result"/>`);
      for (const name of taken)
        expect(answer).to.carry(xml`<feature xmlns="${ns.discoInfo}" var="${features[name]}"/>`);
    },
  );
});

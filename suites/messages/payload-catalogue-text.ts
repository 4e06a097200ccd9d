import { drop, retext, rewrite, strip, undeclare, xml } from '../../runners/index.ts';
import type { PayloadGroup } from './payload-catalogue.ts';

/** The part of the catalogue that is about text: how it looks, how it is taken, how it comes to be. */

const formatted: PayloadGroup = {
  feature: 'Formatted text',
  slug: 'formatted-text',
  title: 'carries the format of a text beside it',
  messages: {
    'XHTML (XEP-0071)': [
      xml`<body>Wow, I am green with envy</body>`,
      xml`
        <html xmlns="http://jabber.org/protocol/xhtml-im">
          <body xmlns="http://www.w3.org/1999/xhtml">
            <p style="font-size:large"><em>Wow</em>, I am <strong>green</strong> with envy</p>
          </body>
        </html>`,
    ],
    'markup (XEP-0394)': [
      xml`<body>There is really no reason to worry</body>`,
      xml`<markup xmlns="urn:xmpp:markup:0"><span start="9" end="15"><emphasis/></span></markup>`,
    ],
    'that there is no format (XEP-0393)': [xml`<body>${'> _ <'}</body>`, xml`<unstyled xmlns="urn:xmpp:styling:0"/>`],
  },
  faults: [
    strip('html'),
    rewrite('p', { style: '' }),
    strip('markup'),
    rewrite('span', { end: '16' }),
    strip('unstyled'),
  ],
};

const asTyped: PayloadGroup = {
  feature: 'Text as it is typed',
  slug: 'text-as-it-is-typed',
  title: 'carries text while it is being typed',
  messages: {
    'a beginning (XEP-0301)': [xml`<rtt xmlns="urn:xmpp:rtt:0" seq="0" event="new"><t>Hello Jo</t></rtt>`],
    'what was changed': [xml`<rtt xmlns="urn:xmpp:rtt:0" seq="1"><e n="2"/><t p="6">, my J</t><w n="700"/></rtt>`],
    'the whole': [xml`<body>Hello, my Juliet!</body>`],
  },
  faults: [strip('rtt', { event: 'new' }), rewrite('rtt', { seq: '7' }), strip('w'), drop('message', { type: 'chat' })],
};

const spoilers: PayloadGroup = {
  feature: 'Hidden text',
  slug: 'hidden-text',
  title: 'carries the wish to hide a text until it is asked for',
  messages: {
    'a hidden text (XEP-0382)': [
      xml`<body>And at the end both of them die</body>`,
      xml`<spoiler xmlns="urn:xmpp:spoiler:0"/>`,
    ],
    'one with hints': [
      xml`<body>holidays.png</body>`,
      xml`<spoiler xmlns="urn:xmpp:spoiler:0" xml:lang="en">Trip to the beach</spoiler>`,
      xml`<spoiler xmlns="urn:xmpp:spoiler:0" xml:lang="ca">Viatge a la platja</spoiler>`,
    ],
  },
  faults: [strip('spoiler'), strip('spoiler', { 'xml:lang': 'ca' }), rewrite('spoiler', { 'xml:lang': '' })],
};

const ephemeral: PayloadGroup = {
  feature: 'Disappearing messages',
  slug: 'disappearing-messages',
  title: 'carries how long a message is to be kept',
  messages: {
    'a message (XEP-0466)': [
      xml`<body>Burn this</body>`,
      xml`<ephemeral xmlns="urn:xmpp:ephemeral:0" timer="604800"/>`,
    ],
    'another time': [xml`<ephemeral xmlns="urn:xmpp:ephemeral:0" timer="432000"/>`],
  },
  faults: [strip('ephemeral'), rewrite('ephemeral', { timer: '1' })],
};

const stickers: PayloadGroup = {
  feature: 'Stickers',
  slug: 'stickers',
  title: 'carries stickers',
  messages: {
    'a sticker (XEP-0449)': [
      xml`<body>${'\u{1F618}'}</body>`,
      xml`<sticker xmlns="urn:xmpp:stickers:0" pack="EpRv28DHHzFrE4zd+xaNpVb4"/>`,
      xml`
        <file-sharing xmlns="urn:xmpp:sfs:0">
          <file xmlns="urn:xmpp:file:metadata:0"><media-type>image/png</media-type><dimensions>512x512</dimensions></file>
        </file-sharing>`,
    ],
  },
  faults: [strip('sticker'), rewrite('sticker', { pack: '' }), undeclare('file')],
};

const places: PayloadGroup = {
  feature: 'Places',
  slug: 'places',
  title: 'carries where somebody is',
  messages: {
    'a place (XEP-0080)': [
      xml`<body>geo:45.44,12.33</body>`,
      xml`
        <geoloc xmlns="http://jabber.org/protocol/geoloc" xml:lang="en">
          <accuracy>20</accuracy><country>Italy</country><lat>45.44</lat><locality>Venice</locality><lon>12.33</lon>
        </geoloc>`,
    ],
  },
  faults: [strip('geoloc'), strip('accuracy'), retext('lat', '45'), rewrite('geoloc', { 'xml:lang': '' })],
};

const attention: PayloadGroup = {
  feature: 'Calling for attention',
  slug: 'calling-for-attention',
  title: 'carries a call for attention, and by which name one goes',
  messages: {
    'a call (XEP-0224)': [xml`<attention xmlns="urn:xmpp:attention:0"/>`],
    'a name (XEP-0172)': [
      xml`<body>Call me Ishmael</body>`,
      xml`<nick xmlns="http://jabber.org/protocol/nick">Ishmael</nick>`,
    ],
  },
  faults: [strip('attention'), strip('nick'), retext('nick', 'Ahab')],
};

const ofPrograms: PayloadGroup = {
  feature: 'Messages of programs',
  slug: 'messages-of-programs',
  title: 'carries what programs say to people and to other programs',
  messages: {
    'answers to choose from (XEP-0439)': [
      xml`<body>Shall I? (yes/no)</body>`,
      xml`<response xmlns="urn:xmpp:tmp:quick-response" xml:lang="en" value="yes" label="Sure!"/>`,
      xml`<response xmlns="urn:xmpp:tmp:quick-response" xml:lang="en" value="no" label="Better not"/>`,
    ],
    'a form (XEP-0004)': [
      xml`
        <x xmlns="jabber:x:data" type="form">
          <title>Supper</title><field var="guests" type="text-single" label="Guests"><value>2</value></field>
        </x>`,
    ],
    'data (XEP-0335)': [xml`<json xmlns="urn:xmpp:json:0">${'{ "name": "romeo", "age": null }'}</json>`],
    'headers (XEP-0131)': [
      xml`<body>Neither, fair saint</body>`,
      xml`
        <headers xmlns="http://jabber.org/protocol/shim"><header name="Keywords">${'shakespeare,<xmpp/>'}</header></headers>`,
    ],
  },
  faults: [
    strip('response', { value: 'no' }),
    rewrite('response', { label: '' }),
    strip('x'),
    strip('field'),
    retext('json', '{}'),
    strip('headers'),
    rewrite('header', { name: 'In-Reply-To' }),
  ],
};

export const aboutText = [formatted, asTyped, spoilers, ephemeral, stickers, places, attention, ofPrograms];

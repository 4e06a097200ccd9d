import { type Element, type Fault, retext, rewrite, strip, undeclare, unprefix, xml } from '../../runners/index.ts';

/** What else apps put into messages, by the function that users know: a scenario each. Servers need know none of it. */
export interface PayloadGroup {
  /** As users know it. */
  readonly feature: string;
  /** Last part of the scenario's id. */
  readonly slug: string;
  readonly title: string;
  /** Content of a message each, by the name that the report shows. */
  readonly messages: Readonly<Record<string, readonly Element[]>>;
  readonly faults: readonly Fault[];
}

const id = 'ca3cf894-5325-482f-a412-a6e9f832298d';
const url = 'https://download.montague.example/4a771ac1/summit.jpg';
const hash = xml`<hash xmlns="urn:xmpp:hashes:2" algo="sha-256">gw+6xdCgOcvCYSKuQNrXH33lV9NMzuDf/s0huByCDsY=</hash>`;
const file = xml`
  <file xmlns="urn:xmpp:file:metadata:0">
    <media-type>image/jpeg</media-type><name>summit.jpg</name><size>3032449</size><width>4096</width>${hash}
    <desc>Photo from the summit.</desc>
  </file>`;
const urlData = xml`<url-data xmlns="http://jabber.org/protocol/url-data" target="${url}"/>`;
const shared = xml`
  <file-sharing xmlns="urn:xmpp:sfs:0" disposition="inline">${file}<sources>${urlData}</sources></file-sharing>`;
const body = (text: string): Element => xml`<body>${text}</body>`;

const linksToFiles: PayloadGroup = {
  feature: 'Links to files',
  slug: 'links-to-files',
  title: 'carries links to files, with what they say of the files',
  messages: {
    'a link (XEP-0066)': [body(url), xml`<x xmlns="jabber:x:oob"><url>${url}</url><desc>The summit</desc></x>`],
    'a file (XEP-0447)': [
      body(url),
      shared,
      xml`<fallback xmlns="urn:xmpp:fallback:0" for="urn:xmpp:sfs:0"><body/></fallback>`,
    ],
    'a file within a text (XEP-0385)': [
      body('Look at the nice view'),
      xml`
        <reference xmlns="urn:xmpp:reference:0" begin="17" end="21" type="data">
          <media-sharing xmlns="urn:xmpp:sims:1">
            <file xmlns="urn:xmpp:jingle:apps:file-transfer:5"><name>summit.jpg</name>${hash}</file>
            <sources><reference xmlns="urn:xmpp:reference:0" type="data" uri="${url}"/></sources>
          </media-sharing>
        </reference>`,
    ],
    'what is known of a link (XEP-0511)': [
      body(url),
      xml`
        <rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:og="https://ogp.me/ns#" rdf:about="${url}">
          <og:title>The summit</og:title><og:type>website</og:type>
        </rdf:Description>`,
    ],
  },
  faults: [
    strip('x'),
    strip('file-sharing'),
    strip('media-sharing'),
    strip('hash'),
    rewrite('url-data', { target: '' }),
    undeclare('file'),
    unprefix('about'),
  ],
};

const encrypted: PayloadGroup = {
  feature: 'Encrypted messages',
  slug: 'encrypted-messages',
  title: 'carries messages that only the devices of the two can read',
  messages: {
    'OMEMO (XEP-0384)': [
      xml`
        <encrypted xmlns="urn:xmpp:omemo:2">
          <header sid="27183">
            <keys jid="juliet@capulet.example"><key rid="31415">SSBnb3Q=</key></keys>
            <keys jid="romeo@montague.example"><key rid="12321" kex="true">aW4gZXZl</key></keys>
          </header>
          <payload>cnlvbmUncyBob3N0aWxl</payload>
        </encrypted>`,
      xml`<encryption xmlns="urn:xmpp:eme:0" namespace="urn:xmpp:omemo:2" name="OMEMO"/>`,
    ],
    'a change of keys alone': [
      xml`<encrypted xmlns="urn:xmpp:omemo:2"><header sid="1"><keys jid="a@b"><key rid="2">SSA=</key></keys></header></encrypted>`,
    ],
    'OMEMO in its first form': [
      body('I sent you an OMEMO encrypted message'),
      xml`
        <encrypted xmlns="eu.siacs.conversations.axolotl">
          <header sid="27183"><key rid="31415" prekey="true">SSBnb3Q=</key><iv>aW4gZXZl</iv></header>
          <payload>cnlvbmUncyBob3N0aWxl</payload>
        </encrypted>`,
    ],
    'OpenPGP (XEP-0373)': [xml`<openpgp xmlns="urn:xmpp:openpgp:0">SSBnb3QgaW4gZXZlcnlvbmU=</openpgp>`],
  },
  faults: [
    strip('encrypted', { xmlns: 'urn:xmpp:omemo:2' }),
    strip('encrypted', { xmlns: 'eu.siacs.conversations.axolotl' }),
    strip('encryption'),
    strip('openpgp'),
    strip('iv'),
    rewrite('key', { kex: '' }),
    retext('payload', ''),
  ],
};

const calls: PayloadGroup = {
  feature: 'Call invitations',
  slug: 'call-invitations',
  title: 'carries invitations to a call and the answers to them',
  messages: {
    'a call (XEP-0353)': [
      xml`
        <propose xmlns="urn:xmpp:jingle-message:0" id="${id}">
          <description xmlns="urn:xmpp:jingle:apps:rtp:1" media="audio"/>
          <description xmlns="urn:xmpp:jingle:apps:rtp:1" media="video"/>
        </propose>`,
    ],
    'that it rings': [xml`<ringing xmlns="urn:xmpp:jingle-message:0" id="${id}"/>`],
    'that it is taken': [xml`<proceed xmlns="urn:xmpp:jingle-message:0" id="${id}"/>`],
    'that it is not': [
      xml`
        <reject xmlns="urn:xmpp:jingle-message:0" id="${id}">
          <reason xmlns="urn:xmpp:jingle:1"><busy/><text>Busy</text></reason>
        </reject>`,
    ],
    'that it is over': [xml`<finish xmlns="urn:xmpp:jingle-message:0" id="${id}"/>`],
    'a call of several (XEP-0482)': [
      xml`
        <invite xmlns="urn:xmpp:call-invites:0" video="true">
          <muji xmlns="urn:xmpp:jingle:muji:0" room="hall@conference.montague.example"/><external uri="${url}"/>
        </invite>`,
    ],
    'that one comes': [xml`<accept xmlns="urn:xmpp:call-invites:0" id="${id}"><jingle sid="1"/></accept>`],
  },
  faults: [
    ...['propose', 'ringing', 'proceed', 'reject', 'finish', 'invite', 'accept'].map((name) => strip(name)),
    strip('description', { media: 'video' }),
    rewrite('proceed', { id: '' }),
    undeclare('reason'),
    undeclare('muji'),
  ],
};

export const mediaAndCalls = [linksToFiles, encrypted, calls];

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { readDoap } from '../../runners/config/doap.ts';
import { UsageError } from '../../runners/config/usage-error.ts';

const sample = (name: string): string => fileURLToPath(new URL(`../support/doap/${name}.doap`, import.meta.url));
const subject = 'plan.yaml:4: the DOAP file of a.claims.doap,';

describe('a DOAP file', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'fedcheck-doap-'));
  });
  after(() => rm(folder, { recursive: true }));

  const refusal = async (content: string | Buffer): Promise<string> => {
    const path = join(folder, 'product.doap');
    await writeFile(path, content);
    const error: unknown = await readDoap(path, subject).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(UsageError);
    const { message } = error as UsageError;
    expect(message).to.contain(`${subject} ${path} `);
    return message.slice(`${subject} ${path} `.length);
  };

  it('gives name, newest release and the numbered XEPs with version, status, since and the first note', async () => {
    expect(await readDoap(sample('default-namespace'), subject)).to.deep.equal({
      name: 'Verona Server',
      version: '1.2.0',
      implements: [
        { xep: '0045', version: '1.35.5', status: 'complete', since: '0.3.0', note: 'rooms & roles' },
        { xep: '0016', version: '', status: 'removed' },
        { xep: '0084', version: '', status: '' },
      ],
    });
  });

  it('is read whatever its prefixes', async () => {
    expect(await readDoap(sample('prefixed'), subject)).to.deep.equal({
      name: 'Mantua',
      version: '',
      implements: [{ xep: '0191', version: '1.3', status: 'partial' }],
    });
  });

  it('is refused with what is wrong and what to do', async () => {
    expect(await refusal('{ "@context": {} }')).to.match(
      /^is not the XML of a DOAP file \(.+\); give the RDF\/XML form\.$/,
    );
    expect(await refusal('<html><body/></html>')).to.match(/^describes no project; it must hold a Project/);
    expect(await refusal('<Project xmlns="http://usefulinc.com/ns/doap#"><name>x</name></Project>')).to.match(
      /^lists no XEP; each must be a SupportedXep/,
    );
    expect(await refusal(Buffer.from([0x3c, 0xff, 0xfe]))).to.equal('is not in UTF-8; save it in that encoding.');
    expect(await refusal(`<a>${' '.repeat(1024 * 1024)}</a>`)).to.match(/^has more than 1 MB/);
  });

  it('has no document type and no entities of its own', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>';
    expect(await refusal(bomb)).to.contain('a document type declaration stands in it');
    expect(await refusal('<a>&b;</a>')).to.contain('is not the XML of a DOAP file');
  });

  it('that is not there is named', async () => {
    const path = join(folder, 'absent.doap');
    const error: unknown = await readDoap(path, subject).catch((reason: unknown) => reason);
    expect((error as UsageError).message).to.match(/absent\.doap cannot be read: .+\.$/);
  });

  it('has texts of one line and bounded length', async () => {
    const path = join(folder, 'long.doap');
    const long = `a\nb${'c'.repeat(5000)}`;
    await writeFile(
      path,
      `<Project xmlns="http://usefulinc.com/ns/doap#"><name>${long}</name><implements><SupportedXep xmlns="https://linkmauve.fr/ns/xmpp-doap#"><xep>https://xmpp.org/extensions/xep-0001.html</xep></SupportedXep></implements></Project>`,
    );
    const { name } = await readDoap(path, subject);
    expect(name)
      .to.have.lengthOf(300)
      .and.to.match(/^a bc+$/);
  });
});

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { labAdmin } from '../../runners/lab/accounts.ts';
import { ejabberdConfig, inetrc } from '../../runners/lab/ejabberd.ts';
import { prosodyConfig } from '../../runners/lab/prosody.ts';
import type { ServerOptions } from '../../runners/lab/server.ts';
import { fill, jsonLiteral, luaLiteral } from '../../runners/lab/template.ts';

const nasty = '/a "quoted"\\folder: {x} # é]]\n';

const options: ServerOptions = {
  domain: 'alpha.example',
  address: '127.1.2.3',
  ports: { c2s: 1, c2sTls: 2, s2s: 3, http: 4 },
  directory: nasty,
  accounts: [],
  admin: labAdmin('alpha.example'),
  dns: { address: '127.1.2.3', port: 53 },
};

describe('a configuration template', () => {
  it('takes values as literals and leaves the rest alone', () => {
    expect(fill('{ a = {{a}}, b = { {{b}} } }', { a: 'x"', b: 5 }, luaLiteral)).to.equal('{ a = "x\\034", b = { 5 } }');
  });

  it('does not read placeholders in values', () => {
    expect(fill('{{a}} {{b}}', { a: '{{b}}', b: 'no' }, jsonLiteral)).to.equal('"{{b}}" "no"');
  });

  it('refuses a name without a value, and a value without a name', () => {
    expect(() => fill('{{a}}', {}, jsonLiteral)).to.throw('{{a}}, which has no value');
    expect(() => fill('', { a: 1 }, jsonLiteral)).to.throw('does not use a');
  });

  it('writes Lua strings that no value can leave', () => {
    expect(luaLiteral(nasty)).to.equal('"/a \\034quoted\\034\\092folder: {x} # \\195\\169]]\\010"');
    expect(luaLiteral('"\\')).to.equal('"\\034\\092"');
    expect(luaLiteral(true)).to.equal('true');
  });
});

describe('the configuration of Prosody', () => {
  it('holds its folder as a Lua string only', async () => {
    const text = await prosodyConfig(options);

    expect(text).to.include(`ssl = { cafile = ${luaLiteral(`${nasty}/ca.pem`)}`);
    expect(text).not.to.include('"quoted"');
    expect(text).not.to.include('{{');
  });

  it('names the domain, its components and the DNS server of the lab alone', async () => {
    const text = await prosodyConfig({ ...options, domain: 'beta.example' });

    expect(text).to.include('VirtualHost "beta.example"');
    expect(text).to.include('Component "conference.beta.example" "muc"');
    expect(text).to.include('forward = { "127.1.2.3@53" }');
    expect(text).to.include('resolvconf = false');
  });

  it('takes a valid certificate as the only way in for servers', async () => {
    const text = await prosodyConfig(options);

    expect(text).to.include('s2s_secure_auth = true');
    expect(text).not.to.match(/"dialback"|"limits"|s2s_insecure_domains/);
  });
});

describe('the configuration of ejabberd', () => {
  it('is YAML that gives the values back as they were', async () => {
    const config = parse(await ejabberdConfig(options)) as Record<string, unknown>;

    expect(config).to.deep.include({
      hosts: ['alpha.example'],
      ca_file: `${nasty}/ca.pem`,
      s2s_use_starttls: 'required',
    });
    expect(config.listen).to.have.lengthOf(4);
    expect(config.listen).to.satisfy((all: { ip: string }[]) => all.every(({ ip }) => ip === '127.1.2.3'));
  });

  it('has no dialback, no shaper and no administration over HTTP', async () => {
    const config = parse(await ejabberdConfig(options)) as { modules: object; shaper: object };

    expect(config.modules).to.not.have.any.keys('mod_s2s_dialback', 'mod_fail2ban', 'mod_http_api');
    expect(config.shaper).to.deep.equal({});
  });

  it('has Erlang ask the DNS server of the lab alone', async () => {
    const lines = (await inetrc({ address: '127.1.2.3', port: 53 })).split('\n');

    expect(lines).to.include.members(['{resolv_conf, ""}.', '{hosts_file, ""}.', '{nameserver, {127,1,2,3}, 53}.']);
  });
});
